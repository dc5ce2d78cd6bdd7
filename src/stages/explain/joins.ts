import { inputsOf } from '../../plan/inputs.js';
import type { Join, Plan, PlannedDocument, Semi } from '../../plan/plan.js';
import { sayPlan, type Say } from './say.js';

/** Every join that a stage's plan makes, its parts included, and why it changes no number it must not. */
export function explainJoins(plan: PlannedDocument, stage: string, say: Say): readonly string[] {
  const own = plan.stages.filter((s) => s.stage === stage);
  const lines = own.flatMap((s) => joinsIn(s.plan)).map((join) => explainJoin(join, say));
  return [...new Set(lines)];
}

function joinsIn(plan: Plan): readonly (Join | Semi)[] {
  const below = inputsOf(plan).flatMap(joinsIn);
  return plan.kind === 'join' || plan.kind === 'semi' ? [...below, plan] : below;
}

function explainJoin(join: Join | Semi, say: Say): string {
  const between = `${nameOf(join.left)} → ${nameOf(join.right)}`;
  const on =
    join.on.length === 0
      ? ''
      : say(
          ` on ${join.on.map(sayPlan).join(' and ')}`,
          `，条件 ${join.on.map(sayPlan).join(' 且 ')}`,
        );
  if (join.kind === 'semi') {
    const test = join.anti
      ? say('rows without a partner stay', '保留没有匹配的行')
      : say('rows with a partner stay', '保留有匹配的行');
    return `- ${between}${on}: ${test}; ${say('a test, so no row is repeated', '只做判断，行不会重复')} (S6)`;
  }
  const kept =
    join.type === 'left'
      ? say('rows without a partner stay', '没有匹配的行也保留')
      : say('only rows with a partner', '只留有匹配的行');
  const safe = join.single
    ? say('at most one partner, so no row is repeated', '至多一个匹配，行不会重复')
    : say(
        'several partners, and each pair is counted once in its group',
        '可有多个匹配，每一对在其分组中只计一次',
      );
  return `- ${between}${on}: ${safe}; ${kept} (${say(join.because, reasons[join.because] ?? join.because)})`;
}

/** The planner's reasons in Chinese; one that is not listed stands as it is. */
const reasons: Readonly<Record<string, string>> = {
  'S3: every row has a partner': 'S3：每行都有匹配',
  'S3: a path keeps rows without a partner': 'S3：沿路径查找保留没有匹配的行',
  'S3: a day outside the calendar': 'S3：日历之外的日期',
  'S4: rows without a partner': 'S4：没有匹配的行',
  'S4: rows that belong to one': 'S4：归属到某一行的行',
  'S6: only matched rows': 'S6：只留匹配的行',
  'S6: a match keeps rows without a partner': 'S6：match 保留没有匹配的行',
  'S7: rows that belong to it': 'S7：归属到该行的行',
  'S11: rows of each window': 'S11：每个窗口的行',
  'S11: a bucket without rows is shown': 'S11：没有数据的时间桶也显示',
  'S11: every bucket for each combination': 'S11：每个组合都有全部时间桶',
  'law 2: one row each': '定律 2：各只有一行',
};

/** The relation whose rows a side brings: a scan's role, an earlier stage, or days. */
function nameOf(plan: Plan): string {
  if (plan.kind === 'scan') return plan.name;
  if (plan.kind === 'read') return plan.stage;
  if (plan.kind === 'series') return 'days';
  const [first] = inputsOf(plan);
  return first === undefined ? plan.kind : nameOf(first);
}
