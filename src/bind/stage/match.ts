import { at, type JsonPointer } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { Match, Stage } from '../../dsl/document.js';
import { reference } from '../../expr/build.js';
import { mapReferences } from '../../expr/visit.js';
import type { Entity } from '../../ontology/model.js';
import type { BoundMatch, ConstantExpr, SourceExpr } from '../bound.js';
import { entityWords, stepWords } from '../called.js';
import { unknownColumns } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindDay, type Earlier, type Population } from './from.js';
import { bindOn } from '../paths/on.js';
import { namesAllowed, wholePlace } from '../place.js';
import type { MatchSource, Source } from './source.js';
import { isHole } from '../unknown.js';

/** The look-ups of a stage, and what its names can read of them. */
export interface Matches {
  readonly bound: readonly BoundMatch[];
  readonly sources: ReadonlyMap<string, MatchSource>;
}

/**
 * Binds the look-ups of a stage in order (S6): what each is looked up with may be read of `from` and of
 * the matches before it.
 */
export function bindMatches(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  population: Population,
  earlier: Earlier,
): Matches {
  const bound: BoundMatch[] = [];
  const sources = new Map<string, MatchSource>();
  for (const [i, match] of (stage.match ?? []).entries()) {
    const pointer = at(path, 'match', i);
    const as = match.as ?? match.to;
    const rows: Source = { context, root: population.root, matches: new Map(sources), via: [] };
    const day = bindDay(context, stage.at, at(path, 'at'));
    const made = bindMatch(rows, match, as, pointer, earlier, day);
    if (made.bound !== undefined) bound.push(made.bound);
    checkName(rows, as, at(pointer, match.as === undefined ? 'to' : 'as'));
    sources.set(as, made.source);
  }
  return { bound, sources };
}

function bindMatch(
  rows: Source,
  match: Match,
  as: string,
  path: JsonPointer,
  earlier: Earlier,
  stageDay: ConstantExpr | undefined,
): { readonly bound?: BoundMatch; readonly source: MatchSource } {
  const { context } = rows;
  const unknown: MatchSource = {
    as,
    whole: true,
    to: { kind: 'columns', columns: unknownColumns(as) },
  };
  if (isHole(match.to)) return { source: unknown };
  const { to: name } = match;
  const read = earlier.stages.get(name);
  const entity = read === undefined ? context.ontology.entities.get(name) : undefined;
  if (read === undefined && entity === undefined) {
    const names = [...earlier.stages.keys(), ...context.ontology.entities.keys()];
    const words = entityWords(context.ontology);
    const details = namesAllowed(wholePlace(at(path, 'to'), match.to), name, names, words);
    context.report(bindDiagnostic('unknown-source', at(path, 'to'), { name }, details));
    return { source: unknown };
  }
  const names = entity === undefined ? read!.columns.byName.keys() : entity.attributes.keys();
  const open = read?.columns.open === true;
  const keyOf = (key: string, pointer: JsonPointer): SourceExpr | undefined => {
    const type = read?.columns.byName.get(key)?.type ?? entity?.attributes.get(key)?.type;
    if (type !== undefined) return reference({ kind: 'column', column: key }, type);
    if (open) return undefined;
    const words = stepWords(context.ontology, entity);
    const details = namesAllowed(wholePlace(pointer, quoteName(key)), key, names, words);
    context.report(bindDiagnostic('unknown-name', pointer, { name: key, of: name }, details));
    return undefined;
  };
  const on = match.on.map((pair, i) => ({
    key: pair.key,
    is: bindOn(rows, pair, at(path, 'on', i), keyOf).is,
    ...computedKey(context, entity, pair.key, as, at(path, 'on', i, 'key')),
  }));
  const key = entity?.key ?? read?.bound.key;
  const keyed = key !== undefined && (entity === undefined || key.length > 0);
  const missing = (keyed ? key : []).filter((k) => !on.some((o) => o.key === k));
  const whole = open || (keyed && missing.length === 0);
  // Without any pair each row would find the same row or none: only a one-row stage has one to find.
  if (!whole && (match.only === undefined || match.on.length === 0)) {
    const params = { match: name, key: keyed ? key : [], missing };
    context.report(bindDiagnostic('match-key', at(path, 'on'), params));
  }
  const readable = whole || match.only === undefined;
  const day =
    bindDay(context, match.at, at(path, 'at')) ??
    (entity !== undefined && (entity.table.mode === 'full' || entity.validity !== undefined)
      ? (stageDay ?? context.asOf)
      : undefined);
  const withDay = day !== undefined && { day };
  return {
    bound: {
      as,
      to:
        entity === undefined
          ? { kind: 'stage', stage: read!.bound }
          : { kind: 'entity', entity, ...withDay },
      on,
      ...(match.only !== undefined && { only: match.only }),
      whole,
      at: path,
    },
    source: {
      as,
      whole: readable,
      to:
        entity === undefined
          ? { kind: 'columns', columns: { ...read!.columns, of: as } }
          : { kind: 'entity', entity },
    },
  };
}

/** What a computed attribute is there, over the columns of the match. */
function computedKey(
  context: Context,
  entity: Entity | undefined,
  key: string,
  match: string,
  path: JsonPointer,
): { readonly of?: SourceExpr } {
  const attribute = entity?.attributes.get(key);
  if (entity === undefined || attribute?.is === undefined) return {};
  const of = mapReferences(context.expand(entity, attribute), (to, { type }): SourceExpr => {
    if (to.kind !== 'attribute') return reference(to, type);
    // A version of a reader's moment stands beside it only after the join (S19).
    if (to.path.some((step) => step.to.validity !== undefined))
      context.report(bindDiagnostic('computed-link', path, { link: `${entity.name}.${key}` }));
    const { path: way, attribute: column } = to;
    return reference(
      { kind: 'match', match, column: column.name, path: way, attribute: column },
      type,
    );
  });
  return { of };
}

/** S3: a match has no name that `from` gives a meaning, or a path could be read in two ways. */
function checkName({ context, root }: Source, as: string, path: JsonPointer): void {
  const taken =
    root.kind === 'columns'
      ? root.columns.byName.has(as)
      : root.kind === 'entity' &&
        (root.entity.attributes.has(as) || root.entity.relationships.has(as));
  if (!taken) return;
  const by =
    root.kind === 'columns' ? root.columns.of : root.kind === 'entity' ? root.entity.name : '';
  context.report(bindDiagnostic('name-taken', path, { name: as, by: `"${by}.${as}"` }));
}
