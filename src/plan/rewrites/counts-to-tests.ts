import { isNotNull } from '../../expr/build.js';
import { expressionsOf } from '../expressions.js';
import { inputsOf } from '../inputs.js';
import { filter, project, semi } from '../nodes.js';
import type { Join, Plan, PlanExpr, PlannedDocument } from '../plan.js';
import { columnsIn } from './columns-read.js';
import { countTest } from './count-tests.js';
import { mapStages, withInputs } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * A count that is looked up only to be compared with nothing is a test for a partner: of none (anti
 * join) or of any (semi join). The rows need not be counted.
 */
export const countsToTests: Rewrite = {
  name: 'counts-to-tests',
  rewrite: (document: PlannedDocument) => {
    const shown = new Set(document.stages.flatMap((s) => s.columns.map((c) => c.id)));
    return mapStages(document, (plan) => tested(plan, readsOf(plan), shown));
  },
};

/** How often each column is read. */
function readsOf(plan: Plan): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  const visit = (node: Plan): void => {
    for (const id of columnsIn(expressionsOf(node))) times.set(id, (times.get(id) ?? 0) + 1);
    for (const input of inputsOf(node)) visit(input);
  };
  visit(plan);
  return times;
}

function tested(plan: Plan, reads: ReadonlyMap<number, number>, shown: ReadonlySet<number>): Plan {
  const whole = withInputs(
    plan,
    inputsOf(plan).map((input) => tested(input, reads, shown)),
  );
  if (whole.kind !== 'filter') return whole;
  // Of the counted rows only the look-up itself may read the keys.
  const unread = ({ right, on }: Join): boolean => {
    const own = columnsIn(on);
    const keys = right.kind === 'aggregate' ? right.keys.map((k) => k.column.id) : [];
    return keys.every(
      (id) => !shown.has(id) && (reads.get(id) ?? 0) === own.filter((read) => read === id).length,
    );
  };
  let { input } = whole;
  const stay = whole.where.filter((condition) => {
    const test = countTest(condition);
    if (test === undefined || test.zero === test.more || test.one !== test.more) return true;
    if (test.zero && !test.filled) return true;
    if (reads.get(test.column) !== 1 || shown.has(test.column)) return true;
    const made = replaced(input, test.column, test.zero, unread);
    if (made !== undefined) input = made;
    return made === undefined;
  });
  return stay.length === whole.where.length ? whole : filter(input, stay, whole.at);
}

/** The rows with a test in the place of the look-up that finds the count. */
function replaced(
  plan: Plan,
  count: number,
  anti: boolean,
  unread: (join: Join) => boolean,
): Plan | undefined {
  if (plan.kind === 'filter') {
    const input = replaced(plan.input, count, anti, unread);
    return input && filter(input, plan.where, plan.at);
  }
  if (plan.kind !== 'join' && plan.kind !== 'semi') return undefined;
  const right = plan.kind === 'join' && unread(plan) ? countedRows(plan, count, anti) : undefined;
  if (right !== undefined) return semi(plan.left, right, plan.on, anti, plan.at);
  const left = replaced(plan.left, count, anti, unread);
  return left && withInputs(plan, [left, plan.right]);
}

/** The rows that a look-up counts and nothing else, by the keys that it looks them up with. */
function countedRows(
  { type, right, single }: Join,
  count: number,
  anti: boolean,
): Plan | undefined {
  // Of an inner look-up that counts nothing there is a partner, whose rows do not count.
  if (anti && type === 'inner') return undefined;
  if (!single || right.kind !== 'aggregate' || right.aggregates.length !== 1) return undefined;
  const [only] = right.aggregates;
  if (only?.column.id !== count || right.keys.length === 0) return undefined;
  if (only.agg !== 'count' && only.agg !== 'count_distinct') return undefined;
  const present: readonly PlanExpr[] = only.of === undefined ? [] : [isNotNull(only.of)];
  return project(filter(right.input, [...only.where, ...present], right.at), right.keys, right.at);
}
