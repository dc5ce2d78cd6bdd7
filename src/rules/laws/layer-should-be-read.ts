import type { Entity } from '../../ontology/model.js';
import type { BoundTarget } from '../../bind/bound.js';
import { customerWeek, model } from '../example.js';
import { permissions, readableBy } from '../layers.js';
import { tablesRead } from '../reads.js';
import { rule } from '../rule.js';

/** A layer reads the layer that was built for it. */
export const layerShouldBeRead = rule<{
  table: string;
  layer: string;
  domain: string;
  target: string;
  readable: readonly string[];
}>({
  name: 'layer-should-be-read',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table, layer, domain, target }) =>
        domain === ''
          ? `a table of layer ${target} reads "${table}" of layer ${layer}`
          : `a table of layer ${target} reads "${table}" of another domain (${domain})`,
      zh: ({ table, layer, domain, target }) =>
        domain === ''
          ? `${target} 层的表读取了 ${layer} 层的 "${table}"`
          : `${target} 层的表读取了其他数据域（${domain}）的 "${table}"`,
    },
    why: {
      en: 'ADS over details or over other ADS tables, and details across domains, give the same number several makers; the common summary layer is there so that there is one (OneData layer calling).',
      zh: 'ADS 直接依赖明细或其他 ADS、明细跨域依赖，都会让同一个数有多处加工；公共汇总层就是为了只加工一次（OneData 层次调用约定）。',
    },
    hint: {
      en: ({ target, readable }) =>
        `a table of layer ${target} reads ${readable.join(', ')}, of its own domain where these are details`,
      zh: ({ target, readable }) => `${target} 层建议读取 ${readable.join('、')}，明细限本数据域`,
    },
    failing: model([customerWeek], { table: 'ads_trd_customer_7d', layer: 'ads' }),
    passing: model([customerWeek]),
  },
  *check({ bound }) {
    const { target } = bound;
    if (target === undefined) return;
    for (const { entity, at } of tablesRead(bound)) {
      const { layer, name } = entity.table;
      if (layer === undefined) continue;
      const domain = otherDomain(target, entity);
      if (permissions[target.layer][layer] !== 'avoid' && domain === '') continue;
      const readable = readableBy(target.layer);
      const params = { table: name.join('.'), layer, domain, target: target.layer, readable };
      yield { path: at, params };
    }
  },
});

/** Details are made from raw data and details of their own domain. */
function otherDomain(target: BoundTarget, { domain, table }: Entity): string {
  const details = target.layer === 'dwd' && table.layer === 'dwd';
  const both = domain !== undefined && target.domain !== undefined;
  return details && both && domain !== target.domain ? domain : '';
}
