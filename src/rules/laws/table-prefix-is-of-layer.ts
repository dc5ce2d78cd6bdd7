import { customerWeek, model } from '../example.js';
import { bareName, layerInName, namings } from '../layers.js';
import { rule } from '../rule.js';

/** A table's name does not begin with another layer than its own. */
export const tablePrefixIsOfLayer = rule<{
  table: string;
  layer: string;
  said: string;
  prefix: string;
}>({
  name: 'table-prefix-is-of-layer',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table, layer, said }) =>
        `table "${table}" is of layer ${layer}, and its name says ${said}`,
      zh: ({ table, layer, said }) => `表 "${table}" 属于 ${layer} 层，表名却写着 ${said}`,
    },
    why: {
      en: 'People, schedulers and access rules tell the layer of a table by its name; under the name of another it is read by those who should not (OneData naming).',
      zh: '人、调度和权限都按表名识别分层；名不副实的表会被不该读取的任务读取（OneData 命名规范）。',
    },
    hint: {
      en: ({ prefix }) => `begin the name with "${prefix}", or state the layer that the name says`,
      zh: ({ prefix }) => `表名以 "${prefix}" 开头，或把 layer 改为表名所示的分层`,
    },
    failing: model([customerWeek], { table: 'ads_trd_customer_7d' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    if (target === undefined) return;
    const table = bareName(target.table);
    const said = layerInName(table);
    if (said === undefined || said === target.layer) return;
    const { prefix } = namings[target.layer];
    yield { path: '/target/table', params: { table, layer: target.layer, said, prefix } };
  },
});
