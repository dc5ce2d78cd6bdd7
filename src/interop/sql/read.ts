import { deepestNesting, largestText } from '../../base/limits.js';
import type { Checked, Diagnostic } from '../../base/diagnostic.js';
import { taskDiagnostic } from './diagnostics.js';
import { forGrammar } from './for-grammar.js';
import { parsersOf, type Astify } from './parsers.js';
import { queryOf } from './query-of.js';
import { splitTask, type Piece } from './split.js';
import { tokensOf, type SqlToken } from './tokens.js';
import type { SqlTask } from './tree.js';

/** Dialects whose SQL can be read, in the order people see them. */
export const taskDialects = [
  'maxcompute',
  'hive',
  'spark',
  'duckdb',
  'postgresql',
  'hologres',
  'mysql',
  'starrocks',
  'doris',
  'trino',
  'flink',
] as const;
export type TaskDialect = (typeof taskDialects)[number];

/** How deep parentheses may stand in one another: what is deeper is written by a machine. */
const deepest = Math.min(deepestNesting, 32);
const mostStatements = 50;

/**
 * Reads the statements of an SQL task. Hostile text (too large, too deep, without end) is refused before any
 * parser sees it; statements that are no query are findings, and are never carried on.
 */
export async function readTask(
  sql: string,
  dialect: TaskDialect,
): Promise<Checked<readonly SqlTask[]>> {
  if (sql.length > largestText)
    return refused('too-large', { what: `${sql.length} characters`, limit: largestText });
  const { tokens, text } = tokensOf(sql, readsDoubleAsText(dialect));
  const wrong = hostile(tokens, dialect);
  if (wrong !== undefined) return [undefined, [wrong]];
  const pieces = splitTask(tokens, text);
  if (pieces.length > mostStatements)
    return refused('too-large', { what: `${pieces.length} statements`, limit: mostStatements });
  const bad = pieces.filter((p) => p.kind === 'other');
  if (bad.length > 0) return [undefined, bad.map((p) => notAQuery(p, tokens))];
  const queries = pieces.filter((p) => p.kind === 'query');
  if (queries.length === 0) return [undefined, [taskDiagnostic('no-query', '', {})]];
  const parsers = await parsersOf(dialect);
  const tasks: SqlTask[] = [];
  for (const piece of queries) {
    const parsed = parsePiece(piece, parsers, dialect);
    if ('error' in parsed) return [undefined, [parsed.error]];
    const query = queryOf(parsed.ast);
    const { start, end, text: own, target } = piece;
    tasks.push({ start, end, query, text: own, ...(target !== undefined && { target }) });
  }
  return [tasks, []];
}

/** Whether what stands in double quotes is a text rather than a name. */
export function readsDoubleAsText(dialect: TaskDialect): boolean {
  return !['duckdb', 'postgresql', 'hologres', 'trino'].includes(dialect);
}

function refused(
  code: 'too-large',
  params: { what: string; limit: number },
): Checked<readonly SqlTask[]> {
  return [undefined, [taskDiagnostic(code, '', params)]];
}

/** Words that the grammars read as something else (an alias) or not at all. */
const traps = new Set([
  'natural',
  'qualify',
  'recursive',
  'pivot',
  'unpivot',
  'match_recognize',
  'asof',
  'positional',
]);

function hostile(tokens: readonly SqlToken[], dialect: string): Diagnostic | undefined {
  let depth = 0;
  let before: SqlToken | undefined;
  for (const token of tokens) {
    const place = { offset: token.start, length: token.end - token.start };
    if (
      token.kind === 'unclosed' ||
      (token.kind === 'word' && traps.has(token.text) && before?.text !== '.')
    )
      return taskDiagnostic('unreadable', '', { dialect, found: token.text }, place);
    before = token;
    if (token.kind !== 'sign') continue;
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (depth > deepest)
      return taskDiagnostic('too-large', '', { what: 'nesting', limit: deepest }, place);
  }
  return undefined;
}

function notAQuery({ start, end }: Piece, tokens: readonly SqlToken[]): Diagnostic {
  const words = tokens.filter((t) => t.start >= start && t.end <= end).slice(0, 3);
  const statement = words
    .map((t) => t.text)
    .join(' ')
    .slice(0, 60);
  return taskDiagnostic(
    'not-a-query',
    '',
    { statement },
    { offset: start, length: words[0]!.end - start },
  );
}

/** The first grammar that reads the whole text; else what the first one stumbled over. */
function parsePiece(
  { text, start }: Piece,
  parsers: readonly Astify[],
  dialect: string,
): { readonly ast: unknown } | { readonly error: Diagnostic } {
  const written = forGrammar(text);
  let furthest = start;
  for (const astify of parsers) {
    const answer = astify(written);
    if ('ast' in answer) return answer;
    furthest = Math.max(furthest, answer.offset);
  }
  const found = /^\S{1,30}/.exec(written.slice(furthest))?.[0] ?? '';
  const place = { offset: Math.min(furthest, text.length), length: Math.max(found.length, 1) };
  return { error: taskDiagnostic('unreadable', '', { dialect, found }, place) };
}
