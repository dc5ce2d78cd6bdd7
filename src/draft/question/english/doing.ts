import { wordsIn } from '../name-words.js';
import { roleOf } from '../token.js';
import type { Reading } from './reading.js';

/** What a member has paid: of any member together, or of each; nobody can tell. */
export function isOfSomebody({ tokens, at }: Reading): boolean {
  const who = tokens[at + 2];
  return (
    roleOf(tokens[at], 'rel') !== undefined &&
    /^an?$/i.test(tokens[at + 1]?.text ?? '') &&
    who?.kind === 'refs' &&
    who.refs.every((r) => r.kind === 'value') &&
    roleOf(tokens[at + 3], 'have', 'verb', 'be') !== undefined
  );
}

/** Specialized in yoga: a verb of the column whose value it leads to. */
export function isOwnVerb({ tokens, at }: Reading): boolean {
  const [verb, prep, value] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (verb?.kind !== 'unknown' || !/(?:ed|es|ing|s)$/i.test(verb.text)) return false;
  if (roleOf(prep, 'prep', 'with', 'by', 'to') === undefined || value?.kind !== 'refs')
    return false;
  const start = verb.text.toLowerCase().slice(0, 5);
  return value.refs.some(
    (r) => r.kind === 'value' && wordsIn(r.attribute.name).some((w) => w.startsWith(start)),
  );
}

/** Claims that were placed by policy number: what was done says nothing more where a column follows. */
export function isPassive(reading: Reading): boolean {
  let { at } = reading;
  if (roleOf(reading.tokens[at], 'be', 'have') !== undefined) at += 1;
  if (roleOf(reading.tokens[at], 'verb') === undefined) return false;
  const by = roleOf(reading.tokens[at + 1], 'by', 'each', 'end');
  const next = reading.tokens[at + 2];
  const isColumn =
    next?.kind === 'refs' && next.refs.length > 0 && next.refs.every((r) => r.kind === 'attribute');
  if (by === undefined || (by.kind === 'by' && !isColumn)) return false;
  reading.at = at + 1;
  return true;
}

/** Customers that have made: what they made is what was asked; that exist, that are listed says nothing. */
export function isUnsaid({ tokens, at }: Reading): boolean {
  let from = at - 1;
  while (roleOf(tokens[from], 'verb', 'have', 'stop', 'any', 'all') !== undefined) from -= 1;
  const said = tokens.slice(from + 1, at);
  const isPlain = said.every(
    (t) => roleOf(t, 'verb') === undefined || /^(?:exist|occur|happen|appear)/i.test(t.text),
  );
  const rel = tokens[from];
  return roleOf(rel, 'rel') !== undefined && !/^they$/i.test(rel!.text) && !isPlain;
}
