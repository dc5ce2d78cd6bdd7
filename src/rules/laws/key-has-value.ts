import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import type { BoundStage, ResultLeaf, SourceExpr, SourceLeaf } from '../../bind/bound.js';
import { rejectsNulls } from '../../plan/rewrites/three-values.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { leavesOf } from '../source-expressions.js';

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
  const isColumn = (leaf: ResultLeaf): boolean => leaf.kind === 'result' && leaf.column === column;
  if (stage.keep.some((c) => rejectsNulls(c, isColumn))) return undefined;
  const position = stage.keys?.findIndex((k) => k.as === column) ?? -1;
  const written = stage.keys?.[position] ?? stage.columns.find((c) => c.as === column);
  if (written === undefined) return undefined;
  for (const { is, where } of sourcesOf(stage, position, written.is)) {
    const [to] = is?.kind === 'reference' ? leavesOf(is) : [];
    if (to === undefined) continue;
    if (to.kind === 'column') {
      const isRead = (leaf: SourceLeaf): boolean =>
        leaf.kind === 'column' && leaf.column === to.column;
      if (stage.from?.kind !== 'stage' || where.some((c) => rejectsNulls(c, isRead))) continue;
      return optionalKey(stage.from.stage, to.column);
    }
    const way = optionalWay(stage, to);
    const isLacking = (leaf: SourceLeaf): boolean =>
      way.every((name, i) => lookups(leaf)[i] === name);
    const through = way.at(-1);
    if (through !== undefined && !where.some((c) => rejectsNulls(c, isLacking)))
      return { at: at(written.at, 'is'), through };
  }
  return undefined;
}

/** A key as the rows of each source say it, and what is asked of those that make groups. */
function sourcesOf(stage: BoundStage, position: number, is: SourceExpr | undefined) {
  return [
    { is, where: stage.where },
    ...stage.leaves.map((leaf) => ({
      is: leaf.keys[position],
      where: stage.from === undefined ? [...leaf.stageWhere, ...leaf.where] : stage.where,
    })),
  ];
}

/** The look-ups of a value up to the first that may find nothing, by name; none where each finds a row. */
function optionalWay(stage: BoundStage, leaf: SourceLeaf): readonly string[] {
  if (!('path' in leaf)) return [];
  const names = lookups(leaf);
  const match = leaf.kind === 'match' && stage.matches.find((m) => m.as === leaf.match);
  if (match !== false && match?.only === undefined) return names.slice(0, 1);
  const step = leaf.path.findIndex(({ relationship }) => !relationship.required);
  return step < 0 ? [] : names.slice(0, names.length - leaf.path.length + step + 1);
}

/** The match and the relationships that a value is looked up by. */
function lookups(leaf: SourceLeaf): readonly string[] {
  if (!('path' in leaf)) return [];
  const match = leaf.kind === 'match' ? [leaf.match] : [];
  return [...match, ...leaf.path.map(({ relationship }) => relationship.name)];
}
