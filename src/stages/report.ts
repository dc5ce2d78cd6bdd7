import type { Language } from '../base/diagnostic.js';
import type { CheckResult, RunResult } from './run-document.js';

/** What a run observed, as `observed/report.json` keeps it. */
export interface Report {
  readonly v: 1;
  readonly spec: string;
  /** When it ran, in UTC. */
  readonly ran_at: string;
  readonly database: string;
  readonly bizdate?: string;
  /** Which generated files it ran: the hash of their manifest. */
  readonly generated: string;
  readonly documents: readonly ReportedDocument[];
}

export interface ReportedDocument {
  readonly document: string;
  readonly title: string;
  readonly rows: number;
  readonly checks: readonly ReportedCheck[];
}

/** error: the rule itself could not run, which is never a pass. */
export interface ReportedCheck {
  readonly id: string;
  readonly strength: 'strong' | 'weak';
  readonly says: string;
  readonly result: 'pass' | 'fail' | 'error';
  /** Rows or groups that break it. */
  readonly failed: number | null;
}

/** One document's part of a report, with the rules in words of one language. */
export function reportedDocument(
  document: string,
  title: string,
  result: RunResult,
  language: Language,
): ReportedDocument {
  const checks = result.checks.map((c) => reportedCheck(c, language));
  return { document, title, rows: result.rowCount, checks };
}

function reportedCheck({ check, failed }: CheckResult, language: Language): ReportedCheck {
  return {
    id: check.id,
    strength: check.strength,
    says: check.says[language],
    result: failed === undefined ? 'error' : failed === 0 ? 'pass' : 'fail',
    failed: failed ?? null,
  };
}

/** Whether a strong rule did not pass: what reads the tables must wait. */
export function isBlocked({ documents }: Pick<Report, 'documents'>): boolean {
  return documents.some((d) =>
    d.checks.some((c) => c.strength === 'strong' && c.result !== 'pass'),
  );
}

/** The report that a text holds; undefined for what no run wrote. */
export function parseReport(text: string): Report | undefined {
  try {
    const value = JSON.parse(text) as Partial<Report> | null;
    const known = value?.v === 1 && typeof value.generated === 'string';
    return known && Array.isArray(value.documents) ? (value as Report) : undefined;
  } catch {
    return undefined;
  }
}

/** The report for people. */
export function reportText(report: Report, language: Language): string {
  const zh = language === 'zh';
  const facts = [
    [zh ? '数据库' : 'database', report.database],
    [zh ? '业务日期' : 'bizdate', report.bizdate ?? '-'],
    [zh ? '运行时间' : 'ran at', report.ran_at],
  ];
  const words = zh
    ? { strong: '强', weak: '弱', rows: '行数' }
    : { strong: 'strong', weak: 'weak', rows: 'rows' };
  return [
    `# ${report.spec}`,
    '',
    ...facts.map(([name, value]) => `- ${name!}: ${value!}`),
    ...report.documents.flatMap((d) => [
      '',
      `## ${d.title} (${d.document})`,
      '',
      `- ${words.rows}: ${d.rows}`,
      ...d.checks.map((c) => {
        const many = c.failed === null || c.failed === 0 ? '' : ` (${c.failed})`;
        return `- ${c.result}, ${words[c.strength]}: ${c.says}${many}`;
      }),
    ]),
    '',
  ].join('\n');
}
