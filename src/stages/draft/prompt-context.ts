import type { Diagnostic } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import { allFunctions } from '../../expr/functions.js';
import { printType } from '../../expr/print-type.js';
import { datum, fenced } from '../../llm/fence.js';
import type { Piece } from '../../knowledge/choose.js';
import type { WikiLine } from '../../knowledge/wiki.js';
import type {
  Attribute,
  Entity,
  Metric,
  Ontology,
  Relationship,
  Term,
  Written,
} from '../../ontology/model.js';

/** What a model reads of the ontology: only what was selected for the requirement. */
export interface Selected {
  readonly entities: readonly Entity[];
  readonly metrics: readonly Metric[];
  readonly terms: readonly Term[];
  /** Delivered documents over the same things, as requirement and JSON. */
  readonly examples: readonly { readonly requirement: string; readonly document: string }[];
  /** Sentences of the project's wiki. */
  readonly wiki?: readonly WikiLine[];
}

/**
 * The selected part of the ontology as lines of a data fence. Every word that people or data wrote is cut
 * to 80 characters and cleaned; values of sensitive attributes are left out.
 */
export function contextText(selected: Selected, ontology: Ontology): string {
  return fenced('ontology', [
    ...selected.entities.flatMap((entity) => entityLines(entity, ontology)),
    ...selected.metrics.map(metricLine),
    ...periodLines(ontology),
    ...selected.terms.map(termLine),
    ...(selected.wiki ?? []).map(wikiLine),
  ]);
}

/** Delivered documents, as data too: form to follow, never text to obey. */
export function examplesText({ examples }: Selected): string {
  if (examples.length === 0) return '';
  return fenced(
    'examples',
    examples.flatMap(({ requirement, document }) => [
      `requirement: ${datum(requirement)}`,
      document.trim(),
    ]),
  );
}

/** Every function that an expression may call, by name and arguments, and the numbers it gives where few. */
export function functionsText(): string {
  return allFunctions
    .map(({ name, parameters, range }) => {
      const args = parameters.map(
        (p) => `${p.name}${p.optional === true ? '?' : ''}${p.repeated === true ? ' …' : ''}`,
      );
      const gives = range === undefined ? '' : ` ${range[0]}..${range[1]}`;
      return `${name}(${args.join(', ')})${gives}`;
    })
    .join(', ');
}

/** The names that a finding allows, for a prompt. */
export function allowedText({ allowed = [] }: Diagnostic): string {
  return allowed.slice(0, 12).map(datum).join(', ');
}

/** One piece as it is shown. */
export function pieceText(piece: Piece): string {
  switch (piece.kind) {
    case 'entity':
      return entityHead(piece.entity);
    case 'attribute':
      return attributeLine(piece.attribute);
    case 'role':
      return roleLine(piece.role);
    case 'metric':
      return metricLine(piece.metric);
    case 'term':
      return termLine(piece.term);
    default:
      return unreachable(piece);
  }
}

function entityLines(entity: Entity, { entities }: Ontology): readonly string[] {
  const all = entities.get(entity.name)?.attributes;
  return [
    entityHead(entity),
    ...[...entity.attributes.values()].map((attribute) => {
      const codes = all?.get(attribute.name)?.values?.size ?? 0;
      const isCut = !attribute.sensitive && codes > (attribute.values?.size ?? 0);
      return `${attributeLine(attribute)}${isCut ? ` … ${codes} in all` : ''}`;
    }),
    ...[...entity.relationships.values()].map(roleLine),
  ];
}

function entityHead(entity: Entity): string {
  const { name, key, time, table } = entity;
  const facts = [
    key.length > 0 ? `key ${key.join(', ')}` : 'no key',
    ...(time === undefined ? [] : [`clock ${time}`]),
    ...(table.layer === undefined ? [] : [`layer ${table.layer}`]),
    table.mode === 'none' ? 'one set of rows' : table.mode,
  ];
  return `entity ${name}${words(entity)} (${facts.join('; ')})`;
}

function attributeLine(attribute: Attribute): string {
  return `  ${attributeText(attribute)}`;
}

function roleLine(role: Relationship): string {
  const { name, to, cardinality, required } = role;
  return `  -> ${name}: ${to} ${cardinality}${required ? ' required' : ''}${words(role)}`;
}

function attributeText(attribute: Attribute): string {
  const { name, type, is, unit, values, sensitive } = attribute;
  const coded = [...(values ?? [])].map(([value, { label }]) =>
    label === value ? datum(value) : `${datum(value)}=${datum(label)}`,
  );
  return [
    `${name} ${printType(type)}${words(attribute)}`,
    ...(unit === undefined ? [] : [`[${datum(unit)}]`]),
    ...(is === undefined ? [] : [`is ${datum(is.text)}`]),
    ...(sensitive ? ['sensitive'] : coded.length === 0 ? [] : [`values ${coded.join(' | ')}`]),
  ].join(' ');
}

function metricLine(metric: Metric): string {
  const unit = metric.unit === undefined ? '' : ` [${datum(metric.unit)}]`;
  return `metric ${metric.name}${words(metric)}${unit}: ${meaningOf(metric)}`;
}

function meaningOf(metric: Metric): string {
  switch (metric.type) {
    case 'aggregate': {
      const of = metric.of === undefined ? 'rows' : datum(metric.of.text);
      return `${metric.agg} of ${of} over ${metric.entity}${where(metric.where)}`;
    }
    case 'derived':
      return `${metric.of}${where(metric.where)}${metric.time?.period === undefined ? '' : ` in ${metric.time.period}`}`;
    case 'composite':
      return datum(metric.is.text);
    case 'conversion':
      return `${metric.give} of ${metric.steps.map((s) => s.entity).join(' then ')} per ${metric.per}`;
    default:
      return unreachable(metric);
  }
}

function where(conditions: readonly Written[]): string {
  return conditions.length === 0
    ? ''
    : ` where ${conditions.map((c) => datum(c.text)).join(' and ')}`;
}

function periodLines({ periods, calendars }: Ontology): readonly string[] {
  const names = [...periods.values()].slice(0, 40).map((p) => `${p.name}${words(p)}`);
  const grains = [...calendars.values()].flatMap((c) => [...c.grains.keys()]).slice(0, 40);
  return [
    ...(names.length === 0 ? [] : [`periods: ${names.join(', ')}`]),
    ...(grains.length === 0 ? [] : [`calendar grains: ${grains.join(', ')}`]),
  ];
}

function termLine(term: Term): string {
  const ask = term.ask === undefined ? '' : `; ask: ${datum(term.ask)}`;
  return `term ${datum(term.name)}: ${term.means.join(' or ')}${ask}`;
}

function wikiLine({ heading, text }: WikiLine): string {
  return `wiki${heading === '' ? '' : ` ${datum(heading)}`}: ${datum(text)}`;
}

function words({
  label,
  synonyms,
  description,
}: {
  readonly label?: string;
  readonly synonyms: readonly string[];
  readonly description?: string;
}): string {
  const names = [...(label === undefined ? [] : [label]), ...synonyms].slice(0, 6).map(datum);
  const said = description === undefined ? '' : ` (${datum(description)})`;
  return names.length === 0 ? said : ` "${names.join(', ')}"${said}`;
}
