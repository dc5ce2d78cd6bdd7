import type { Language } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { Trouble } from '../../base/trouble.js';
import { datum, fenced } from '../../llm/fence.js';
import type { Model } from '../../llm/model.js';
import { promptOf } from '../../llm/prompt.js';
import type { JournalEvent } from '../../workspace/journal.js';
import { unheldNumbers } from './held-numbers.js';
import type { Report } from './report.js';

/** What the reporting role takes. */
export interface ProseInput {
  readonly report: Report;
  readonly language: Language;
  readonly model: Model;
  readonly write: (event: JournalEvent) => void;
  readonly signal: AbortSignal;
}

/** The most characters that the opening of a report may have. */
const longest = 2000;

/**
 * The opening of a report in a model's words; undefined where it says a number that the report does not
 * hold, or too much, or nothing, or where no model answers: the tool's own sentences stand then, and an
 * event says why.
 */
export async function proseOf(input: ProseInput): Promise<string | undefined> {
  const { report, language, model, write, signal } = input;
  const template = `report.${language}.md`;
  const { system, user, version } = await promptOf(template, { report: dataOf(report) });
  write({ type: 'prompt', template, version });
  try {
    const { text } = await model({ role: 'report', system, user }, signal);
    const prose = text
      .split(/\r?\n/)
      .map((line) =>
        clean(line)
          .replace(/^\s*(?:#+|[-*>|])\s*/, '')
          .trim(),
      )
      .filter((line) => line !== '')
      .join('\n');
    const alien = unheldNumbers(prose, report).map((n) => n.said);
    const why =
      alien.length > 0
        ? 'numbers'
        : prose === ''
          ? 'empty'
          : prose.length > longest
            ? 'too-long'
            : undefined;
    if (why === undefined) return prose;
    write({ type: 'report.refused', why, numbers: alien });
  } catch (error) {
    if (!(error instanceof Trouble) || !['model', 'budget', 'environment'].includes(error.kind))
      throw error;
    write({ type: 'report.refused', why: error.code, numbers: [] });
  }
  return undefined;
}

/** What the model reads: no day and no name of a person, so that the same state asks the same question. */
function dataOf({
  spec,
  title,
  numbers,
  documents,
  tests,
  changes,
  findings,
  approvals,
}: Report): string {
  return fenced('report', [
    `spec ${datum(spec)}: ${datum(title)}`,
    ...numbers.map((n) => `${datum(n.name)} = ${n.value === null ? 'unknown' : String(n.value)}`),
    ...documents.flatMap((d) => [
      `document ${datum(d.document)}: ${datum(d.title)}`,
      ...d.checks.map((c) => `  ${c.result} (${c.strength}): ${datum(c.says)}`),
    ]),
    ...tests.map(
      (t) => `test ${t.passed ? (t.open ? 'unconfirmed' : 'passed') : 'failed'}: ${datum(t.test)}`,
    ),
    ...changes.map(
      (c) => `change ${c.class}: ${c.kind} ${datum(c.table)} ${datum(c.column ?? '')}`,
    ),
    ...findings.map((f) => `finding ${f.severity}: ${f.code} ${datum(f.file ?? '')}`),
    ...approvals.map((a) => `gate ${a.gate}: ${a.state}`),
  ]);
}
