import { hasErrors, type Diagnostic, type Language } from '../../base/diagnostic.js';
import type { RenderedDiagnostic } from '../../base/render.js';
import { taskDiagnostic } from '../../interop/sql/diagnostics.js';
import { datum, fenced, fencedText } from '../../llm/fence.js';
import type { Model, Role } from '../../llm/model.js';
import { promptOf } from '../../llm/prompt.js';
import type { Entity } from '../../ontology/model.js';
import type { JournalEvent } from '../../workspace/journal.js';
import type { JudgedTask } from './judge-task.js';
import { tablesText } from './tables-text.js';

/** What a model writes SQL of. */
export interface ProposedFrom {
  readonly requirement: string;
  /** The words, pseudo-code and CTEs of the task; empty where there is only the requirement. */
  readonly task: string;
  readonly entities: readonly Entity[];
  readonly dialect: string;
  readonly language: Language;
  readonly model: Model;
  /** Reads, holds and binds SQL, as any task is. */
  readonly judge: (sql: string) => Promise<JudgedTask>;
  /** Findings about a proposal in words of `language`, with their places there. */
  readonly say: (
    findings: readonly Diagnostic[],
    sql: string,
  ) => Promise<readonly RenderedDiagnostic[]>;
  readonly write: (event: JournalEvent) => void;
  readonly signal: AbortSignal;
}

/** SQL that every check let through, or why there is none; `sql` is the last proposal then. */
export interface ProposedTask {
  readonly sql: string;
  readonly judged?: JudgedTask;
  readonly found: readonly Diagnostic[];
}

/** So often a model is shown what is wrong with its SQL. */
const mostRepairs = 3;

/**
 * Requirement and pseudo-code to SQL with a model: it proposes, the SQL is read, held against the ontology and the laws
 * and bound; what is wrong goes back to the model, each finding in its place, until nothing is, the same findings come
 * again, or three repairs are used. SQL with an error is never a result.
 */
export async function proposeTask(from: ProposedFrom): Promise<ProposedTask> {
  const { write } = from;
  const shared = {
    requirement: fencedText('requirement', from.requirement),
    task: from.task === '' ? '' : fencedText('task', from.task),
    dialect: from.dialect,
    tables: tablesText(from.entities),
  };
  const seen = new Set<string>();
  let sql = sqlIn(await ask(from, 'draft', 'sql', shared));
  for (let round = 0; ; round++) {
    if (sql === undefined) return refused('', 'none', []);
    const judged = await from.judge(sql);
    const wrong = judged.findings.filter((d) => d.severity === 'error');
    write({ type: 'candidate', round, text: sql, found: wrong.map((d) => d.code) });
    if (!hasErrors(judged.findings) && judged.statements.length > 0)
      return { sql, judged, found: judged.findings };
    const print = JSON.stringify(wrong.map(({ code, params }) => [code, params]));
    if (seen.has(print)) return refused(sql, 'repeated', wrong);
    if (round === mostRepairs) return refused(sql, 'rounds', wrong);
    seen.add(print);
    const given = {
      ...shared,
      sql: fencedText('sql', sql),
      findings: findingsText(await from.say(wrong, sql)),
    };
    sql = sqlIn(await ask(from, 'repair', 'sql-repair', given));
  }
}

async function ask(
  { language, model, write, signal }: ProposedFrom,
  role: Role,
  name: string,
  texts: Readonly<Record<string, string>>,
): Promise<string> {
  const template = `${name}.${language}.md`;
  const { system, user, version } = await promptOf(template, texts);
  write({ type: 'prompt', template, version });
  return (await model({ role, system, user }, signal)).text;
}

/** The SQL of an answer; undefined where the model says that there is none. */
function sqlIn(answer: string): string | undefined {
  const block = /```[a-z]*\s*\n([\s\S]*?)```/i.exec(answer)?.[1] ?? answer;
  const text = block.trim();
  return text === '' || /^none\W*$/i.test(text) ? undefined : `${text}\n`;
}

function refused(
  sql: string,
  why: 'none' | 'repeated' | 'rounds',
  wrong: readonly Diagnostic[],
): ProposedTask {
  const codes = [...new Set(wrong.map((d) => d.code))];
  const finding = taskDiagnostic('not-proposed', '', { why, codes }, { offset: 0, length: 1 });
  return { sql, found: [finding] };
}

function findingsText(said: readonly RenderedDiagnostic[]): string {
  return fenced(
    'findings',
    said.flatMap(({ code, message, hint, line = 1, column = 1, allowed = [] }, i) => [
      `${i + 1}. ${code} at ${line}:${column}: ${datum(message)}`,
      ...(hint === undefined ? [] : [`   what to do: ${datum(hint)}`]),
      ...(allowed.length === 0
        ? []
        : [`   allowed: ${allowed.slice(0, 12).map(datum).join(', ')}`]),
    ]),
  );
}
