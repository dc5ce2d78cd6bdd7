import { child, wordOf, type Ast } from './ast.js';
import { partsOfText } from '../text/params.js';
import type { LiteralType, SqlNode } from '../tree.js';

/** A literal as the grammar gives it. */
export function literal(type: LiteralType, text: string): SqlNode {
  return { kind: 'literal', type, text };
}

/** What has no node of its own; `name` is how it stands in the SQL. */
export function unsupported(what: string, name?: string): SqlNode {
  return { kind: 'unsupported', what, ...(name !== undefined && { name }) };
}

/** A text in quotes: a literal, a parameter, or both put together. */
export function textOf(value: string): SqlNode {
  const parts = partsOfText(value).map((part): SqlNode =>
    'param' in part ? { kind: 'param', name: part.param } : literal('string', part.text),
  );
  const [only = literal('string', value)] = parts;
  return parts.length < 2 ? only : { kind: 'call', name: 'concat', args: parts };
}

/** A length of time. */
export function intervalOf(ast: Ast): SqlNode {
  const inner = child(ast['expr']);
  const text = `${wordOf(inner?.['value'])} ${wordOf(ast['unit'])}`.trim().toLowerCase();
  const parts = /^(-?\d+)\s+(second|minute|hour|day|week|month|quarter|year)s?$/.exec(text);
  return parts === null
    ? unsupported(`the interval ${text}`)
    : literal('interval', parts.slice(1).join(' '));
}
