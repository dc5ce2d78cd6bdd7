import { quoteName } from '../base/text/name.js';
import { commentText, entryLines, flowList, flowMap, scalar } from '../base/yaml/yaml-text.js';
import { printType } from '../expr/print-type.js';
import type {
  Evidence,
  Found,
  FoundAttribute,
  FoundEntity,
  FoundMetric,
  FoundRelationship,
  FoundValue,
} from './found.js';
import { numbered } from './words/naming.js';
import { snakeCase } from './words/words.js';

/** One file of an ontology; `file` is relative to the folder of the ontology. */
export interface OntologyText {
  readonly file: string;
  readonly text: string;
}

/** More entities than this in one schema get a file each. */
const mostInAFile = 60;

/**
 * Writes a found ontology as people would: a file per schema, an entity and then its metrics, an attribute
 * a line, the evidence in comments.
 */
export function writeOntology(found: Found): readonly OntologyText[] {
  const catalogs = new Set(found.entities.map((e) => e.table.catalog));
  const schemas = new Map<string, FoundEntity[]>();
  for (const entity of found.entities) {
    const { catalog, schema } = entity.table;
    const group = schema === 'main' ? catalog : catalogs.size > 1 ? `${catalog}_${schema}` : schema;
    schemas.set(group, [...(schemas.get(group) ?? []), entity]);
  }
  const taken = new Set<string>();
  const skipped = found.evidence.filter((e) => e.about === 'entity' && !e.taken);
  return [...schemas].flatMap(([group, entities]) => {
    const base = numbered(fileName(group), taken);
    const documents = entities.map((e) => documentsOf(e, found, catalogs.size > 1));
    const { catalog, schema } = entities[0]!.table;
    const left = skipped.filter((e) => e.entity.startsWith(`${schema}.`));
    const head = [
      `Read from the schema ${schema} of ${catalog}: a first draft, to be edited.`,
      ...left.map((e) => `${e.entity}: ${e.text}`),
    ].map((line) => `# ${commentText(line)}\n`);
    if (entities.length <= mostInAFile)
      return [{ file: `${base}.yaml`, text: `${head.join('')}\n${documents.join('---\n')}` }];
    return entities.map((e, i) => ({
      file: `${base}/${numbered(fileName(e.name), taken)}.yaml`,
      text: `${i === 0 ? `${head.join('')}\n` : ''}${documents[i]!}`,
    }));
  });
}

function documentsOf(entity: FoundEntity, found: Found, manyCatalogs: boolean): string {
  const evidence = found.evidence.filter((e) => e.entity === entity.name);
  const metrics = found.metrics.filter((m) => m.entity === entity.name);
  return [
    entityText(entity, evidence, manyCatalogs),
    ...metrics.map((metric) => metricText(metric)),
  ].join('---\n');
}

function entityText(
  entity: FoundEntity,
  evidence: readonly Evidence[],
  manyCatalogs: boolean,
): string {
  const why = (about: Evidence['about'], name?: string): string => {
    const found = evidence.filter((e) => e.about === about && e.name === name);
    return found.length === 0 ? '' : ` # ${commentText(found.map((e) => e.text).join('; '))}`;
  };
  const key = entity.key.length === 0 ? '' : `key: ${flowList(entity.key)}`;
  const lines = [
    `entity: ${scalar(entity.name)} # ${entity.rows} rows`,
    ...(entity.label === undefined ? [] : [`label: ${scalar(entity.label)}`]),
    `source: ${flowMap(sourceOf(entity, manyCatalogs))}`,
    key === '' ? `#${why('key').replace(' #', '')}` : `${key}${why('key')}`,
    ...(entity.time === undefined ? [] : [`time: ${scalar(entity.time)}${why('time')}`]),
    'attributes:',
    ...entity.attributes.flatMap((a) =>
      entryLines('  ', a.name, attributeEntries(a), why('attribute', a.name)),
    ),
    ...(entity.relationships.length === 0 ? [] : ['relationships:']),
    ...entity.relationships.flatMap((r) =>
      entryLines('  ', r.name, relationshipEntries(r), why('relationship', r.name)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function sourceOf(
  entity: FoundEntity,
  manyCatalogs: boolean,
): readonly (readonly [string, string])[] {
  const { catalog, schema, name } = entity.table;
  const parts = manyCatalogs
    ? [catalog, schema, name]
    : schema === 'main'
      ? [name]
      : [schema, name];
  return [
    ['table', scalar(parts.map(quoteName).join('.'))],
    ...(entity.layer === undefined ? [] : [['layer', entity.layer] as const]),
    ...(entity.partition === undefined
      ? []
      : [
          ['mode', entity.partition.mode] as const,
          [
            'partition',
            `[${flowMap([
              ['column', scalar(entity.partition.column)],
              ['format', 'yyyyMMdd'],
              ['grain', 'day'],
            ])}]`,
          ] as const,
        ]),
  ];
}

function attributeEntries(attribute: FoundAttribute): readonly (readonly [string, string])[] {
  const { name, label, type, column, is, values, required } = attribute;
  return [
    ['type', scalar(printType(type))],
    ...(label === undefined ? [] : [['label', scalar(label)] as const]),
    ...(column === undefined || column === name ? [] : [['column', scalar(column)] as const]),
    ...(is === undefined ? [] : [['is', scalar(is)] as const]),
    ...(required ? [['required', 'true'] as const] : []),
    ...(values === undefined
      ? []
      : [['values', `{ ${values.map(valueText).join(', ')} }`] as const]),
  ];
}

function valueText({ value, label }: FoundValue): string {
  return label === undefined ? scalar(value) : `${scalar(value)}: ${scalar(label)}`;
}

function relationshipEntries(r: FoundRelationship): readonly (readonly [string, string])[] {
  return [
    ['to', scalar(r.to)],
    ['on', flowMap(r.on.map((p) => [scalar(p.from), scalar(p.to)]))],
    ['cardinality', r.cardinality],
    ...(r.required ? [['required', 'true'] as const] : []),
    ...(r.sameAs.length === 0
      ? []
      : [['same_as', flowList(r.sameAs.map((way) => way.map(quoteName).join('.')))] as const]),
  ];
}

function metricText(metric: FoundMetric): string {
  const lines = [
    `metric: ${scalar(metric.name)}`,
    ...(metric.label === undefined ? [] : [`label: ${scalar(metric.label)}`]),
    ...(metric.synonyms === undefined
      ? []
      : [`synonyms: [${metric.synonyms.map((word) => scalar(word)).join(', ')}]`]),
    'type: aggregate',
    `entity: ${scalar(metric.entity)}`,
    `agg: ${metric.agg}`,
    ...(metric.of === undefined ? [] : [`of: ${scalar(quoteName(metric.of))}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Letters of any script, digits and underscores: a name that every file system takes. */
function fileName(name: string): string {
  const safe = snakeCase(name)
    .replaceAll(/[^\p{L}\p{M}\p{Nd}_-]+/gu, '_')
    .slice(0, 80);
  return safe === '' ? 'schema' : safe;
}
