import { Trouble } from '../../src/base/trouble.js';

/** What became of one document: equal rows, a coded refusal, or rows that differ. */
export interface Case {
  readonly name: string;
  readonly level: string;
  readonly verdict: 'passed' | 'refused' | 'wrong';
  /** Of a refusal: the codes of its errors. */
  readonly codes: readonly string[];
  /** What differs, for people; never part of the JSON. */
  readonly note?: string;
}

/** Counts, as every suite prints them. */
export interface Summary {
  readonly passed: number;
  readonly refused: number;
  readonly wrong: number;
}

/** Counts the verdicts. */
export function summaryOf(cases: readonly Case[]): Summary {
  const count = (verdict: Case['verdict']): number =>
    cases.filter((one) => one.verdict === verdict).length;
  return { passed: count('passed'), refused: count('refused'), wrong: count('wrong') };
}

/** The one document of `--json`; `more` adds sections beside the cases. */
export function asJson(
  cases: readonly Case[],
  more: Readonly<Record<string, unknown>> = {},
): string {
  const plain = cases.map(({ name, level, verdict, codes }) => ({ name, level, verdict, codes }));
  return `${JSON.stringify({ summary: summaryOf(cases), cases: plain, ...more }, undefined, 1)}\n`;
}

/** For people: every case that did not pass, then the counts per level and in all. */
export function asText(cases: readonly Case[], more: readonly string[] = []): string {
  const lines = cases
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ name, verdict, codes, note }) =>
      [verdict.padEnd(8), name, ...codes, ...(note === undefined ? [] : [note])].join('  '),
    );
  const levels = [...new Set(cases.map(({ level }) => level))];
  const counts = [...levels, 'all'].map((level) => {
    const of = summaryOf(level === 'all' ? cases : cases.filter((one) => one.level === level));
    return `${level}: passed ${of.passed}, refused ${of.refused}, wrong ${of.wrong}`;
  });
  return [...lines, ...counts, ...more, ''].join('\n');
}

/** What a suite gives: its text, whether a case is wrong, and what kept some cases from being run. */
export interface SuiteResult {
  readonly text: string;
  readonly failed: boolean;
  readonly troubles?: readonly Trouble[];
}

/**
 * Runs a suite as a program: its text goes to stdout, troubles to stderr with the exit codes of design
 * section 6; 1 where a case is wrong.
 */
export async function runSuite(suite: () => Promise<SuiteResult>): Promise<void> {
  try {
    const { text, failed, troubles = [] } = await suite();
    process.stdout.write(text);
    for (const trouble of troubles) tell(trouble);
    process.exitCode = failed ? 1 : troubles.length > 0 ? 7 : 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    tell(error);
    process.exitCode = error.kind === 'usage' ? 2 : 7;
  }
}

function tell({ code, message, hint }: Trouble): void {
  process.stderr.write(`error[${code}]: ${message}\n`);
  if (hint !== undefined) process.stderr.write(`  = hint: ${hint}\n`);
}
