import { at } from '../../base/diagnostic.js';
import { isConstant } from '../../expr/visit.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

/** Runs of different days write different partitions. */
export const partitionFollowsRun = rule<{ partition: readonly string[] }>({
  name: 'partition-follows-run',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ partition }) => `every run writes the same partition (${partition.join(', ')})`,
      zh: ({ partition }) => `每次运行都写同一个分区（${partition.join('、')}）`,
    },
    why: {
      en: 'A scheduled model computes the day $bizdate; under a fixed partition each day replaces the one before, and a rerun of a past day replaces today.',
      zh: '调度任务计算的是 $bizdate 这一天；分区值写死时，每天都覆盖前一天，重跑历史会覆盖当天。',
    },
    hint: {
      en: () => 'take the value from $bizdate or $bizhour, or from a column of the result',
      zh: () => '分区值取自 $bizdate、$bizhour，或结果列',
    },
    failing: model([customerWeek], { partition: [{ as: 'ds', is: "'20261107'" }] }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    const [first] = target?.partition ?? [];
    if (target === undefined || first === undefined) return;
    if (target.partition.some(({ value }) => value === undefined || !isConstant(value))) return;
    const names = target.partition.map((p) => p.as);
    yield { path: at(first.at, 'is'), params: { partition: names } };
  },
});
