import { createdTable } from './created-table.js';
import { ctesAlone } from './ctes-alone.js';
import { inserted, insertedFromOne } from './inserted.js';
import type { SqlToken } from '../text/tokens.js';
import { blank, nameAt, topLevel, type Piece, type Plain } from './piece.js';

/** Splits a file at its semicolons, and says of each statement what it is. */
export function splitTask(tokens: readonly SqlToken[], text: string): readonly Piece[] {
  const groups: SqlToken[][] = [[]];
  for (const token of tokens)
    if (token.kind === 'sign' && token.text === ';') groups.push([]);
    else groups.at(-1)!.push(token);
  return groups.filter((g) => g.length > 0).flatMap((g) => piecesOf(g, text));
}

function piecesOf(tokens: readonly SqlToken[], text: string): readonly Piece[] {
  const first = tokens[0]!;
  const { start } = first;
  const { end } = tokens.at(-1)!;
  const plain: Plain = { start, end, text: blank(text, 0, start).slice(0, end), origin: (o) => o };
  if (first.kind === 'sign' && first.text === '(') return [{ ...plain, kind: 'query' }];
  if (first.kind === 'name') return [variable(tokens, plain)];
  if (first.kind !== 'word') return [{ ...plain, kind: 'other' }];
  if (isSetting(tokens)) return [{ ...plain, kind: 'setting' }];
  if (first.text === 'create') return [createdTable(tokens, plain)];
  if (first.text === 'drop') return [dropped(tokens, plain)];
  if (first.text === 'alter') return [partitionAdded(tokens, plain)];
  if (!['insert', 'with', 'select', 'from'].includes(first.text))
    return [{ ...plain, kind: 'other' }];
  const parts = first.text === 'with' ? ctesAlone(tokens, plain) : undefined;
  if (parts !== undefined) return parts;
  const top = topLevel(tokens);
  const inserts = top.filter((i) => tokens[i]!.kind === 'word' && tokens[i]!.text === 'insert');
  const from = top.find((i) => tokens[i]!.kind === 'word' && tokens[i]!.text === 'from');
  if (inserts.length > 0 && from !== undefined && from < inserts[0]!)
    return insertedFromOne(tokens, from, inserts, plain);
  if (first.text === 'from') return [{ ...plain, kind: 'other' }];
  if (inserts.length === 0) return [{ ...plain, kind: writes(tokens) ? 'other' : 'query' }];
  return [inserted(tokens, inserts[0]!, plain)];
}

/** `@x := SELECT …` of MaxCompute's scripts: the rows that later statements read under that name. */
function variable(tokens: readonly SqlToken[], plain: Plain): Piece {
  const [name, colon, equals, query] = tokens;
  const isQuery = ['select', 'with', '('].includes(query?.text ?? '');
  if (name === undefined || colon?.text !== ':' || equals?.text !== '=' || !isQuery)
    return { ...plain, kind: 'other' };
  const at = { start: name.start, end: name.end };
  const target = { table: [name.text], how: 'create' as const, columns: [], partition: [], at };
  const text = blank(plain.text, plain.start, query!.start);
  return { ...plain, kind: 'query', text, target };
}

/** What only says how or where the engine runs: `SET k = v`, `USE project`, `BEGIN`, `COMMIT`. */
function isSetting([first, ...rest]: readonly SqlToken[]): boolean {
  if (first?.text === 'set') return true;
  if (first?.text === 'use') return rest.length === 1;
  return (first?.text === 'begin' || first?.text === 'commit') && rest.length === 0;
}

/** `ALTER TABLE x ADD [IF NOT EXISTS] PARTITION (…)`, which makes no rows. */
function partitionAdded(tokens: readonly SqlToken[], plain: Plain): Piece {
  const [table, at] = nameAt(tokens, 2);
  const words = tokens.slice(at).map((t) => t.text);
  const rest = words
    .slice(1)
    .join(' ')
    .replace(/^if not exists /, '');
  return tokens[1]?.text === 'table' && words[0] === 'add' && /^partition \([^()]*\)$/.test(rest)
    ? { ...plain, kind: 'drop', table }
    : { ...plain, kind: 'other' };
}

function dropped(tokens: readonly SqlToken[], plain: Plain): Piece {
  const words = tokens.map((t) => t.text);
  if (words[1] !== 'table') return { ...plain, kind: 'other' };
  const [table, end] = nameAt(tokens, words[2] === 'if' && words[3] === 'exists' ? 4 : 2);
  return end === tokens.length && table.length > 0
    ? { ...plain, kind: 'drop', table }
    : { ...plain, kind: 'other' };
}

/** A query that also changes something: a CTE with DELETE, SELECT … INTO. */
function writes(tokens: readonly SqlToken[]): boolean {
  const verbs = ['into', 'delete', 'drop', 'truncate', 'alter', 'merge'];
  return tokens.some(
    (t, i) =>
      t.kind === 'word' &&
      verbs.includes(t.text) &&
      tokens[i - 1]?.text !== '.' &&
      tokens[i + 1]?.text !== '.',
  );
}
