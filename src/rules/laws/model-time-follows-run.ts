import type { BoundRange } from '../../bind/bound.js';
import { knownDay } from '../../bind/time/days.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

/** The time that a scheduled model reads moves with its runs. */
export const modelTimeFollowsRun = rule<{ last: string }>({
  name: 'model-time-follows-run',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ last }) =>
        `the range ends on a written day, whichever day is computed (before ${last})`,
      zh: ({ last }) => `不论计算哪一天，时间范围都止于写死的日期（${last} 之前）`,
    },
    why: {
      en: 'A model runs every day; under a written last day each run computes the same rows into another partition.',
      zh: '模型每天运行；结束日期写死时，每次运行都把同样的数写进不同的分区。',
    },
    hint: {
      en: () => 'use a period, or count from $bizdate; written days are for questions',
      zh: () => '使用统计周期，或从 $bizdate 推算；写死的日期只用于提问',
    },
    failing: model([
      {
        ...customerWeek,
        measures: [
          {
            as: 'order_cnt_7d',
            metric: 'order_cnt',
            time: { from: "date '2026-11-01'", to: "date '2026-11-07'" },
          },
        ],
      },
    ]),
    passing: model([customerWeek]),
  },
  *check({ bound }) {
    if (bound.target === undefined) return;
    const ranges = bound.stages.flatMap((s) => [
      s.time?.range,
      s.shown,
      ...s.leaves.map((l) => l.range),
    ]);
    const seen = new Set<string>();
    for (const range of ranges.filter((r): r is BoundRange => r !== undefined)) {
      const last = range.until && knownDay(range.until);
      if (last === undefined || seen.has(range.at)) continue;
      seen.add(range.at);
      yield { path: range.at, params: { last } };
    }
  },
});
