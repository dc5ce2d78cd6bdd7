import { deepestNesting, largestText } from '../../../base/limits.js';
import type { Checked, Diagnostic } from '../../../base/diagnostic.js';
import { taskDiagnostic } from '../diagnostics.js';
import type { TaskDialect } from '../dialects.js';
import { edited } from '../text/edits.js';
import { forGrammar } from '../dialect-forms/for-grammar.js';
import { hiveForms } from '../dialect-forms/hive-forms.js';
import { localOf, localsRead, type LocalTable } from '../statements/locals.js';
import { paramsForNames } from '../judge/params-for-names.js';
import { parsersOf, type Astify } from './parsers.js';
import type { Piece } from '../statements/piece.js';
import { queryOf } from './query-of.js';
import { same } from '../relation.js';
import { splitTask } from '../statements/split.js';
import { tokensOf, type SqlToken } from '../text/tokens.js';
import type { DeclaredTable, SqlQuery, SqlTask } from '../tree.js';

/** How deep parentheses may stand in one another: what is deeper is written by a machine. */
const deepest = Math.min(deepestNesting, 32);
const mostStatements = 50;

/**
 * Reads the statements of an SQL task. Hostile text (too large, too deep, without end) is refused before any
 * parser sees it; statements that are no query are findings, and are never carried on. Beside the statements stands
 * what was passed over.
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
  const named = paramsForNames(tokens);
  if (named.length > 0) return [undefined, named];
  const pieces = splitTask(tokens, text);
  if (pieces.length > mostStatements)
    return refused('too-large', { what: `${pieces.length} statements`, limit: mostStatements });
  const made = pieces.flatMap((p) => p.target ?? p.declared ?? []).map((t) => t.table);
  const bad = pieces.filter((p) => p.kind === 'other' || (p.kind === 'drop' && !isOwn(p, made)));
  if (bad.length > 0) return [undefined, bad.map((p) => notAQuery(p, tokens))];
  const queries = pieces.filter((p) => p.kind === 'query');
  if (queries.length === 0) return [undefined, [taskDiagnostic('no-query', '', {})]];
  const parsers = await parsersOf(dialect);
  const declared = pieces.flatMap((p) => p.declared ?? []);
  const tasks: SqlTask[] = [];
  const locals: LocalTable[] = [];
  const passed = pieces.filter((p) => p.kind === 'setting' || p.kind === 'drop').map(passedOver);
  for (const piece of queries) {
    const parsed = parsePiece(piece, parsers, dialect);
    if ('error' in parsed) return [undefined, [parsed.error]];
    passed.push(...parsed.passed);
    const task = taskOf(piece, parsed, locals, declared);
    tasks.push(task);
    const local = localOf(task);
    if (local !== undefined) locals.push(local);
  }
  return [tasks, passed];
}

/** Whether a table that is dropped is one that the task makes. */
function isOwn({ table = [] }: Piece, made: readonly (readonly string[])[]): boolean {
  return made.some((name) => same(name.join('.'), table.join('.')));
}

function taskOf(
  piece: Piece,
  { query, text }: { readonly query: SqlQuery; readonly text: string },
  locals: readonly LocalTable[],
  all: readonly DeclaredTable[],
): SqlTask {
  const { start, end, target } = piece;
  const declared = all.find((d) => same(d.table.join('.'), target?.table.join('.') ?? ''));
  const own = tokensOf(piece.text, false).tokens;
  const read = localsRead(query, own, locals);
  return {
    start,
    end,
    query,
    text: read.text(text),
    locals: read.locals,
    ...(target !== undefined && { target }),
    ...(declared !== undefined && { declared }),
  };
}

/** A statement that changes no rows and is not read. */
function passedOver({ start, end, text }: Piece): Diagnostic {
  const what = text.slice(start, end).replace(/\s+/g, ' ').slice(0, 80);
  return taskDiagnostic('passed-over', '', { what }, { offset: start, length: end - start });
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

interface ParsedPiece {
  readonly query: SqlQuery;
  /** What DuckDB runs. */
  readonly text: string;
  readonly passed: readonly Diagnostic[];
}

/** The first grammar that reads the whole text; else what the first one stumbled over. */
function parsePiece(
  { text, start, origin }: Piece,
  parsers: readonly Astify[],
  dialect: TaskDialect,
): ParsedPiece | { readonly error: Diagnostic } {
  const forms = hiveForms(tokensOf(text, false).tokens, text, dialect);
  const plain = edited(text, forms.grammar);
  const written = edited(plain.text, forGrammar(tokensOf(plain.text, false).tokens));
  const inFile = (offset: number): number => origin(plain.origin(written.origin(offset)));
  let furthest = 0;
  for (const astify of parsers) {
    const answer = astify(written.text);
    if ('ast' in answer) {
      const passed = forms.passed.map(({ start: from, end, what }) =>
        taskDiagnostic('passed-over', '', { what }, { offset: origin(from), length: end - from }),
      );
      return { query: queryOf(answer.ast), text: edited(text, forms.duckdb).text, passed };
    }
    furthest = Math.max(furthest, answer.offset);
  }
  const found = /^\S{1,30}/.exec(written.text.slice(furthest))?.[0] ?? '';
  const place = {
    offset: Math.max(start, Math.min(inFile(furthest), text.length)),
    length: Math.max(found.length, 1),
  };
  return { error: taskDiagnostic('unreadable', '', { dialect, found }, place) };
}
