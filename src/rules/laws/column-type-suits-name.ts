import { printType } from '../../expr/print-type.js';
import { columnRoots, rootOf } from '../column-roots.js';
import { customerWeek, model } from '../example.js';
import { periodInName } from '../period-names.js';
import { rule } from '../rule.js';
import { columnAt, statedTypeAt } from '../written-at.js';

/** A count is a whole number, an amount exact, a rate has decimals. */
export const columnTypeSuitsName = rule<{
  column: string;
  type: string;
  root: string;
  types: readonly string[];
}>({
  name: 'column-type-suits-name',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ column, type, root }) =>
        `"${column}" is called ${whatOf(root).en}, but is of type ${type}`,
      zh: ({ column, type, root }) => `"${column}" 按名字是${whatOf(root).zh}，类型却是 ${type}`,
    },
    why: {
      en: 'A double loses cents in sums, a whole number cuts a rate to 0, and a count with decimals is not a count: either the name or the type is wrong.',
      zh: 'double 求和会丢分，整数会把比率截成 0，带小数的数量不是数量：名字和类型必有一错。',
    },
    hint: {
      en: ({ types }) => `make it ${types.join(' or ')}, or give it another name`,
      zh: ({ types }) => `类型改为 ${types.join(' 或 ')}，或改名`,
    },
    failing: model([customerWeek], { columns: [{ name: 'order_cnt_7d', type: 'double' }] }),
    passing: model([customerWeek], { columns: [{ name: 'order_cnt_7d', type: 'bigint' }] }),
  },
  *check({ document, bound: { stages, target }, ontology }) {
    const result = stages.at(-1);
    if (target === undefined || result === undefined) return;
    for (const { name, type } of target.columns) {
      const named = periodInName(ontology, name);
      const root = rootOf(named?.change === '' ? named.stem : name);
      if (root === undefined || type.kind === 'unknown' || root.types.includes(type.kind)) continue;
      yield {
        path: statedTypeAt(document, name) ?? columnAt(result, name),
        params: { column: name, type: printType(type), root: root.words[0]!, types: root.types },
      };
    }
  },
});

function whatOf(word: string): { readonly en: string; readonly zh: string } {
  return columnRoots.find(({ words }) => words[0] === word)!.what;
}
