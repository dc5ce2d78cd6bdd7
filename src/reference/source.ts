import type { Match, Stage } from '../dsl/document.js';
import type { Entity } from '../ontology/model.js';
import type { ParsedExpr } from '../expr/expr.js';
import { evaluate, holds } from './expression.js';
import { grainKeys } from './grain.js';
import { pathFromRow, waysOf } from './many.js';
import { isOwn, leavesOf, treeOf } from './measure-tree.js';
import { dayAt, daysOf, parsed, spanOf } from './stage-time.js';
import { within } from './time.js';
import { same, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import {
  attributeOf,
  behindMatch,
  dayText,
  momentOf,
  namesOfSource,
  rowsOf,
  type EntityRow,
  type Matched,
  type SourceRow,
  type StageRow,
  type World,
} from './world.js';
import type { Result } from './evaluate.js';

/** The results of the stages before. */
export type Before = ReadonlyMap<string, Result>;

/** The rows of a stage's source: after matches and `where`, before its `time` (S1). */
export function sourceOf(world: World, stage: Stage, before: Before): readonly SourceRow[] {
  const matched = (stage.match ?? []).reduce<readonly SourceRow[]>(
    (rows, match) => withMatch(world, stage, rows, match, before),
    startRows(world, stage, before).map((self): SourceRow => ({ self, matches: new Map() })),
  );
  const conditions = (stage.where ?? []).map(parsed);
  const keys = (stage.by ?? []).flatMap(({ is }) => (is === undefined ? [] : [parsed(is)]));
  return matched.flatMap((row) => {
    const seen = worldOf(world, stage, row);
    const pathOf = pathFromRow(seen, row);
    const said = (exprs: readonly ParsedExpr[]) => exprs.map((expr) => ({ expr, pathOf }));
    const grouped = waysOf(seen, row, said(keys)).some((way) => way.world.bridge !== undefined);
    const ways = waysOf(seen, row, said([...keys, ...conditions])).filter((way) =>
      conditions.every((c) => holds(c, namesOfSource(way.world, row))),
    );
    // S4: where no key is of many partners, a condition asks whether there is one.
    if (!grouped) return ways.length > 0 ? [row] : [];
    return ways.map(({ world: { bridge }, share }): SourceRow => ({
      ...row,
      ...(bridge !== undefined && { bridge }),
      ...(share !== undefined && { share }),
    }));
  });
}

/** Rows whose clock lies in the stage's own time; a row without a moment lies in none. */
export function inStageTime({
  world,
  stage,
  source,
}: {
  readonly world: World;
  readonly stage: Stage;
  readonly source: readonly SourceRow[];
}): readonly SourceRow[] {
  if (stage.time === undefined) return source;
  const range = daysOf(world, spanOf(world, stage.time));
  return source.filter(({ self }) => {
    const at = momentOf(clockOf(world, self));
    return typeof at === 'number' && within(at, range);
  });
}

/** S19: the world as a row of the stage's source sees it: where rows are counted by their clock, at that moment. */
export function worldOf(outer: World, stage: Stage, { self, bridge }: SourceRow): World {
  const world: World = bridge === undefined ? outer : { ...outer, bridge };
  const timed = stage.time !== undefined || grainKeys(stage).length > 0;
  if (!timed || self.kind === 'stage' || self.entity.time === undefined) return world;
  return { ...world, moment: clockOf(world, self) };
}

/** The moment of a row by its entity's own clock. */
export function clockOf(world: World, row: EntityRow | StageRow): Value {
  if (row.kind === 'stage' || row.entity.time === undefined) throw new Unsupported('no clock');
  return attributeOf(world, row, row.entity.time);
}

function startRows(world: World, stage: Stage, before: Before): readonly (EntityRow | StageRow)[] {
  const ofStage = (name: string): readonly StageRow[] =>
    before.get(name)!.rows.map((raw) => ({ kind: 'stage', raw }));
  if (stage.union !== undefined) return stage.union.flatMap(ofStage);
  if (before.has(stage.from!)) return ofStage(stage.from!);
  if (stage.from === 'self') {
    // S12: rows that the run of that day wrote.
    const day = dayText(dayAt(world, stage.at!), 'yyyyMMdd');
    const rows = (world.self?.rows ?? []).filter(({ ds }) => ds === day);
    return rows.map((raw): StageRow => ({ kind: 'stage', raw }));
  }
  const entity = world.ontology.entities.get(stage.from!);
  if (entity === undefined) throw new Unsupported(`from ${stage.from ?? 'nothing'}`);
  return rowsOf(world, entity, readsEachDay(world, entity, stage) ? 'all' : undefined);
}

/** S12: a range or bucket of semi-additive measures over the rows of `from` reads each day of the snapshots. */
function readsEachDay(world: World, entity: Entity, stage: Stage): boolean {
  const ranged = stage.time !== undefined || grainKeys(stage).length > 0;
  if (entity.table.mode !== 'full' || !ranged || stage.at !== undefined) return false;
  const leaves = (stage.measures ?? []).flatMap((m) => leavesOf(treeOf(world, stage, m)));
  return leaves.some((leaf) => leaf.snapshot !== undefined && isOwn(stage, leaf));
}

function withMatch(
  world: World,
  stage: Stage,
  rows: readonly SourceRow[],
  match: Match,
  before: Before,
): readonly SourceRow[] {
  const as = match.as ?? match.to;
  const entity = world.ontology.entities.get(match.to);
  const others: readonly (EntityRow | StageRow)[] = before.has(match.to)
    ? before.get(match.to)!.rows.map((raw): StageRow => ({ kind: 'stage', raw }))
    : rowsOf(world, entity!, match.at === undefined ? undefined : dayAt(world, match.at));
  const day = before.has(match.to) ? undefined : dayOfMatch(world, match, entity!);
  return rows.flatMap((row) => {
    const seen = worldOf(world, stage, row);
    const names = namesOfSource(seen, row);
    const wanted = match.on.map(({ key, is }) => ({ key, value: evaluate(parsed(is), names) }));
    const found = others.filter((other) =>
      wanted.every(({ key, value }) => {
        const theirs =
          other.kind === 'stage'
            ? (other.raw[key] ?? null)
            : attributeOf(behindMatch(seen, day), other, key);
        return value !== null && theirs !== null && same(value, theirs);
      }),
    );
    if (match.only !== undefined && found.length > 0 !== (match.only === 'matched')) return [];
    if (found.length > 1 && match.only === undefined)
      throw new Unsupported(`match ${as} finds two rows`);
    const partner: Matched | null =
      found.length === 1 ? { row: found[0]!, ...(day !== undefined && { day }) } : null;
    return [{ ...row, matches: new Map([...row.matches, [as, partner]]) }];
  });
}

/** The day that a match is read at: what is written; of versions and full snapshots else that of the stage (S12, S19). */
function dayOfMatch(world: World, match: Match, entity: Entity): number | undefined {
  if (match.at !== undefined) return dayAt(world, match.at);
  const daily = entity.validity !== undefined || entity.table.mode === 'full';
  return daily ? (world.readAt ?? world.asOf) : undefined;
}
