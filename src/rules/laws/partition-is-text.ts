import { at } from '../../base/diagnostic.js';
import { printType } from '../../expr/print-type.js';
import { model } from '../example.js';
import { rule } from '../rule.js';

const example = (day: string) =>
  [
    {
      name: 'result',
      from: 'orders',
      time: { period: '1d' },
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'ds', is: day },
      ],
    },
  ] as const;
const target = {
  table: 'dwd_trd_order_di',
  layer: 'dwd',
  partition: [{ as: 'ds', is: 'ds' }],
} as const;

/** The value of a partition is text or a whole number. */
export const partitionIsText = rule<{ partition: string; type: string }>({
  name: 'partition-is-text',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ partition, type }) => `partition "${partition}" is of type ${type}`,
      zh: ({ partition, type }) => `分区 "${partition}" 的类型是 ${type}`,
    },
    why: {
      en: 'A partition’s value is part of a path: text or a whole number. Dates and decimals are refused or written in the engine’s own way, so readers look for another partition.',
      zh: '分区值是路径的一部分，只能是文本或整数；日期和小数会被引擎拒绝，或按各自的格式写出，读者找不到分区。',
    },
    hint: {
      en: ({ partition }) => `write it out: format_date(${partition}, 'yyyyMMdd')`,
      zh: ({ partition }) => `写成文本：format_date(${partition}, 'yyyyMMdd')`,
    },
    failing: model(example('date(order_time)'), target),
    passing: model(example("format_date(order_time, 'yyyyMMdd')"), target),
  },
  *check({ bound }) {
    for (const { as, type, at: place } of bound.target?.partition ?? []) {
      if (['string', 'bigint', 'unknown'].includes(type.kind)) continue;
      yield { path: at(place, 'is'), params: { partition: as, type: printType(type) } };
    }
  },
});
