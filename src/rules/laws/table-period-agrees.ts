import { customerWeek, model } from '../example.js';
import { countedIn } from '../counted-in.js';
import { bareName } from '../layers.js';
import { agrees, isOfMetric, nameOfWindow, periodInName } from '../period-names.js';
import { rule } from '../rule.js';

/** A table whose name ends with a period holds numbers of that period. */
export const tablePeriodAgrees = rule<{
  table: string;
  period: string;
  columns: readonly string[];
}>({
  name: 'table-period-agrees',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table, period, columns }) =>
        `the name of "${table}" says ${period}, but other windows are counted in ${columns.join(', ')}`,
      zh: ({ table, period, columns }) =>
        `表名 "${table}" 表示 ${period}，而这些列统计的是别的周期：${columns.join('、')}`,
    },
    why: {
      en: 'A summary table is found by its period; numbers of several periods belong into one that says so (`_nd`), or they are added up as if they were of one (OneData).',
      zh: '汇总表按周期查找；多个周期的数应放在写明 `_nd` 的表里，否则会被当成同一周期相加（OneData）。',
    },
    hint: {
      en: () => 'end the name with the period of the numbers, or with _nd where there are several',
      zh: () => '表名后缀与统计周期一致；有多个周期时用 _nd',
    },
    failing: model([customerWeek], { table: 'dws_trd_customer_1d' }),
    passing: model([customerWeek]),
  },
  *check(subject) {
    const { bound, ontology } = subject;
    const { target } = bound;
    const result = bound.stages.at(-1);
    if (target === undefined || result === undefined) return;
    if (target.layer !== 'dws' && target.layer !== 'ads') return;
    const named = periodInName(ontology, bareName(target.table));
    if (named === undefined) return;
    const columns = target.columns.flatMap(({ name }) => {
      // A column of the table's period by its own name is the business of `period-suffix-agrees`.
      const own = periodInName(ontology, name)?.period;
      if (own === named.period && !isOfMetric(ontology, result, name, own)) return [];
      const windows = countedIn(subject, result, name) ?? [];
      const other = windows.length > 0 && windows.every((w) => !agrees(w, named.window));
      return other ? [`${name} (${windows.map((w) => nameOfWindow(ontology, w)).join(', ')})`] : [];
    });
    if (columns.length === 0) return;
    const params = { table: bareName(target.table), period: named.period, columns };
    yield { path: '/target/table', params };
  },
});
