import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import type { BoundStage, SourceExpr } from '../../bind/bound.js';
import { customerWeek, model } from '../example.js';
import { leavesOf } from '../source-expressions.js';
import { rule } from '../rule.js';

const byCity = (is: string) =>
  model([{ ...customerWeek, by: [{ as: 'city_id', is }] }], {
    table: 'dws_trd_city_7d',
    comment: '城市粒度近7天下单',
    columns: [{ name: 'city_id', comment: '城市ID' }],
  });

/** Each row of a table has a value for every column of its key. */
export const keyHasValue = rule<{ column: string; through: string }>({
  name: 'key-has-value',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ column, through }) => `key "${column}" is null where "${through}" finds nothing`,
      zh: ({ column, through }) => `"${through}" 查不到时，主键 "${column}" 为空`,
    },
    why: {
      en: 'Rows without a partner keep their totals under a null key (law 7), and a null key matches nothing downstream: the table no longer adds up to the whole. The field writes -1 or unknown (OneData).',
      zh: '没有关联到的行归到空键下（法则 7），而空键在下游关联不上，合计就对不上了。业界写 -1 或 unknown（OneData）。',
    },
    hint: {
      en: () =>
        'write coalesce(…, -1) or coalesce(…, \'unknown\'); or "required" in the ontology where every row has a partner',
      zh: () =>
        '写成 coalesce(…, -1) 或 coalesce(…, \'unknown\')；若每行都有对应，在本体中标 "required"',
    },
    failing: byCity('customer.city.city_id'),
    passing: byCity('coalesce(customer.city.city_id, -1)'),
  },
  *check({ bound: { stages, target } }) {
    const result = stages.at(-1);
    if (target === undefined || result === undefined) return;
    for (const column of target.key) {
      const found = optionalKey(result, column);
      if (found === undefined) continue;
      yield { path: found.at, params: { column, through: found.through } };
    }
  },
});

/** Where a column that is only read, not computed, comes over a look-up that may find nothing. */
function optionalKey(
  stage: BoundStage,
  column: string,
): { readonly at: JsonPointer; readonly through: string } | undefined {
  if (tested(stage, column)) return undefined;
  const position = stage.keys?.findIndex((k) => k.as === column) ?? -1;
  const key = stage.keys?.[position];
  const value = stage.columns.find((c) => c.as === column);
  const written = key ?? value;
  if (written === undefined) return undefined;
  const seen = [written.is, ...stage.leaves.map((l) => l.keys[position])];
  for (const expr of seen) {
    if (expr?.kind !== 'reference') continue;
    const { to } = expr;
    if (to.kind === 'column' && stage.from?.kind === 'stage')
      return optionalKey(stage.from.stage, to.column);
    const through = throughOptional(stage, expr);
    if (through !== undefined) return { at: at(written.at, 'is'), through };
  }
  return undefined;
}

function throughOptional(stage: BoundStage, expr: SourceExpr): string | undefined {
  const [leaf] = leavesOf(expr);
  if (leaf === undefined || !('path' in leaf)) return undefined;
  const step = leaf.path.find(({ relationship }) => !relationship.required);
  if (step !== undefined) return step.relationship.name;
  if (leaf.kind !== 'match') return undefined;
  const match = stage.matches.find((m) => m.as === leaf.match);
  return match?.only === undefined ? leaf.match : undefined;
}

/** A condition of the stage sees to it that the column has a value. */
function tested(stage: BoundStage, column: string): boolean {
  return stage.keep.some(
    (c) =>
      c.kind === 'is-null' &&
      c.not &&
      c.operand.kind === 'reference' &&
      c.operand.to.kind === 'result' &&
      c.operand.to.column === column,
  );
}
