import { join } from 'node:path';
import type { Rows } from '../judge/compare.js';
import type { RunReport } from './report.js';
import type { Judged } from '../judge/verdict.js';

/** How many rows of an answer are kept for reading. */
const mostKept = 200;

/** The files of a run, by path below its folder: `report.json`, and a folder for each question. */
export function filesOfRun(
  report: RunReport,
  judged: readonly Judged[],
  control: readonly Judged[] = [],
): ReadonlyMap<string, string> {
  const files = new Map([['report.json', json(report)]]);
  for (const one of judged) for (const [file, text] of filesOf(one)) files.set(file, text);
  for (const one of control)
    for (const [file, text] of filesOf(one, 'control')) files.set(file, text);
  return files;
}

function filesOf(judged: Judged, below = ''): readonly (readonly [string, string])[] {
  const { question, proposal, sql, rows } = judged;
  const folder = join(
    question.id.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\.+/, '_'),
    below,
  );
  const document = proposal.repaired ?? proposal.first;
  const verdict = {
    verdict: judged.verdict,
    question: question.text,
    ...(question.instructions !== '' && { instructions: question.instructions }),
    ...(judged.note !== undefined && { note: judged.note }),
    codes: judged.codes,
    asked: proposal.asked,
    unused: proposal.unused ?? [],
    repairs: proposal.repairs,
    expected: question.golds.slice(0, 3).map(cut),
    ...(rows !== undefined && { rows: cut(rows) }),
  };
  return [
    [join(folder, 'verdict.json'), json(verdict)],
    ...(document === undefined ? [] : [[join(folder, 'document.json'), document] as const]),
    ...(proposal.repaired === undefined || proposal.first === undefined
      ? []
      : [[join(folder, 'first.json'), proposal.first] as const]),
    ...(sql === undefined ? [] : [[join(folder, 'query.sql'), `${sql}\n`] as const]),
    ...proposal.exchanges.map(
      ({ prompt, answer }, i) =>
        [join(folder, `exchange-${i + 1}.md`), `${prompt}\n\n---\n\n${answer}\n`] as const,
    ),
  ];
}

function cut({ columns, rows }: Rows) {
  return { columns, rows: rows.slice(0, mostKept), total: rows.length };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
