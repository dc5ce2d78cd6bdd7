import { at } from '../../base/diagnostic.js';
import { references } from '../../expr/visit.js';
import { customerWeek, model } from '../example.js';
import { countedIn } from '../counted-in.js';
import { agrees, isOfMetric, nameOfWindow, periodInName } from '../period-names.js';
import { rule, type Subject } from '../rule.js';
import { nameAt } from '../written-at.js';

/** A column or measure whose name ends with a period is counted in it. */
export const periodSuffixAgrees = rule<{
  column: string;
  period: string;
  windows: readonly string[];
}>({
  name: 'period-suffix-agrees',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ column, period, windows }) =>
        `the name of "${column}" says ${period}, but it is counted in ${windows.join(', ')}`,
      zh: ({ column, period, windows }) =>
        `列名 "${column}" 表示 ${period}，实际统计的是 ${windows.join('、')}`,
    },
    why: {
      en: 'Everybody after this document knows the number by its name alone; a seven-day name over another window is a wrong number that looks right (OneData: the suffix is the period).',
      zh: '下游只凭名字认识这个数；名字写近 7 天、统计的是别的周期，就是看起来正确的错误数字（OneData：后缀即统计周期）。',
    },
    hint: {
      en: () => 'correct "time", or rename the column everywhere',
      zh: () => '修正 "time"，或把这一列全部改名',
    },
    failing: model(
      [
        {
          ...customerWeek,
          measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '30d' } }],
        },
      ],
      { table: 'dws_trd_customer_nd' },
    ),
    passing: model([customerWeek]),
  },
  *check(subject) {
    const { bound, ontology } = subject;
    const stage = bound.stages.at(-1)!;
    for (const { name, path } of namedColumns(subject)) {
      const named = periodInName(ontology, name);
      if (named === undefined || isOfMetric(ontology, stage, name, named.period)) continue;
      const windows = countedIn(subject, stage, name) ?? [];
      if (windows.length === 0) continue;
      if (windows.some((w) => agrees(w, named.window))) continue;
      const found = windows.map((w) => nameOfWindow(ontology, w));
      const right = found.length === 1 ? `${named.stem}_${found[0]!}${named.change}` : '';
      yield {
        path,
        params: { column: name, period: named.period, windows: found },
        ...(/^\w+$/.test(right) && { allowed: [right] }),
      };
    }
  },
});

/** The columns of the result, and the measures beside them that other columns are computed from, each once. */
function namedColumns({ bound }: Subject) {
  const stage = bound.stages.at(-1);
  if (stage === undefined) return [];
  const shown = stage.output.map(({ name }) => ({ name, path: nameAt(stage, name) }));
  const read = new Set(
    stage.steps.flatMap((step) =>
      step.kind === 'compute'
        ? references(step.is).flatMap(({ to }) => (to.kind === 'result' ? [to.column] : []))
        : [step.of],
    ),
  );
  const hidden = stage.measures.filter(
    ({ as }) => read.has(as) && !shown.some(({ name }) => name === as),
  );
  return [...shown, ...hidden.map((m) => ({ name: m.as, path: at(m.at, 'as') }))];
}
