import { model } from '../example.js';
import { permissions, readableBy } from '../layers.js';
import { tablesRead } from '../reads.js';
import { rule } from '../rule.js';

const listOf = (entity: string, column: string) =>
  model(
    [{ name: 'result', from: entity, time: { period: '1d' }, by: [{ as: column, is: column }] }],
    { table: `dws_trd_${column}_1d`, comment: '当天出现过的值' },
  );

/** A layer reads only layers below it. */
export const layerMayBeRead = rule<{
  table: string;
  layer: string;
  target: string;
  readable: readonly string[];
}>({
  name: 'layer-may-be-read',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table, layer, target }) =>
        `a table of layer ${target} must not read "${table}" of layer ${layer}`,
      zh: ({ table, layer, target }) => `${target} 层的表不能读取 ${layer} 层的 "${table}"`,
    },
    why: {
      en: 'Data flows from ODS through DWD and DIM to DWS and ADS. What reads raw data past the common layer cleans it a second time and differently; what reads upwards makes circles (OneData layer calling).',
      zh: '数据从 ODS 经 DWD、DIM 到 DWS、ADS 单向流动。越过公共层直接读原始数据会重复清洗且口径不一；反向依赖会成环（OneData 层次调用约定）。',
    },
    hint: {
      en: ({ target, readable }) =>
        `a table of layer ${target} reads ${readable.join(', ')}: take the entity over such a table, or build one first`,
      zh: ({ target, readable }) =>
        `${target} 层可读 ${readable.join('、')}：改用这些层的实体，或先建设公共层的表`,
    },
    failing: listOf('visit', 'page'),
    passing: listOf('orders', 'customer_id'),
  },
  *check({ bound }) {
    const { target } = bound;
    if (target === undefined) return;
    for (const { entity, at } of tablesRead(bound)) {
      const { layer, name } = entity.table;
      if (layer === undefined || permissions[target.layer][layer] !== 'no') continue;
      const readable = readableBy(target.layer);
      yield { path: at, params: { table: name.join('.'), layer, target: target.layer, readable } };
    }
  },
});
