import { binary, call, integerLiteral } from '../../../src/expr/build.js';
import { types } from '../../../src/expr/type.js';
import { columnOf } from '../../../src/plan/nodes.js';
import type {
  AggregateColumn,
  Column,
  Plan,
  PlanExpr,
  PlannedStage,
} from '../../../src/plan/plan.js';
import { col, newPlans, stageOf } from '../../sql/plans.js';
import { chanceOf } from '../../fuzz/random.js';

/**
 * Rows that look something up, compare what they find and are perhaps grouped: the shapes that documents
 * have, over tables whose keys are keys. The same for the same seed.
 */
export function randomLookUp(seed: number): readonly PlannedStage[] {
  const p = newPlans();
  const { pick, often } = chanceOf(seed);
  const t = (): Plan => p.scanOf('t', 't', { a: types.bigint, b: types.bigint, c: types.bigint });
  const u = (): Plan => p.scanOf('u', 'u', { a: types.bigint, b: types.bigint });
  const stages: PlannedStage[] = [];
  const few = (plan: Plan): Plan =>
    often(0.4) ? p.filter(plan, binary(pick(['<', '>']), any(plan), number())) : plan;
  const any = (plan: Plan): PlanExpr => columnOf(pick(plan.columns));
  const number = (): PlanExpr => integerLiteral(pick([0, 1, 2, 3]));

  const base = few(t());
  const named = u();
  const rows = often(0.6)
    ? p.join(pick(['inner', 'left']), base, named, [
        binary('=', col(base, pick(['a', 'b', 'c'])), col(named, 'a')),
      ])
    : base;
  const facts = few(often(0.5) ? t() : u());
  const counted = (): AggregateColumn => ({
    ...p.count('n'),
    agg: pick(['count', 'count_distinct', 'sum']),
    of: any(facts),
    where: often(0.4) ? [binary('<>', any(facts), number())] : [],
  });
  const grouped = p.aggregate(
    facts,
    [p.made('k', columnOf(pick(facts.columns)))],
    often(0.7) ? [counted()] : [counted(), counted()],
  );
  const staged = (plan: Plan): Plan => {
    const stage = stageOf(`s${stages.length}`, plan);
    stages.push(stage);
    return p.read(stage);
  };
  const unique = p.project(
    grouped,
    grouped.columns.map((c, i) => p.made(`g${i}`, columnOf(c))),
  );
  const right = often(0.4) ? staged(unique) : grouped;
  const on = [binary('=', any(rows), columnOf(right.columns[0]!))];
  const value = (column: Column): PlanExpr =>
    often(0.6)
      ? call('coalesce', [columnOf(column), integerLiteral(0)], types.bigint)
      : columnOf(column);
  const compare = (column: Column): PlanExpr =>
    binary(pick(['=', '<>', '<', '<=', '>', '>=']), value(column), number());
  const looked = often(0.25)
    ? p.semi(rows, right, on, often(0.5))
    : p.join(pick(['inner', 'left']), rows, right, on);
  const found = looked.columns.filter((c) => right.columns.includes(c)).slice(1);
  const conditions = [
    ...(found.length > 0 && often(0.8) ? [compare(pick(found))] : []),
    ...(often(0.5) ? [compare(pick(rows.columns))] : []),
  ];
  const kept = p.filter(looked, ...conditions);
  const shown = often(0.2) ? kept.columns : rows.columns;
  const keys = shown.filter(() => often(0.5));
  const result =
    often(0.5) && keys.length > 0
      ? p.aggregate(
          kept,
          keys.map((c, i) => p.made(`k${i}`, columnOf(c))),
          [p.sum('total', columnOf(pick(base.columns)))],
        )
      : kept;
  const over =
    result !== kept && often(0.4) ? p.filter(result, compare(pick(result.columns))) : result;
  const outputs = over === kept ? shown : over.columns;
  const last = p.project(
    over,
    outputs.map((c, i) => p.made(`c${i}`, columnOf(c))),
  );
  return [...stages, stageOf('result', last)];
}
