import { blank, listed, nameAt, parenthesised, topLevel, type Piece, type Plain } from './piece.js';
import type { SqlToken } from '../text/tokens.js';
import type { DeclaredColumn, DeclaredTable } from '../tree.js';

/** `CREATE TABLE x AS SELECT …`, a query whose rows make a table, or `CREATE TABLE x (columns) …`, its declaration. */
export function createdTable(tokens: readonly SqlToken[], plain: Plain): Piece {
  const other: Piece = { ...plain, kind: 'other' };
  let i = 1;
  for (; ['or', 'replace', 'temporary', 'temp'].includes(tokens[i]?.text ?? '');) i++;
  if (tokens[i]?.text !== 'table') return other;
  i++;
  for (; ['if', 'not', 'exists'].includes(tokens[i]?.text ?? '');) i++;
  const [table, after] = nameAt(tokens, i);
  if (table.length === 0) return other;
  const as = topLevel(tokens).find(
    (k) => tokens[k]!.text === 'as' && ['select', 'with', '('].includes(tokens[k + 1]?.text ?? ''),
  );
  if (as === undefined) {
    const declared = declaration(tokens, table, after);
    return declared === undefined ? other : { ...plain, kind: 'declaration', declared };
  }
  const text = blank(plain.text, plain.start, tokens[as + 1]!.start);
  const at = { start: tokens[i]!.start, end: tokens[after - 1]!.end };
  const target = { table, how: 'create' as const, columns: [], partition: [], at };
  return { ...plain, kind: 'query', text, target };
}

function declaration(
  tokens: readonly SqlToken[],
  table: readonly string[],
  from: number,
): DeclaredTable | undefined {
  const [inside, after] = parenthesised(tokens, from);
  if (inside === undefined) return undefined;
  const rest = tokens.slice(after);
  const at = (word: string): number => rest.findIndex((t) => t.kind === 'word' && t.text === word);
  const by = at('partitioned');
  const [parts] = by < 0 ? [undefined] : parenthesised(rest, by + 2);
  const comment = rest[at('comment') + 1];
  const lifecycle = Number(rest[at('lifecycle') + 1]?.text);
  const ahead = by < 0 || at('comment') < by;
  return {
    table,
    columns: columnsIn(inside),
    partition: columnsIn(parts ?? []),
    ...(at('comment') >= 0 && ahead && comment?.kind === 'text' && { comment: textOf(comment) }),
    ...(at('lifecycle') >= 0 && Number.isInteger(lifecycle) && { lifecycle }),
  };
}

/** Columns; keys and constraints of the table are none. */
function columnsIn(inside: readonly SqlToken[]): readonly DeclaredColumn[] {
  return listed(inside).flatMap(([name, ...more]): readonly DeclaredColumn[] => {
    if (name === undefined || more.length === 0) return [];
    const constraint = ['primary', 'unique', 'constraint', 'foreign', 'check'].includes(name.text);
    if (name.kind === 'word' && constraint) return [];
    const stop = more.findIndex((t) => ['comment', 'not', 'default', 'null'].includes(t.text));
    const type = (stop < 0 ? more : more.slice(0, stop)).map((t) => t.text).join('');
    const said = more[more.findIndex((t) => t.text === 'comment') + 1];
    const hasComment = more.some((t) => t.text === 'comment') && said?.kind === 'text';
    return [{ name: name.text, type, ...(hasComment && { comment: textOf(said) }) }];
  });
}

function textOf({ text }: SqlToken): string {
  return text.slice(1, -1).replaceAll("''", "'");
}
