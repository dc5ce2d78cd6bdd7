import { at, type JsonPointer } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { types } from '../../expr/type.js';
import type { BoundFrom, BoundLeaf, BoundStage } from '../bound.js';
import { stageIsAnchored } from '../paths/anchor.js';
import { columnsOf } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindSource } from '../expression.js';
import { bindDay, bindFrom, type Earlier, type Population } from './from.js';
import { bindKeys, bucketOf } from './group-keys.js';
import { keyOf, resultKeyOf } from '../keys.js';
import { checkZone, entityClock } from '../time/leaf-time.js';
import { bindMatches } from './match.js';
import { bindMeasure, type MeasureWithLeaves } from '../measure.js';
import { columnsOfRows, outputsOf } from './outputs.js';
import { bindResultScope } from './result.js';
import type { Source } from './source.js';
import type { StageFrame } from './stage-frame.js';
import {
  reportName,
  reportNoColumns,
  reportNoRows,
  reportTaken,
  reportTies,
} from './stage-laws.js';
import type { StageResult } from './stage-result.js';
import { rangeOf, readTime } from '../time/time-range.js';

/** Binds one stage, in the order of its evaluation (S1), against the stages before it. */
export function bindStage(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  earlier: Earlier,
): StageResult {
  const { name } = stage;
  reportName(context, stage, path);
  const population = bindFrom(context, stage, path, earlier);
  const matches = population && bindMatches(context, stage, path, population, earlier);
  const rows: Source | undefined = population && {
    context,
    root: population.root,
    matches: matches?.sources ?? new Map(),
    via: [],
    ...anchorOf(stage, population),
  };
  const frame = frameOf(context, stage, path, population, rows);
  const where = rows === undefined ? [] : conditionsOf(stage, path, rows);
  const columns = rows === undefined ? [] : columnsOfRows(stage, path, rows, population!, earlier);
  const measures = measuresOf(frame);
  const leaves = measures.flatMap((m) => m.leaves);
  if (population === undefined && measures.length === 0) reportNoRows(context, stage, path);
  const keys = stage.by === undefined ? undefined : bindKeys(frame, leaves);
  const made = outputsOf(frame, keys ?? [], columns, measures);
  if (population !== undefined) reportTaken(context, stage, path, population, columns);
  const open = isOpen(population) && stage.by === undefined;
  const steps = (stage.windows ?? []).length + (stage.compute ?? []).length;
  if (made.length === 0 && steps === 0 && !open && population !== undefined)
    reportNoColumns(context, stage, path, population);
  const result = bindResultScope(context, stage, path, made, open);
  const resultKey = resultKeyOf(
    population?.from,
    keys?.map((k) => k.as),
    columns,
  );
  const key = keyOf(stage, resultKey, result.output);
  if (resultKey === undefined && !open) reportTies(context, stage, path);
  const bound: BoundStage = {
    name,
    ...(population !== undefined && { from: fromOf(frame, leaves) ?? population.from }),
    matches: matches?.bound ?? [],
    ...timeOfRows(frame),
    where,
    ...(keys !== undefined && { keys }),
    columns: columns.map(({ as, is, type, at: place }) => ({ as, is, type, at: place })),
    leaves,
    measures: measures.map((m) => m.measure),
    ...result,
    resultKey,
    key,
    at: path,
  };
  return { bound, columns: columnsOf(name, result.output, open && stage.show === undefined) };
}

function frameOf(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  population: Population | undefined,
  rows: Source | undefined,
): StageFrame {
  const time = stage.time && readTime(context, stage.time, at(path, 'time'));
  const range = time && rangeOf(context, time, []);
  const bucket = bucketOf(context, stage, path);
  const day = bindDay(context, stage.at, at(path, 'at'));
  return {
    context,
    stage,
    path,
    ...(population !== undefined && { from: population.from }),
    ...(rows !== undefined && { rows }),
    ...(time !== undefined && { time }),
    ...(range !== undefined && { range }),
    ...(bucket !== undefined && { bucket }),
    ...(day !== undefined && { day }),
  };
}

/** Conditions on rows of `from`, which may ask along many-to-many paths whether there is a partner (law 1). */
function conditionsOf(stage: Stage, path: JsonPointer, rows: Source): BoundStage['where'] {
  return (stage.where ?? []).map((text, i) =>
    bindSource({ ...rows, bridges: true }, text, at(path, 'where', i), types.boolean),
  );
}

/**
 * The range of the stage's own rows on their clock, and which buckets are shown (S11). Where a key is a
 * bucket of the rows' clock, the clock is there without a range too. Leaves with a window or shift read
 * beyond the range.
 */
function timeOfRows(frame: StageFrame): Pick<BoundStage, 'time' | 'shown'> {
  const { context, rows, range, bucket, stage, path } = frame;
  const shown = bucket !== undefined && range !== undefined && { shown: range };
  if (rows === undefined || (range === undefined && bucket === undefined)) return { ...shown };
  const clock = entityClock(rows);
  if (clock !== undefined) {
    checkZone(context, rows, clock, path);
    const all = { at: bucket === undefined ? path : at(path, 'by') };
    return { time: { clock, range: range ?? all }, ...shown };
  }
  const clocked = (stage.measures ?? []).length > 0;
  const known = rows.root.kind !== 'columns' || !rows.root.columns.open;
  if (known && (range !== undefined || !clocked)) {
    const of = rows.root.kind === 'entity' ? rows.root.entity.name : (stage.from ?? stage.name);
    const place = range === undefined ? at(path, 'by') : at(path, 'time');
    const what = range === undefined ? '"grain"' : '"time"';
    context.report(bindDiagnostic('no-clock', place, { what, entity: of }));
  }
  return { ...shown };
}

/** Semi-additive measures over rows of a snapshot in a range or bucket take one of its days each, so all are read (S12). */
function fromOf(frame: StageFrame, leaves: readonly BoundLeaf[]): BoundFrom | undefined {
  const { from, stage, bucket, context, path } = frame;
  if (from?.kind !== 'entity' || from.entity.table.mode !== 'full') return undefined;
  const ranged = stage.time !== undefined || bucket !== undefined;
  const own = leaves.filter((l) => l.source.kind === 'rows');
  const apart = own.filter((l) => l.snapshot !== undefined);
  if (!ranged || stage.at !== undefined || apart.length === 0) return undefined;
  if (apart.length < own.length) {
    context.report(bindDiagnostic('snapshot-twice', path, { entity: from.entity.name }));
  }
  return { kind: 'entity', entity: from.entity };
}

function measuresOf(frame: StageFrame): readonly MeasureWithLeaves[] {
  const { stage, path } = frame;
  const taken = new Set(
    [stage.by, stage.columns, stage.measures, stage.windows, stage.compute].flatMap((list) =>
      (list ?? []).map((item) => item.as),
    ),
  );
  return (stage.measures ?? []).map((measure, i) => {
    const bound = bindMeasure(frame, measure, at(path, 'measures', i), taken);
    for (const leaf of bound.leaves) taken.add(leaf.name);
    return bound;
  });
}

function isOpen(population: Population | undefined): boolean {
  return population?.root.kind === 'columns' && population.root.columns.open;
}

function anchorOf(stage: Stage, { root }: Population): Pick<Source, 'anchored'> {
  if (root.kind !== 'entity') return {};
  const { entity } = root;
  return { anchored: () => stageIsAnchored(stage, entity) };
}
