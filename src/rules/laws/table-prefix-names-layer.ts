import { customerWeek, model } from '../example.js';
import { bareName, layerInName, namings } from '../layers.js';
import { rule } from '../rule.js';

/** A table's name begins with its layer. */
export const tablePrefixNamesLayer = rule<{ table: string; layer: string; prefix: string }>({
  name: 'table-prefix-names-layer',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table, layer, prefix }) =>
        `the name of ${layer} table "${table}" does not begin with "${prefix}"`,
      zh: ({ table, layer, prefix }) => `${layer} 层的表 "${table}" 没有以 "${prefix}" 开头`,
    },
    why: {
      en: 'People, schedulers and access rules tell the layer of a table by its name (OneData naming).',
      zh: '人、调度和权限都按表名识别分层（OneData 命名规范）。',
    },
    hint: {
      en: ({ prefix }) => `begin the name with "${prefix}"`,
      zh: ({ prefix }) => `表名以 "${prefix}" 开头`,
    },
    failing: model([customerWeek], { table: 'sum_trd_customer_7d' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    if (target === undefined) return;
    const table = bareName(target.table);
    const { prefix } = namings[target.layer];
    if (layerInName(table) !== undefined) return;
    yield { path: '/target/table', params: { table, layer: target.layer, prefix } };
  },
});
