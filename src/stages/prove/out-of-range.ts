import type { Diagnostic, JsonPointer } from '../../base/diagnostic.js';
import { addUnits } from '../../base/time/calendar-days.js';
import type {
  BoundDocument,
  BoundRange,
  BoundStage,
  ConstantExpr,
  SourceExpr,
} from '../../bind/bound.js';
import { foldDays, knownDay } from '../../bind/time/days.js';
import { check, type CheckedDocument } from '../../compile.js';
import { formatDocument } from '../../dsl/canonical.js';
import type { Engine, Rows } from '../../engine/engine.js';
import { dateLiteral } from '../../expr/build.js';
import { mapReferences, references } from '../../expr/visit.js';
import type { Entity, Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { sayExpr } from '../explain/say.js';
import { printed } from '../printed.js';
import { proofDiagnostic } from './diagnostics.js';

/**
 * Why a result is empty, where time is why: of each range that is read for a document without rows, or for a
 * measure that is null or 0 in all of them, whether any day of the data lies in it. Zeros of a day that was
 * never loaded look like zeros of a quiet day; this tells them apart. Nothing is said of ranges whose days
 * a parameter other than `$bizdate` decides, nor of clocks that are sensitive.
 */
export async function findOutOfRange(
  engine: Engine,
  { bound }: CheckedDocument,
  ontology: Ontology,
  dialect: Dialect,
  rows: Rows,
  bizdate: string | undefined,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { entity, clock, range, at } of suspectReads(bound, rows)) {
    const asked = daysOf(range, bizdate);
    if (asked === undefined) continue;
    const { from, until } = asked;
    const name = sayExpr(clock);
    const there = await daysThere(engine, entity, name, ontology, dialect);
    if (there === undefined) continue;
    const [first, last] = there;
    if ((until === undefined || first < until) && (from === undefined || last >= from)) continue;
    const through = until === undefined ? '' : addUnits(until, -1, 'day');
    const params = { entity: entity.name, clock: name, first, last, from: from ?? '', through };
    found.push(proofDiagnostic('out-of-range', at, params));
  }
  return found;
}

/** Rows of an entity that a range on a clock chooses. */
interface RangeRead {
  readonly entity: Entity;
  readonly clock: SourceExpr;
  readonly range: BoundRange;
  readonly at: JsonPointer;
}

/** Without rows every range may be why; else those of the measures that show nothing but null and 0. */
function suspectReads({ stages }: BoundDocument, { columns, rows }: Rows): readonly RangeRead[] {
  if (rows.length === 0) return stages.flatMap((stage) => readsOf(stage));
  const empty = columns.filter((_, i) => rows.every((row) => isNothing(row[i]!)));
  const names = new Set(empty.map((c) => c.name));
  return stages.slice(-1).flatMap((stage) => readsOf(stage, names));
}

function isNothing(value: Rows['rows'][number][number]): boolean {
  return value === null || (typeof value !== 'boolean' && value !== '' && Number(value) === 0);
}

function readsOf(stage: BoundStage, only?: ReadonlySet<string>): readonly RangeRead[] {
  const root = stage.from?.kind === 'entity' ? stage.from.entity : undefined;
  const own =
    root !== undefined && stage.time !== undefined && only === undefined
      ? [{ entity: root, ...stage.time, at: stage.at }]
      : [];
  const measures = stage.measures.filter((m) => only?.has(m.as) ?? true);
  const used = new Set(
    measures.flatMap((m) =>
      references(m.is).flatMap(({ to }) => (to.kind === 'leaf' ? [to.leaf] : [])),
    ),
  );
  const leaves = stage.leaves.flatMap(({ name, source, clock, range, at }) => {
    const entity = source.kind === 'entity' ? source.entity : root;
    if (!used.has(name) || entity === undefined || clock === undefined || range === undefined)
      return [];
    return [{ entity, clock, range, at }];
  });
  return [...own, ...leaves].filter(({ clock }) => isShowable(clock));
}

/** What of a clock may be said: one that the rows of the entity hold, and that is nobody's secret. */
function isShowable(clock: SourceExpr): boolean {
  return references(clock).every(
    ({ to }) => to.kind === 'attribute' && to.sensitive !== true && !to.attribute.sensitive,
  );
}

/** The days of a range, the last one excluded; undefined where one of them is not known before a run. */
function daysOf(
  range: BoundRange,
  bizdate: string | undefined,
): { readonly from?: string; readonly until?: string } | undefined {
  const from = range.from && dayOf(range.from, bizdate);
  const until = range.until && dayOf(range.until, bizdate);
  if (range.from !== undefined && from === undefined) return undefined;
  if (range.until !== undefined && until === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function dayOf(day: ConstantExpr, bizdate: string | undefined): string | undefined {
  const dated = mapReferences(day, (to, reference): ConstantExpr =>
    to.name === 'bizdate' && to.moment === undefined && bizdate !== undefined
      ? dateLiteral(bizdate)
      : { ...reference, to },
  );
  return knownDay(foldDays(dated));
}

/** The first and the last day that an entity's rows have; undefined where they have none, or it cannot be asked. */
async function daysThere(
  engine: Engine,
  entity: Entity,
  clock: string,
  ontology: Ontology,
  dialect: Dialect,
): Promise<readonly [first: string, last: string] | undefined> {
  const question = formatDocument({
    dsl: '1',
    title: entity.name,
    stages: [
      {
        name: 'result',
        from: entity.name,
        by: [],
        measures: [
          { as: 'first_day', agg: 'min', of: `date(${clock})` },
          { as: 'last_day', agg: 'max', of: `date(${clock})` },
        ],
      },
    ],
  });
  const [made] = check(question, ontology);
  if (made === undefined) return undefined;
  const got = await engine.query(printed(made.statement, dialect).text);
  if ('error' in got) return undefined;
  const [first, last] = got.value.rows[0] ?? [];
  return typeof first === 'string' && typeof last === 'string' ? [first, last] : undefined;
}
