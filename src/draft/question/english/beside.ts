import { quoteName } from '../../../base/text/name.js';
import type { Attribute } from '../../../ontology/model.js';
import type { Comparison } from '../../lexing/mark.js';
import type { Field, Filter } from '../frame.js';
import { isTemporal } from '../../attribute-kinds.js';
import { roleOf } from '../token.js';
import type { Reading } from './reading.js';

/** After the due date, on or before the promised date: a day of a row beside another of it, and where it ends. */
export function besideAt(
  { tokens }: Reading,
  at: number,
  of: Field,
): { readonly end: number; readonly filter: Filter } | undefined {
  const op = sideOf(tokens[at]);
  let next = at + 1;
  while (roleOf(tokens[next], 'stop') !== undefined) next += 1;
  const token = tokens[next];
  if (op === undefined || token?.kind !== 'refs') return undefined;
  const own = token.refs.flatMap((r) =>
    r.kind === 'attribute' && r.entity === of.entity && isTemporal(r.attribute)
      ? [r.attribute]
      : [],
  );
  const [other, ...more] = own;
  if (other === undefined || more.length > 0 || other === of.attribute) return undefined;
  return { end: next + 1, filter: beside(of, op, other) };
}

function sideOf(token: Reading['tokens'][number] | undefined): Comparison | undefined {
  const bound = roleOf(token, 'bound');
  const word = token?.text.toLowerCase();
  if (word === 'before') return '<';
  if (bound === undefined || /^(?:from|starting)/.test(word ?? '')) return undefined;
  return bound.side === 'from' ? (bound.whole ? '>=' : '>') : '<=';
}

/** Two columns of one row; a moment beside a day by its day. */
function beside(field: Field, op: Comparison, other: Attribute): Filter {
  const { attribute } = field;
  const own = quoteName(attribute.name).length;
  const isMixed = attribute.type.kind !== other.type.kind;
  const day = (path: string, { type }: Attribute): string =>
    isMixed && type.kind === 'timestamp' ? `date_trunc('day', ${path})` : path;
  return {
    kind: 'test',
    field,
    test: (path) => {
      const second = path.slice(0, path.length - own) + quoteName(other.name);
      return `${day(path, attribute)} ${op} ${day(second, other)}`;
    },
  };
}
