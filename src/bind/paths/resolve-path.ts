import {
  at,
  type Checked,
  type Details,
  type Diagnostic,
  type JsonPointer,
} from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { unreachable } from '../../base/unreachable.js';
import { reference } from '../../expr/build.js';
import { mapReferences } from '../../expr/visit.js';
import type { Attribute, Entity, Relationship } from '../../ontology/model.js';
import type { SourceExpr, SourceLeaf } from '../bound.js';
import { stepWords } from '../called.js';
import { columnWords } from '../columns.js';
import { bindDiagnostic } from '../diagnostics.js';
import {
  computedLink,
  onlyPath,
  pathText,
  reachableFrom,
  stepAlong,
  stepsAcross,
  type Path,
} from './join-path.js';
import { namesAllowed, placeOfName, type Place } from '../place.js';
import type { Columns, MatchSource, Source } from '../stage/source.js';
import { isUnit } from '../time/time-unit.js';
import { unknownExpr } from '../unknown.js';

/** What a path of the source scope means. */
export interface Meaning {
  readonly expr: SourceExpr;
  /** The attribute it names, also where that is computed. */
  readonly attribute?: Attribute;
  /** What people call it. */
  readonly label?: string;
}

/**
 * What a dotted path means in the source scope, looked up in the order of S3: a match of the stage; an
 * attribute, relationship or column of `from`; an entity, reached by the only path. Computed attributes
 * are expanded.
 */
export function resolvePath(
  source: Source,
  names: readonly string[],
  place: Place,
): Checked<Meaning> {
  const first = names[0]!;
  const match = source.matches.get(first);
  if (match !== undefined) return inMatch(source, match, names, place);
  const { root } = source;
  switch (root.kind) {
    case 'constant':
      return wrong(
        bindDiagnostic('not-constant', place.path, { name: names.join('.') }, place.details),
      );
    case 'columns':
      return inColumns(source, root.columns, names, place);
    case 'entity': {
      const { entity, bare } = root;
      if (bare && (entity.attributes.has(first) || entity.relationships.has(first)))
        return follow({ source, names, place }, entity, [], 0);
      const named = source.context.ontology.entities.get(first);
      if (named !== undefined) return fromEntity({ source, names, place }, entity, named, bare);
      return wrong(unknownStart(source, entity, bare, names, place));
    }
    default:
      return unreachable(root);
  }
}

/** Everything that can be named first in a place. */
function startingNames(source: Source): readonly string[] {
  const { root, matches, context } = source;
  if (root.kind === 'constant') return [];
  if (root.kind === 'columns') return [...root.columns.byName.keys(), ...matches.keys()];
  const reachable = [...reachableFrom(context.ontology, root.entity).keys()];
  if (!root.bare) return reachable;
  return [
    ...root.entity.attributes.keys(),
    ...root.entity.relationships.keys(),
    ...matches.keys(),
    ...reachable,
  ];
}

/** What is being looked up, carried along the path. */
interface Search {
  readonly source: Source;
  readonly names: readonly string[];
  readonly place: Place;
  /** The match that the path starts at. */
  readonly match?: string;
}

/** Walks relationships from an entity until an attribute. */
function follow(search: Search, start: Entity, before: Path, index: number): Checked<Meaning> {
  const { names, place, source } = search;
  let entity = start;
  let path = before;
  for (let i = index; i < names.length; i++) {
    const name = names[i]!;
    const last = i === names.length - 1;
    const attribute = entity.attributes.get(name);
    const relationship = entity.relationships.get(name);
    if (attribute !== undefined && (last || relationship === undefined)) {
      const link = computedLink(source.context, rootOf(search) ?? start, path);
      if (last && link !== undefined) return wrong(joinsOnComputed(place, link));
      if (last) return [meaningOf(search, path, entity, attribute), []];
      return wrong(valueHasNoPath(search, i));
    }
    if (relationship === undefined) return wrong(unknownIn(search, entity, i));
    const step = stepAlong(source.context.ontology, relationship);
    const bridged =
      search.match === undefined &&
      source.bridges === true &&
      !path.some((s) => s.many !== undefined);
    const steps =
      step !== undefined
        ? [step]
        : bridged
          ? stepsAcross(source.context.ontology, entity, relationship)
          : [];
    if (steps.length === 0) return wrong(multiplies(placeOfName(place, names, i), relationship));
    entity = steps.at(-1)!.to;
    path = [...path, ...steps];
  }
  return wrong(notAValue(search, entity));
}

/** The entity that the steps of a search start from. */
function rootOf({ source, match }: Search): Entity | undefined {
  const start = match === undefined ? source.root : source.matches.get(match)?.to;
  return start?.kind === 'entity' ? start.entity : undefined;
}

function joinsOnComputed({ path, details }: Place, link: string): Diagnostic {
  return bindDiagnostic('computed-link', path, { link }, details);
}

function fromEntity(search: Search, root: Entity, named: Entity, bare: boolean): Checked<Meaning> {
  const { source, names, place } = search;
  const { ontology } = source.context;
  const ways = onlyPath(ontology, root, named, source.via);
  const here = placeOfName(place, names, 0);
  switch (ways.kind) {
    case 'one':
      return names.length === 1
        ? wrong(notAValue(search, named))
        : follow(search, named, ways.path, 1);
    case 'several': {
      const paths = ways.paths.map(pathText);
      const rest = names.slice(1).map(quoteName).join('.');
      const write = paths.map((p) => (bare ? (rest === '' ? p : `${p}.${rest}`) : viaText(p)));
      const params = { from: root.name, to: named.name, paths, write: write.join(' / ') };
      return wrong(
        bindDiagnostic('ambiguous-path', place.path, params, { ...here.details, allowed: paths }),
      );
    }
    case 'none': {
      const reachable = [...reachableFrom(ontology, root).keys()].filter((n) => n !== root.name);
      const many = onlyPath(ontology, named, root).kind === 'none' ? '' : named.name;
      const params = {
        from: root.name,
        to: named.name,
        measure: source.measure ?? '',
        reachable,
        many,
      };
      return wrong(bindDiagnostic('unreachable', place.path, params, here.details));
    }
    default:
      return unreachable(ways);
  }
}

function viaText(path: string): string {
  return `"via": ["${path}"]`;
}

function inMatch(
  source: Source,
  match: MatchSource,
  names: readonly string[],
  place: Place,
): Checked<Meaning> {
  if (!match.whole)
    return wrong(
      bindDiagnostic('unreadable-match', place.path, { match: match.as }, place.details),
    );
  const search: Search = { source, names, place, match: match.as };
  if (match.to.kind === 'entity') {
    return names.length === 1
      ? wrong(notAValue(search, match.to.entity))
      : follow(search, match.to.entity, [], 1);
  }
  const { columns } = match.to;
  const column = names[1];
  if (column === undefined) {
    const params = { path: match.as, entity: columns.of };
    return wrong(bindDiagnostic('not-a-value', place.path, params, place.details));
  }
  if (names.length > 2) return wrong(valueHasNoPath(search, 1));
  const found = columns.byName.get(column);
  if (found === undefined && !columns.open) {
    const here = placeOfName(place, names, 1);
    const details = namesAllowed(here, column, columns.byName.keys(), columnWords(columns));
    return wrong(
      bindDiagnostic('unknown-name', place.path, { name: column, of: match.as }, details),
    );
  }
  const to: SourceLeaf = { kind: 'match', match: match.as, column, path: [] };
  return [leafMeaning(to, found), []];
}

function inColumns(
  source: Source,
  columns: Columns,
  names: readonly string[],
  place: Place,
): Checked<Meaning> {
  const first = names[0]!;
  const found = columns.byName.get(first);
  if (found === undefined && !columns.open) {
    const here = placeOfName(place, names, 0);
    const details = namesAllowed(here, first, startingNames(source), columnWords(columns));
    return wrong(
      bindDiagnostic('unknown-name', place.path, { name: first, of: columns.of }, details),
    );
  }
  // Of what is not known it is not known either whether a name follows.
  if (names.length > 1 && found === undefined) return [{ expr: unknownExpr }, []];
  if (names.length > 1) return wrong(valueHasNoPath({ source, names, place }, 0));
  return [leafMeaning({ kind: 'column', column: first }, found), []];
}

function leafMeaning(
  to: SourceLeaf,
  found: { readonly type: SourceExpr['type']; readonly label?: string } | undefined,
): Meaning {
  if (found === undefined) return { expr: reference(to, unknownExpr.type) };
  return {
    expr: reference(to, found.type),
    ...(found.label !== undefined && { label: found.label }),
  };
}

/** An attribute at the end of a path: its column, or its expression moved to where the path leads. */
function meaningOf(search: Search, path: Path, entity: Entity, attribute: Attribute): Meaning {
  const own = search.source.context.expand(entity, attribute);
  const sensitive = attribute.sensitive || isSensitiveColumn(own);
  const expr = mapReferences(own, (to, { type }) =>
    reference(moveLeaf(search, path, to, sensitive), type),
  );
  const { label } = attribute;
  return { expr, attribute, ...(label !== undefined && { label }) };
}

/** Another name for a sensitive column is as sensitive; what an attribute computes of one has its own mark. */
function isSensitiveColumn(own: SourceExpr): boolean {
  return own.kind === 'reference' && own.to.kind === 'attribute' && own.to.attribute.sensitive;
}

function moveLeaf(search: Search, path: Path, to: SourceLeaf, sensitive: boolean): SourceLeaf {
  if (to.kind !== 'attribute') return to;
  const whole = [...path, ...to.path];
  const { attribute } = to;
  const marked = sensitive && { sensitive: true as const };
  if (search.match === undefined) return { kind: 'attribute', path: whole, attribute, ...marked };
  const { name: column } = attribute;
  return { kind: 'match', match: search.match, column, path: whole, attribute, ...marked };
}

function unknownStart(
  source: Source,
  entity: Entity,
  bare: boolean,
  names: readonly string[],
  place: Place,
): Diagnostic {
  const name = names[0]!;
  const here = placeOfName(place, names, 0);
  const elsewhere = attributesCalled(source, entity, names);
  const words = stepWords(source.context.ontology, bare ? entity : undefined);
  const near = namesAllowed(here, name, startingNames(source), words);
  const [only, second] = elsewhere;
  const meant =
    only !== undefined &&
    second === undefined &&
    near.fix === undefined &&
    source.anchored?.() === true
      ? namesAllowed(here, only, [only])
      : near;
  const details = {
    ...meant,
    ...(elsewhere.length > 0 && { allowed: [...elsewhere, ...(near.fix ? near.allowed! : [])] }),
  };
  const repaired =
    names.length === 1 ? { ...details, ...grainMeant(source, name, place) } : details;
  if (bare) return bindDiagnostic('unknown-name', place.path, { name, of: entity.name }, repaired);
  const params = { name, measure: source.measure ?? '' };
  return bindDiagnostic('unknown-entity-path', place.path, params, repaired);
}

/** A unit of time that is all of a group key, where nothing is called so, is its grain. */
function grainMeant({ context }: Source, name: string, { path, text }: Place): Details {
  const key = /^(?<key>\/stages\/\d+\/by\/\d+)\/is$/.exec(path)?.groups?.['key'] as
    JsonPointer | undefined;
  if (key === undefined || text !== name || !isUnit(context.ontology, name)) return {};
  return {
    fix: [
      { op: 'remove', path },
      { op: 'add', path: at(key, 'grain'), value: name },
    ],
  };
}

/** Where a name that is not found here is an attribute of something that is reachable from here. */
function attributesCalled(
  source: Source,
  entity: Entity,
  names: readonly string[],
): readonly string[] {
  const name = names[0]!;
  const { ontology } = source.context;
  return [...reachableFrom(ontology, entity).keys()]
    .filter((e) => ontology.entities.get(e)?.attributes.has(name) === true)
    .filter((e) => onlyPath(ontology, entity, ontology.entities.get(e)!, source.via).kind === 'one')
    .map((e) => `${quoteName(e)}.${quoteName(name)}`);
}

function unknownIn(search: Search, entity: Entity, index: number): Diagnostic {
  const { names, place } = search;
  const name = names[index]!;
  const last = index === names.length - 1;
  const candidates = [...(last ? entity.attributes.keys() : []), ...entity.relationships.keys()];
  const words = stepWords(search.source.context.ontology, entity);
  const details = namesAllowed(placeOfName(place, names, index), name, candidates, words);
  return bindDiagnostic('unknown-name', place.path, { name, of: entity.name }, details);
}

function notAValue(search: Search, entity: Entity): Diagnostic {
  const { names, place } = search;
  const path = names.map(quoteName).join('.');
  const [key, second] = entity.key;
  const allowed = entity.key.map((k) => `${path}.${quoteName(k)}`);
  const details =
    key !== undefined && second === undefined
      ? namesAllowed(place, `${path}.${quoteName(key)}`, [`${path}.${quoteName(key)}`])
      : { ...place.details, allowed };
  return bindDiagnostic('not-a-value', place.path, { path, entity: entity.name }, details);
}

function valueHasNoPath(search: Search, index: number): Diagnostic {
  const { names, place } = search;
  const here = placeOfName(place, names, index + 1);
  const params = { name: names[index + 1]!, value: names.slice(0, index + 1).join('.') };
  return bindDiagnostic('no-path-on', place.path, params, here.details);
}

/** A relationship that leads to many rows. */
function multiplies(place: Place, relationship: Relationship): Diagnostic {
  const { name, to, cardinality } = relationship;
  if (cardinality === 'many_to_many') {
    return bindDiagnostic(
      'many-partners',
      place.path,
      { relationship: name, entity: to },
      place.details,
    );
  }
  const params = { relationship: name, entity: to, cardinality };
  return bindDiagnostic('multiplies', place.path, params, place.details);
}

function wrong(diagnostic: Diagnostic): Checked<Meaning> {
  return [undefined, [diagnostic]];
}
