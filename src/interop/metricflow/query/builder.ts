import type { Diagnostic } from '../../../base/diagnostic.js';
import type { Stage } from '../../../dsl/document.js';
import { printExpr } from '../../../expr/print.js';
import { interopDiagnostic } from '../../diagnostics.js';
import type { Filter } from '../manifest.js';
import type { Library } from '../library.js';
import { conditionOf, elementOf, type Element } from '../template.js';
import type { Query } from './query.js';
import { say, type Rows, type Said } from './rows.js';

/** A document while it is written: stages so far, and what was found. */
export interface Builder {
  readonly library: Library;
  readonly query: Query;
  /** The grain of metric_time where none is said. */
  readonly metricTime: string;
  readonly stages: Stage[];
  readonly found: Diagnostic[];
  /** A query inside a condition: its stages, the last of which it names. */
  readonly inner: (query: Query) => Part | undefined;
}

/** A stage that has the keys of the query and some of its values. */
export interface Part {
  readonly stage: string;
  readonly keys: readonly Key[];
  /** Columns with values. */
  readonly values: readonly string[];
}

/** A column that a query is grouped by. */
export interface Key {
  readonly column: string;
  readonly type: string;
}

/** Adds a stage under a name of its own. */
export function add(builder: Builder, hint: string, stage: Omit<Stage, 'name'>): string {
  const name = `${hint}_${builder.stages.length + 1}`;
  builder.stages.push({ name, ...stage });
  return name;
}

/** Says that a query cannot be said. */
export function refuse(builder: Builder, construct: string): undefined {
  builder.found.push(interopDiagnostic('cannot-say', '', { construct }));
  return undefined;
}

/** The elements that a query groups by over some rows; undefined (and reported) where one cannot be said. */
export function keysOver(
  builder: Builder,
  rows: Rows,
  elements: readonly Element[],
): readonly Said[] | undefined {
  const said = elements.map((element) => say(builder.library, rows, element, builder.metricTime));
  const why = said.find((one) => typeof one === 'string');
  return typeof why === 'string' ? refuse(builder, why) : (said as readonly Said[]);
}

/** Conditions over some rows, as texts; undefined (and reported) where one cannot be said. */
export function conditionsOver(
  builder: Builder,
  rows: Rows,
  filters: readonly Filter[],
): readonly string[] | undefined {
  const { library, metricTime } = builder;
  const said = filters.map((filter) => {
    const [expr, problems] = conditionOf(filter, library.custom, (element) => {
      if ('metric' in element) return metricValue(builder, rows, element.metric, element.groupBy);
      const one = say(library, rows, element, metricTime);
      return typeof one === 'string' ? undefined : one.expr;
    });
    builder.found.push(...problems);
    return expr;
  });
  return said.every((expr) => expr !== undefined) ? said.map(printExpr) : undefined;
}

/** The value of a metric for the groups that a row lies in: a stage of its own, looked up by its keys. */
function metricValue(
  builder: Builder,
  rows: Rows,
  metric: string,
  groupBy: readonly string[],
): Said['expr'] | undefined {
  const { library } = builder;
  const elements = groupBy.map((name) => elementOf(name, library.custom));
  const part = builder.inner({
    title: metric,
    metrics: [metric],
    groupBy: elements,
    where: [],
    orderBy: [],
    minMax: false,
    everyRow: false,
  });
  const here = keysOver(
    builder,
    rows,
    elements.map(({ name }) => ({ path: [], name })),
  );
  if (part === undefined || here === undefined) return undefined;
  const as = `found_${rows.matches.length + 1}`;
  const on = part.keys.map(({ column }, i) => ({ key: column, is: printExpr(here[i]!.expr) }));
  rows.matches.push({ to: part.stage, as, on });
  return {
    kind: 'reference',
    to: { kind: 'path', names: [as, metric] },
    type: { kind: 'unknown' },
  };
}
