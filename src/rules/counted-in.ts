import type {
  BoundFrom,
  BoundLeaf,
  BoundMeasure,
  BoundStage,
  SourceExpr,
  SourceLeaf,
} from '../bind/bound.js';
import { remember } from '../base/remember.js';
import { daysBetween } from '../base/time/calendar-days.js';
import { knownDay } from '../bind/time/days.js';
import { periodOf } from '../bind/time/periods.js';
import type { Measure, Stage, Time } from '../dsl/document.js';
import { parseExpr } from '../expr/parse.js';
import { isTemporal } from '../expr/type.js';
import { references } from '../expr/visit.js';
import type { Metric, MetricTime, Ontology } from '../ontology/model.js';
import { agrees, type CountedIn } from './period-names.js';
import type { Subject } from './rule.js';
import { measureOf, stageOf } from './written-at.js';

/**
 * The windows of time that a column of a stage's result is counted in, each once; [] for a value that
 * is not counted. Undefined where the document does not tell: conditions of its own on time, running
 * windows, rows read back from the table itself.
 */
export function countedIn(
  subject: Subject,
  stage: BoundStage,
  column: string,
): readonly CountedIn[] | undefined {
  return known(stage, column, () => ofColumn(subject, stage, column));
}

/** A bound stage is of one document and one ontology. */
const known = remember<readonly CountedIn[] | undefined>();

function ofColumn(
  subject: Subject,
  stage: BoundStage,
  column: string,
): readonly CountedIn[] | undefined {
  const step = stage.steps.find((s) => s.as === column);
  if (step?.kind === 'compute') {
    const read = references(step.is).flatMap((r) => (r.to.kind === 'result' ? [r.to.column] : []));
    return together(read.map((name) => countedIn(subject, stage, name)));
  }
  if (step?.kind === 'window') {
    const running = step.order.length > 0 && aggregates.has(step.fn);
    if (running) return undefined;
    return step.of === undefined ? [] : countedIn(subject, stage, step.of);
  }
  const measure = stage.measures.find((m) => m.as === column);
  if (measure !== undefined) return ofMeasure(subject, stage, measure);
  const passed = stage.columns.find((c) => c.as === column);
  return passed === undefined ? [] : ofRowValue(subject, stage, passed.is);
}

const aggregates: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max', 'count']);

function together(
  all: readonly (readonly CountedIn[] | undefined)[],
): readonly CountedIn[] | undefined {
  if (all.includes(undefined)) return undefined;
  const windows = all.flatMap((w) => w ?? []);
  return windows.filter((w, i) => windows.findIndex((other) => isSame(w, other)) === i);
}

function isSame(a: CountedIn, b: CountedIn): boolean {
  if (a.mode === 'bucket' || b.mode === 'bucket') return a.mode === b.mode && a.unit === b.unit;
  return agrees(a, b);
}

/** A value of a row: what it was counted in where the row was made. */
function ofRowValue(
  subject: Subject,
  stage: BoundStage,
  expr: SourceExpr,
): readonly CountedIn[] | undefined {
  return together(
    references(expr).map(({ to }) => {
      if (to.kind === 'column') return ofReadColumn(subject, stage.from, to.column);
      if (to.kind !== 'match') return to.kind === 'attribute' ? undefined : [];
      const match = stage.matches.find((m) => m.as === to.match);
      return match?.to.kind === 'stage' ? countedIn(subject, match.to.stage, to.column) : undefined;
    }),
  );
}

function ofReadColumn(
  subject: Subject,
  from: BoundFrom | undefined,
  column: string,
): readonly CountedIn[] | undefined {
  if (from?.kind === 'stage') return countedIn(subject, from.stage, column);
  if (from?.kind === 'union')
    return together(from.stages.map((stage) => countedIn(subject, stage, column)));
  return undefined;
}

function ofMeasure(
  subject: Subject,
  stage: BoundStage,
  bound: BoundMeasure,
): readonly CountedIn[] | undefined {
  const { document, ontology } = subject;
  const measure = measureOf(document, bound.at);
  const leaves = stage.leaves.filter((l) => l.at === bound.at);
  if (stage.from !== undefined && stage.from.kind !== 'entity') {
    const own = leaves.filter((l) => l.source.kind === 'rows');
    const values = own.map(({ of }) => of && ofRowValue(subject, stage, of));
    return own.length < leaves.length ? undefined : together(values);
  }
  const written = stageOf(document, stage.at);
  if (leaves.some((leaf) => saysTime(leaf, measure, written, stage))) return undefined;
  const asked: Asked = {
    time: measure.time ?? written.time,
    inherited: measure.time === undefined,
  };
  const times = measure.metric === undefined ? [asked] : timesOf(ontology, measure.metric, asked);
  return times && together(times.map((time) => windowOf(subject, stage, time, leaves)));
}

/** Conditions of the document on dates, or on the partition that they are written to, may narrow the window in their own way. */
function saysTime(leaf: BoundLeaf, measure: Measure, written: Stage, stage: BoundStage): boolean {
  const count = measure.where?.length ?? 0;
  // The measure's own conditions stand after those of its metric.
  const own = count === 0 ? [] : leaf.where.slice(-count);
  const ofStage = written.where === undefined ? [] : [...stage.where, ...leaf.stageWhere];
  return [...own, ...ofStage].some((condition) =>
    references(condition).some(
      ({ to, type }) => (to.kind !== 'param' && isTemporal(type)) || isPartition(to, leaf, stage),
    ),
  );
}

/** Whether a column is a partition of the rows that are counted. */
function isPartition(to: SourceLeaf, { source }: BoundLeaf, { from }: BoundStage): boolean {
  const population = from?.kind === 'entity' ? from.entity : undefined;
  const entity = source.kind === 'entity' ? source.entity : population;
  if (to.kind !== 'attribute' || to.path.length > 0 || entity === undefined) return false;
  return entity.table.partition.some((p) => p.column === to.attribute.column);
}

/** A time as it is written, and whether it is the stage's, which only says which buckets are shown. */
interface Asked {
  readonly time: Time | MetricTime | undefined;
  readonly inherited: boolean;
}

/** The times of the aggregates that a metric comes down to: a period of its own goes before what is asked. */
function timesOf(ontology: Ontology, name: string, asked: Asked): readonly Asked[] | undefined {
  const metric = ontology.metrics.get(name);
  if (metric?.type === 'aggregate') return [asked];
  if (metric?.type === 'derived') return timesOf(ontology, metric.of, within(metric.time, asked));
  return metric?.type === 'composite' ? ofInputs(ontology, metric, asked) : undefined;
}

function ofInputs(
  ontology: Ontology,
  metric: Extract<Metric, { type: 'composite' }>,
  asked: Asked,
): readonly Asked[] | undefined {
  const inputs = new Map(metric.inputs.map((input) => [input.as, input]));
  const named = references(metric.is.expr).flatMap(({ to }) =>
    to.kind === 'path' && to.names.length === 1 ? [to.names[0]!] : [],
  );
  const all = named.map((name) => {
    const input = inputs.get(name);
    return timesOf(ontology, input?.metric ?? name, within(input?.time, asked));
  });
  return all.includes(undefined) ? undefined : all.flatMap((times) => times ?? []);
}

function within(time: MetricTime | undefined, asked: Asked): Asked {
  return time === undefined ? asked : { time, inherited: false };
}

function windowOf(
  { ontology }: Subject,
  stage: BoundStage,
  { time, inherited }: Asked,
  leaves: readonly BoundLeaf[],
): readonly CountedIn[] | undefined {
  const bucket = stage.keys?.find((k) => k.bucket !== undefined)?.bucket;
  const relative = time && relativeTime(ontology, time);
  if (relative !== undefined && (bucket === undefined || !inherited)) return [relative];
  if (bucket !== undefined) return [{ mode: 'bucket', last: 1, unit: bucket.grain }];
  if (time !== undefined) return writtenDays(time);
  return leaves.every((leaf) => isEvent(stage, leaf))
    ? [{ mode: 'all', last: 1, unit: 'day' }]
    : undefined;
}

/** Events happen in time; a snapshot or a dimension is a state, counted in no window. */
function isEvent({ from }: BoundStage, { source, day }: BoundLeaf): boolean {
  const population = from?.kind === 'entity' ? from.entity : undefined;
  const entity = source.kind === 'entity' ? source.entity : population;
  if (entity?.time === undefined || entity.table.mode === 'full') return false;
  return day === undefined && entity.table.layer !== 'dim';
}

function relativeTime(ontology: Ontology, time: Time | MetricTime): CountedIn | undefined {
  const { period, last, unit, mode } = time;
  if (period !== undefined) return periodOf(ontology, period);
  return last === undefined || unit === undefined || mode === undefined
    ? undefined
    : { mode, last, unit };
}

/** Written days count as that many days: a question over 1 to 7 November has seven. */
function writtenDays({ from, to }: Time | MetricTime): readonly CountedIn[] | undefined {
  const [first, last] = [from, to].map((day) => {
    const expr = typeof day === 'string' ? parseExpr(day, '')[0] : undefined;
    return expr?.kind === 'literal' ? knownDay(expr) : undefined;
  });
  if (first === undefined || last === undefined) return undefined;
  return [{ mode: 'rolling', last: daysBetween(first, last) + 1, unit: 'day' }];
}
