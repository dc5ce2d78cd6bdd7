import { at, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { reference } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import type { BoundFrom, BoundLeaf, BoundOutput, BoundStage } from '../bound.js';
import { stageIsAnchored } from '../paths/anchor.js';
import { columnsOf } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindSource } from '../expression.js';
import { bindDay, bindFrom, type Earlier, type Population } from './from.js';
import { bindKeys, bucketOf } from './group-keys.js';
import { keyOf, resultKeyOf } from '../keys.js';
import { labelOf, measureLabel } from '../label.js';
import { checkZone, entityClock } from '../time/leaf-time.js';
import { bindMatches } from './match.js';
import { bindMeasure } from '../measure.js';
import { bindResultScope } from './result.js';
import type { Source } from './source.js';
import type { StageFrame } from './stage-frame.js';
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
  if (context.ontology.entities.has(name)) {
    const params = { name, by: `the entity "${name}"` };
    context.report(bindDiagnostic('name-taken', at(path, 'name'), params));
  }
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
  const where =
    rows === undefined
      ? []
      : (stage.where ?? []).map((text, i) =>
          bindSource({ ...rows, bridges: true }, text, at(path, 'where', i), types.boolean),
        );
  const columns = rows === undefined ? [] : columnsOfRows(stage, path, rows, population!, earlier);
  const measures = measuresOf(frame);
  const leaves = measures.flatMap((m) => m.leaves);
  if (population === undefined && measures.length === 0)
    context.report(
      bindDiagnostic('no-rows', path, { stage: name }, populationNamed(context, stage)),
    );
  const keys = stage.by === undefined ? undefined : bindKeys(frame, leaves);
  const made: readonly BoundOutput[] = [
    ...(keys ?? []).map((k, i) => ({
      name: k.as,
      type: k.type,
      ...keyLabel(frame, leaves.length, i),
      at: k.at,
    })),
    ...columns.map((c) => ({ name: c.as, type: c.type, ...c.label, at: c.at })),
    ...measures.map(({ measure }, i) => ({
      name: measure.as,
      type: measure.type,
      ...labelled(measureLabel(context.ontology, (stage.measures ?? [])[i]!)),
      at: measure.at,
    })),
  ];
  if (population !== undefined) reportTaken(context, stage, path, population, columns);
  const open = isOpen(population) && stage.by === undefined;
  const steps = (stage.windows ?? []).length + (stage.compute ?? []).length;
  if (made.length === 0 && steps === 0 && !open && population !== undefined)
    context.report(bindDiagnostic('no-columns', path, { stage: name }, allAttributes(population)));
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

type RowColumn = BoundStage['columns'][number] & { readonly label: { readonly label?: string } };

/** The values of each row of a stage without `by`: those of the stage it reads, then its own (same name: replaced). */
function columnsOfRows(
  stage: Stage,
  path: JsonPointer,
  rows: Source,
  population: Population,
  earlier: Earlier,
): readonly RowColumn[] {
  if (stage.by !== undefined) return [];
  const own = (stage.columns ?? []).map((column, i): RowColumn => {
    const pointer = at(path, 'columns', i);
    const is = bindSource(rows, column.is, at(pointer, 'is'));
    const label = labelled(labelOf(rows, column.is));
    return { as: column.as, is, type: is.type, label, at: pointer };
  });
  const read = passedOn(population, earlier).map((column): RowColumn => ({
    as: column.name,
    is: reference({ kind: 'column', column: column.name }, column.type),
    type: column.type,
    label: labelled(column.label),
    at: path,
  }));
  const replaced = read.map((c) => own.find((o) => o.as === c.as) ?? c);
  return [...replaced, ...own.filter((o) => !read.some((c) => c.as === o.as))];
}

/** What rows bring along keeps its name: only `columns` puts another value in its place (S2). */
function reportTaken(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  { root }: Population,
  columns: readonly RowColumn[],
): void {
  if (root.kind !== 'columns') return;
  const brought = new Set(columns.filter((c) => c.at === path).map((c) => c.as));
  for (const part of ['measures', 'windows', 'compute'] as const)
    (stage[part] ?? []).forEach(({ as }, i) => {
      if (!brought.has(as)) return;
      const params = { name: as, by: `"${root.columns.of}.${as}"` };
      context.report(bindDiagnostic('name-taken', at(path, part, i, 'as'), params));
    });
}

/** What rows bring along: all columns of a stage or union; of `self` those that are not partitions, which each run writes anew. */
function passedOn({ from, root }: Population, earlier: Earlier): readonly BoundOutput[] {
  if (root.kind !== 'columns') return [];
  return from.kind === 'self' ? (earlier.self?.own ?? []) : [...root.columns.byName.values()];
}

function measuresOf(frame: StageFrame): readonly ReturnType<typeof bindMeasure>[] {
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

function keyLabel(frame: StageFrame, leaves: number, index: number): { readonly label?: string } {
  const text = frame.stage.by?.[index]?.is;
  if (text === undefined) return {};
  if (frame.rows !== undefined) return labelled(labelOf(frame.rows, text));
  const named = /^[^.]+/.exec(text)?.[0] ?? '';
  const entity = leaves === 0 ? undefined : frame.context.ontology.entities.get(named);
  if (entity === undefined) return {};
  const root = { kind: 'entity' as const, entity, bare: false };
  return labelled(labelOf({ context: frame.context, root, matches: new Map(), via: [] }, text));
}

function labelled(label: string | undefined): { readonly label?: string } {
  return label === undefined ? {} : { label };
}

function isOpen(population: Population | undefined): boolean {
  return population?.root.kind === 'columns' && population.root.columns.open;
}

/** S10: without a key only a second column of the order can decide between equal rows. */
function reportTies(context: Context, stage: Stage, path: JsonPointer): void {
  const decided = (order: Stage['order']): boolean => (order ?? []).length > 1;
  for (const [i, { as, fn, order }] of (stage.windows ?? []).entries())
    if (placed.has(fn) && !decided(order))
      context.report(tiesOf(stage, as, at(path, 'windows', i)));
  if (stage.limit !== undefined && stage.limit.ties !== 'include' && !decided(stage.order))
    context.report(tiesOf(stage, 'limit', at(path, 'limit')));
}

/** Windows whose value depends on which of two equal rows comes first. */
const placed: ReadonlySet<string> = new Set([
  'row_number',
  'ntile',
  'lag',
  'lead',
  'first',
  'last',
]);

function tiesOf(stage: Stage, what: string, path: JsonPointer): Diagnostic {
  return bindDiagnostic('undecided-ties', path, { what, stage: stage.name });
}

/** Where all keys name one entity, its rows are what is meant. */
function populationNamed(context: Context, stage: Stage): { readonly allowed?: readonly string[] } {
  const starts = new Set((stage.by ?? []).map((k) => /^[^.]+/.exec(k.is ?? '')?.[0] ?? ''));
  const [only, second] = starts;
  if (only === undefined || second !== undefined || !context.ontology.entities.has(only)) return {};
  return { allowed: [only] };
}

function anchorOf(stage: Stage, { root }: Population): Pick<Source, 'anchored'> {
  if (root.kind !== 'entity') return {};
  const { entity } = root;
  return { anchored: () => stageIsAnchored(stage, entity) };
}

function allAttributes({ root }: Population): { readonly allowed?: readonly string[] } {
  return root.kind === 'entity' ? { allowed: [...root.entity.attributes.keys()] } : {};
}
