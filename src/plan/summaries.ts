import type { BoundSummary } from '../bind/bound-summary.js';
import type {
  BoundDocument,
  BoundLeaf,
  BoundStage,
  SourceExpr,
  SourceLeaf,
  Step,
} from '../bind/bound.js';
import { columnOfSummary } from '../bind/summaries.js';
import { binary, integerLiteral, isNotNull, reference } from '../expr/build.js';
import { mapReferences, references } from '../expr/visit.js';
import { tableId } from '../ontology/index-of.js';
import { isToOne } from '../ontology/lookup.js';
import type { Agg } from '../dsl/document.js';
import type { Layer } from '../ontology/model.js';
import { liesWithin } from './time/bucket.js';
import { fingerprint, pathText } from './fingerprint.js';
import { readsOtherDays } from './time/window-bounds.js';

/**
 * The document with each aggregate read from a table that holds it already, where one does: by its keys
 * and days, so that adding its rows up gives the same numbers for the same groups, and no policy would
 * have hidden anything of the rows behind it.
 */
export function overSummaries(document: BoundDocument): BoundDocument {
  if (document.summaries.size === 0) return document;
  const stages = new Map<BoundStage, BoundStage>();
  for (const stage of document.stages) {
    const leaves = stage.leaves.map((leaf) => summaryFor(document, stage, leaf)?.leaf ?? leaf);
    stages.set(stage, { ...stage, leaves });
  }
  const later = (stage: BoundStage): BoundStage => stages.get(stage) ?? stage;
  return { ...document, stages: document.stages.map(later) };
}

/** A table that is read instead of an aggregate's own rows, and the aggregate over it. */
export interface Reuse {
  readonly summary: BoundSummary;
  /** The attribute that holds the aggregate of each row. */
  readonly value: BoundSummary['values'][number]['as'];
  readonly leaf: BoundLeaf;
}

/** The table that an aggregate is read from instead of its own rows: the one of fewest keys, then the first by name. */
export function summaryFor(
  document: BoundDocument,
  stage: BoundStage,
  leaf: BoundLeaf,
): Reuse | undefined {
  if (leaf.source.kind !== 'entity' || stage.from !== undefined) return undefined;
  const all = document.summaries.get(leaf.source.entity.name) ?? [];
  const found = all
    .filter((summary) => mayRead(document, leaf, summary))
    .flatMap((summary) => reuseOf(stage, leaf, summary) ?? []);
  return found.toSorted((a, b) => a.summary.keys.length - b.summary.keys.length)[0];
}

/** Whether a document may read a table: none that it could be made for, nor one that shows what a policy hides. */
function mayRead(
  { target, policies, views }: BoundDocument,
  leaf: BoundLeaf,
  { entity }: BoundSummary,
): boolean {
  if (leaf.source.kind !== 'entity') return false;
  const { table } = entity;
  if (target !== undefined) {
    // Tables of one layer may be made of each other; only of a lower one is it sure that none waits for this.
    const below = table.layer !== undefined && ranks[table.layer] < ranks[target.layer];
    if (!below || tableId(table.name) === tableId(target.table)) return false;
  }
  // A row that arrives late is not in what was added up before.
  if (table.lateDays < leaf.source.entity.table.lateDays) return false;
  const read = [leaf.of, leaf.clock, ...leaf.where, ...leaf.stageWhere, ...leaf.keys];
  const behind = read.flatMap((expr) =>
    expr === undefined ? [] : leavesIn(expr).flatMap(entitiesOf),
  );
  return ![leaf.source.entity.name, ...behind].some(
    // What is kept of a view may be of other days than the rows behind it.
    (name) => policies.has(name) || views.has(name),
  );
}

const ranks: Readonly<Record<Layer, number>> = { ods: 0, dwd: 1, dim: 1, dws: 2, ads: 3 };

function reuseOf(stage: BoundStage, leaf: BoundLeaf, summary: BoundSummary): Reuse | undefined {
  const { belongs, day, p, snapshot, with: second, otherClock } = leaf;
  if ([belongs, day, p, snapshot, second, otherClock].some((part) => part !== undefined))
    return undefined;
  const again = addsUp.get(leaf.agg);
  if (again === undefined || !keepsDays(stage, leaf, summary)) return undefined;
  const asked = leaf.where.map((w) => fingerprint(w));
  for (const value of summary.values) {
    const own = value.where.map((w) => fingerprint(w));
    const same = value.agg === leaf.agg && fingerprint(value.of) === fingerprint(leaf.of);
    if (!same || !own.every((w) => asked.includes(w)) || !isExact(leaf, value)) continue;
    const present = presence(stage, summary, value);
    const more = leaf.where.filter((_, i) => !own.includes(asked[i]!));
    const say = (expr: SourceExpr): SourceExpr | undefined => saidOver(summary, expr);
    const where = more.flatMap((w) => say(w) ?? []);
    const stageWhere = leaf.stageWhere.flatMap((w) => say(w) ?? []);
    const keys = leaf.keys.map((key) => key && say(key));
    const unsaid =
      where.length < more.length ||
      stageWhere.length < leaf.stageWhere.length ||
      keys.some((key, i) => key === undefined && leaf.keys[i] !== undefined);
    if (present === undefined || unsaid) continue;
    const { clock: _, ...unclocked } = leaf;
    const dated = summary.time && fingerprint(summary.time.clock) === fingerprint(leaf.clock);
    const fill = leaf.fill ?? (leaf.agg === 'count' ? 0 : undefined);
    const over: BoundLeaf = {
      ...unclocked,
      source: { kind: 'entity', entity: summary.entity },
      agg: again,
      of: columnOfSummary(value.as),
      where: [...where, ...present],
      stageWhere,
      keys,
      ...(dated === true && { clock: columnOfSummary(summary.time.as) }),
      ...(fill !== undefined && { fill }),
    };
    return { summary, value: value.as, leaf: over };
  }
  return undefined;
}

/** What adds up values of parts to the value of the whole (law 5). */
const addsUp: ReadonlyMap<Agg, Agg> = new Map([
  ['count', 'sum'],
  ['sum', 'sum'],
  ['min', 'min'],
  ['max', 'max'],
]);

/** Sums of floating numbers depend on their order; what stands for nothing is no least and no greatest. */
function isExact(leaf: BoundLeaf, { as, filled }: BoundSummary['values'][number]): boolean {
  const { type: held } = as;
  const { kind } = held;
  if (leaf.agg === 'count') return kind === 'bigint';
  const scaled = held.kind === 'decimal' && leaf.type.kind === 'decimal';
  if (kind !== leaf.type.kind || (scaled && held.scale !== leaf.type.scale)) return false;
  return leaf.agg === 'sum' ? kind === 'bigint' || kind === 'decimal' : !filled;
}

/** Whether the days of the rows tell the ranges, buckets and windows that are asked for. */
function keepsDays(stage: BoundStage, leaf: BoundLeaf, { time }: BoundSummary): boolean {
  const buckets = (stage.keys ?? []).flatMap((k) => (k.bucket === undefined ? [] : [k.bucket]));
  const byDays = leaf.range !== undefined || readsOtherDays(leaf);
  if (!byDays && buckets.length === 0) return true;
  if (time === undefined || fingerprint(time.clock) !== fingerprint(leaf.clock)) return false;
  if (time.as.type.kind !== 'date' || (byDays && time.grain !== 'day')) return false;
  return buckets.every(({ grain, calendar }) =>
    calendar === undefined ? liesWithin(time.grain, grain) : time.grain === 'day',
  );
}

/**
 * What tells that the aggregate has rows behind a row of the table, so that the same groups are shown
 * (S4); undefined where nothing does.
 */
function presence(
  stage: BoundStage,
  { values }: BoundSummary,
  value: BoundSummary['values'][number],
): readonly SourceExpr[] | undefined {
  const texts = values.map(({ where }) =>
    where
      .map((w) => fingerprint(w))
      .toSorted()
      .join(),
  );
  // One row in all is always there; and where all metrics have the same conditions, a row has rows of each.
  if (stage.keys?.length === 0 || new Set(texts).size === 1) return [];
  const column = columnOfSummary(value.as);
  if (value.agg === 'count' && value.of === undefined)
    return [binary('>', column, integerLiteral(0))];
  const of = value.of?.kind === 'reference' ? value.of.to : undefined;
  const certain = of?.kind === 'attribute' && of.path.length === 0 && of.attribute.required;
  return certain && !value.filled ? [isNotNull(column)] : undefined;
}

/** An expression over the rows behind, said over the table; undefined where its keys do not tell it. */
function saidOver(summary: BoundSummary, expr: SourceExpr): SourceExpr | undefined {
  const known = new Map<SourceLeaf, SourceLeaf>();
  for (const leaf of leavesIn(expr)) {
    const there = leafOver(summary, leaf);
    if (there === undefined) return undefined;
    known.set(leaf, there);
  }
  return mapReferences(expr, (leaf, { type }): SourceExpr => reference(known.get(leaf)!, type));
}

function leafOver({ keys, entity }: BoundSummary, leaf: SourceLeaf): SourceLeaf | undefined {
  if (leaf.kind === 'param') return leaf;
  if (leaf.kind !== 'attribute') return undefined;
  const keyOf = (path: readonly Step[], attribute: string) => {
    const text = `${pathText(path)} ${attribute}`;
    return keys.find(({ is: { kind, ...rest } }) => {
      const to = kind === 'reference' && 'to' in rest ? rest.to : undefined;
      return to?.kind === 'attribute' && `${pathText(to.path)} ${to.attribute.name}` === text;
    })?.as;
  };
  const own = keyOf(leaf.path, leaf.attribute.name);
  if (own !== undefined) return { ...leaf, path: [], attribute: own };
  for (const [i, step] of leaf.path.entries()) {
    // A version is that of a moment, which a day does not tell.
    if (leaf.path.slice(i).some(({ to, many }) => to.validity !== undefined || many !== undefined))
      continue;
    const on = step.relationship.on.map(({ from, to }) => ({
      from: keyOf(leaf.path.slice(0, i), from)?.name,
      to,
    }));
    const way = [...entity.relationships.values()].find(
      (role) =>
        role.to === step.to.name &&
        isToOne(role) &&
        role.on.length === on.length &&
        on.every((o) => role.on.some(({ from, to }) => from === o.from && to === o.to)),
    );
    if (way !== undefined)
      return { ...leaf, path: [{ relationship: way, to: step.to }, ...leaf.path.slice(i + 1)] };
  }
  return undefined;
}

function leavesIn(expr: SourceExpr): readonly SourceLeaf[] {
  return references(expr).map(({ to }) => to);
}

function entitiesOf(leaf: SourceLeaf): readonly string[] {
  return leaf.kind === 'attribute' ? leaf.path.map(({ to }) => to.name) : [];
}
