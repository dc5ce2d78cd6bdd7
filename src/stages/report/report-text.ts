import type { Language } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { gateWords } from '../../gates/gate.js';
import { gateStateWords } from '../../gates/state-words.js';
import { changeText } from '../../gates/table-change.js';
import type { Report, ReportedNumber } from './report.js';

/**
 * The report for people. Every number in it is one of `report.json`: texts are those of the report, and
 * counts are its `numbers`. `prose` takes the place of the sentences below the title.
 */
export function reportText(report: Report, language: Language, prose?: string): string {
  const zh = language === 'zh';
  const facts: readonly (readonly [string, string])[] = [
    [zh ? '数据库' : 'database', report.database ?? (zh ? '（无）' : '(none)')],
    [zh ? '业务日期' : 'bizdate', report.bizdate ?? '-'],
    [zh ? '运行时间' : 'ran at', report.ran_at ?? '-'],
  ];
  const sections: readonly Section[] = [
    ...documentSections(report, zh),
    [zh ? '测试' : 'Tests', report.tests.map((test) => testLine(test, zh))],
    [zh ? '表的变更' : 'Table changes', changeLines(report, language)],
    [zh ? '发现的问题' : 'Findings', report.findings.map((finding) => findingLine(finding, zh))],
    [zh ? '审批' : 'Approvals', approvalLines(report, language)],
    [zh ? '数字的来源' : 'Where the numbers come from', numberLines(report, zh)],
  ];
  return [
    `# ${clean(report.spec)} ${clean(report.title)}`,
    '',
    prose ?? reportProse(report, language),
    '',
    ...facts.map(([name, value]) => `- ${name}: ${clean(value)}`),
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines],
    ),
    '',
  ].join('\n');
}

/** A title and what stands below it; one with nothing below is left out. */
type Section = readonly [title: string, lines: readonly string[]];

const results = {
  en: { pass: 'pass', fail: 'fail', error: 'not run', open: 'open (nobody confirmed it)' },
  zh: { pass: '通过', fail: '未通过', error: '无法执行', open: '待人确认' },
} as const;

const strengths = {
  en: { strong: 'strong', weak: 'weak' },
  zh: { strong: '强', weak: '弱' },
} as const;

function documentSections(report: Report, zh: boolean): readonly Section[] {
  const number = numbersOf(report);
  const [result, strength] = zh ? [results.zh, strengths.zh] : [results.en, strengths.en];
  return report.documents.map((d) => [
    `${clean(d.title)} (${clean(d.document)})`,
    [
      `- ${zh ? '行数' : 'rows'}: ${number(`rows.${d.document}`)}`,
      ...d.checks.map((c) => {
        const many = c.failed === null || c.failed === 0 ? '' : ` (${c.failed})`;
        return `- ${result[c.result]}, ${strength[c.strength]}: ${clean(c.says)}${many}`;
      }),
    ],
  ]);
}

function testLine({ test, document, passed, open }: Report['tests'][number], zh: boolean): string {
  const result = zh ? results.zh : results.en;
  const ended = passed ? (open ? result.open : result.pass) : result.fail;
  return `- ${ended}: ${clean(test)}${document === null ? '' : ` (${clean(document)})`}`;
}

function changeLines({ changes }: Report, language: Language): readonly string[] {
  return changes.map((change) => `- ${clean(changeText(change, language))}`);
}

function findingLine(
  { severity, code, file, path }: Report['findings'][number],
  zh: boolean,
): string {
  const place = `${file ?? ''}${path === '' ? '' : ` ${path}`}`;
  return `- ${zh ? severities[severity] : severity} ${code}: ${clean(place)}`;
}

function approvalLines({ approvals }: Report, language: Language): readonly string[] {
  const states = gateStateWords[language];
  return approvals.flatMap(({ gate, state, decisions }) => [
    `- ${gate} ${gateWords[gate][language]}: ${states[state]}`,
    ...decisions.map((d) => `  - ${states[d.decision]}, ${clean(d.by)}, ${d.at}: ${clean(d.file)}`),
  ]);
}

function numberLines({ numbers }: Report, zh: boolean): readonly string[] {
  return [
    `| ${zh ? '数字 | 值 | 来源' : 'number | value | from'} |`,
    '| --- | --- | --- |',
    ...numbers.map((n) => `| ${cell(n.name)} | ${valueText(n, zh)} | ${cell(n.from)} |`),
  ];
}

const severities = { error: '错误', warning: '警告' } as const;

/** What the report comes to, in a few sentences: made without a model, and always true. */
function reportProse(report: Report, language: Language): string {
  const n = numbersOf(report);
  const zh = language === 'zh';
  const tests = zh
    ? `测试通过 ${n('tests.passed')} 个，失败 ${n('tests.failed')} 个，待人确认 ${n('tests.open')} 个。`
    : `Tests: ${n('tests.passed')} passed, ${n('tests.failed')} failed, ${n('tests.open')} open until a person confirms what is expected.`;
  const rows = report.documents.map(({ document: d }) =>
    zh
      ? `${clean(d)} 产出 ${n(`rows.${d}`)} 行，质量规则通过 ${n(`checks.${d}.passed`)} 条，未通过 ${n(`checks.${d}.failed`)} 条，无法执行 ${n(`checks.${d}.not_run`)} 条。`
      : `${clean(d)} gave ${n(`rows.${d}`)} row(s); of its quality rules ${n(`checks.${d}.passed`)} passed, ${n(`checks.${d}.failed`)} failed, ${n(`checks.${d}.not_run`)} could not run.`,
  );
  const unproven = zh ? '没有在数据库上运行。' : 'It has not been run on a database.';
  const changes = zh
    ? `表的变更：安全 ${n('changes.safe')} 处，需评审 ${n('changes.review')} 处，破坏性 ${n('changes.destructive')} 处。`
    : `Table changes: ${n('changes.safe')} safe, ${n('changes.review')} to review, ${n('changes.destructive')} destructive.`;
  const found = zh
    ? `检查发现错误 ${n('findings.error')} 个、警告 ${n('findings.warning')} 个；卡点已通过 ${n('gates.approved')} 个，未通过 ${n('gates.open')} 个。`
    : `The check found ${n('findings.error')} error(s) and ${n('findings.warning')} warning(s); gates: ${n('gates.approved')} approved, ${n('gates.open')} open.`;
  const cost = valueText(
    report.numbers.find((m) => m.name === 'model.cost')!,
    zh,
  );
  const model = zh
    ? `模型调用 ${n('model.calls')} 次（另有 ${n('model.kept')} 次来自缓存或录制），输入 ${n('model.input_tokens')} 词元，输出 ${n('model.output_tokens')} 词元，费用 ${cost}。`
    : `Models were asked ${n('model.calls')} time(s) (${n('model.kept')} more answers were kept ones): ${n('model.input_tokens')} input tokens, ${n('model.output_tokens')} output tokens, cost ${cost}.`;
  const all = [tests, ...(rows.length > 0 ? rows : [unproven]), changes, found, model];
  return all.join(zh ? '' : ' ');
}

function numbersOf({ numbers }: Report): (name: string) => string {
  const all = new Map(numbers.map((n) => [n.name, n]));
  return (name) => String(all.get(name)?.value ?? '-');
}

function valueText({ value }: ReportedNumber, zh: boolean): string {
  return value === null ? (zh ? '未知' : 'unknown') : String(value);
}

function cell(text: string): string {
  return clean(text).replaceAll('|', '\\|');
}
