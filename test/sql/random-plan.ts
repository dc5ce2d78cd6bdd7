import { binary, call, integerLiteral, isNull, not } from '../../src/expr/build.js';
import { types } from '../../src/expr/type.js';
import { columnOf, same } from '../../src/plan/nodes.js';
import type { AggregateColumn, Plan, PlanExpr, PlannedStage } from '../../src/plan/plan.js';
import { newPlans, stageOf } from './plans.js';

/** A plan of any shape over two small tables, the same for the same seed; some of its parts are stages that it reads. */
export function randomDocument(seed: number): readonly PlannedStage[] {
  const p = newPlans();
  const stages: PlannedStage[] = [];
  let state = seed >>> 0;
  /** mulberry32 */
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;

  const number = (plan: Plan, depth = 2): PlanExpr => {
    if (depth === 0 || random() < 0.5)
      return random() < 0.15 ? integerLiteral(below(4)) : columnOf(pick(plan.columns));
    const [a, b] = [number(plan, depth - 1), number(plan, depth - 1)];
    return random() < 0.3
      ? call('coalesce', [a, b], types.bigint)
      : binary(pick(['+', '-', '*'] as const), a, b, types.bigint);
  };
  const condition = (plan: Plan, depth = 1): PlanExpr => {
    if (depth > 0 && random() < 0.3) {
      const [a, b] = [condition(plan, depth - 1), condition(plan, depth - 1)];
      return random() < 0.2 ? not(a) : binary(pick(['and', 'or'] as const), a, b);
    }
    const a = number(plan, 1);
    return random() < 0.2 ? isNull(a) : binary(pick(['=', '<'] as const), a, number(plan, 1));
  };
  const some = <T>(from: number, to: number, make: (i: number) => T): readonly T[] =>
    Array.from({ length: from + below(to - from + 1) }, (_, i) => make(i));
  const byAll = (plan: Plan) =>
    plan.columns.map((c) => ({
      by: columnOf(c),
      descending: random() < 0.5,
      nullsFirst: random() < 0.5,
    }));
  const aggregateOf = (plan: Plan, i: number): AggregateColumn => {
    const agg = pick(['count', 'sum', 'min', 'max', 'count_distinct'] as const);
    const counted = agg === 'count' && random() < 0.5;
    return {
      ...p.count(`a${i}`),
      agg,
      ...(!counted && { of: number(plan, 1) }),
      where: random() < 0.3 ? [condition(plan)] : [],
    };
  };
  const on = (left: Plan, right: Plan): readonly PlanExpr[] => {
    const keys = right.columns.filter((c) => right.key?.includes(c.id) === true);
    const b = columnOf(pick(keys.length > 0 && random() < 0.5 ? keys : right.columns));
    const a = columnOf(pick(left.columns));
    return [random() < 0.25 ? same(a, b) : binary('=', a, b)];
  };

  const base = (): Plan =>
    random() < 0.5
      ? p.scanOf('t', 't', { a: types.bigint, b: types.bigint, c: types.bigint })
      : p.scanOf('u', 'u', { a: types.bigint, b: types.bigint });
  const grow = (depth: number): Plan => {
    if (depth === 0) return base();
    const input = grow(depth - 1);
    switch (below(9)) {
      case 0:
        return p.filter(input, ...some(1, 2, () => condition(input)));
      case 1:
        return p.project(
          input,
          some(1, 4, (i) => p.made(`p${i}`, number(input))),
        );
      case 2:
      case 3: {
        const right = grow(below(depth));
        const asked = on(input, right);
        const type = pick(['inner', 'left'] as const);
        return p.join(type, input, right, asked, findsOne(right, asked));
      }
      case 4: {
        const right = grow(below(depth));
        return p.semi(input, right, on(input, right), random() < 0.5);
      }
      case 5:
        return p.aggregate(
          input,
          some(0, 2, (i) => p.made(`k${i}`, number(input, 1))),
          some(1, 2, (i) => aggregateOf(input, i)),
        );
      case 6: {
        const per = some(0, 1, () => columnOf(pick(input.columns)));
        const sum = {
          ...p.rank('w', per, number(input, 0)),
          fn: 'sum' as const,
          of: number(input, 1),
        };
        return random() < 0.5
          ? p.windowed(input, { ...sum, order: random() < 0.5 ? [] : byAll(input) })
          : p.windowed(input, { ...p.rank('r', per, number(input, 0)), order: byAll(input) });
      }
      case 7:
        return p.sorted(input, byAll(input), random() < 0.7 ? 1 + below(4) : undefined);
      default: {
        if (random() < 0.5) {
          const two = (plan: Plan): Plan =>
            p.project(plan, [p.made('x', number(plan, 1)), p.made('y', number(plan, 1))]);
          return p.union(two(input), two(grow(below(depth))));
        }
        const unique = p.project(
          input,
          input.columns.map((c, i) => p.made(`c${i}`, columnOf(c))),
        );
        const stage = stageOf(`s${stages.length}`, unique);
        stages.push(stage);
        return p.read(stage);
      }
    }
  };
  const plan = grow(2 + below(5));
  const result = p.project(
    plan,
    plan.columns.map((c, i) => p.made(`c${i}`, columnOf(c))),
  );
  return [...stages, stageOf('result', result)];
}

/** Whether equalities with all of its key leave at most one row of a plan. */
function findsOne(right: Plan, on: readonly PlanExpr[]): boolean {
  const asked = on.flatMap((e) => (e.kind === 'binary' ? [e.right] : []));
  return (
    right.key !== undefined &&
    right.key.every((id) =>
      asked.some((e) => e.kind === 'reference' && e.to.kind === 'column' && e.to.column.id === id),
    )
  );
}
