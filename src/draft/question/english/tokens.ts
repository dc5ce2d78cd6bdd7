import type { Day } from '../../../base/time/calendar-days.js';
import { timePhraseAt } from '../../dates/dates.js';
import { fold, stem } from '../../lexing/fold.js';
import { COUNT_EN, countOf } from '../../lexing/numerals.js';
import type { Entity } from '../../../ontology/model.js';
import { actStem } from './actions.js';
import type { AttributeReferent, Index, Referent } from '../referents.js';
import { verbStem } from '../name-words.js';
import { pieces } from '../pieces.js';
import { ROLES_EN } from './roles.js';
import { roleOf, type Token } from '../token.js';

/** More words than these that nothing is called by are no question; some are read by how they are written: days, twice, ago. */
const mostUnknown = 8;

/**
 * Cuts a question in English into tokens: the longest of what names something, says a time or plays a
 * role stands; of equally long ones what names something.
 */
export function tokensOf(
  question: string,
  index: Index,
  asOf: Day,
  most = mostUnknown,
): readonly Token[] {
  const text = fold(question);
  return pieces<Token>(
    question,
    (at, before) => tokenAt(question, text, at, index, asOf, before),
    (start, rest) => ({ start, end: question.length, text: rest, kind: 'unknown' }),
    most,
  );
}

function tokenAt(
  question: string,
  text: string,
  at: number,
  index: Index,
  asOf: Day,
  before: Token | undefined,
): Token {
  const quoted = quotedAt(question, text, at);
  if (quoted !== undefined) return quoted;
  const cut = (end: number): { start: number; end: number; text: string } => ({
    start: at,
    end,
    text: question.slice(at, end),
  });
  const found: Token[] = [];
  const named = namedAt(text, at, index);
  // In a list, behind its article or whose it is, a word is no verb.
  const isNoun =
    roleOf(before, 'comma') !== undefined ||
    /^(?:the|its|their)$/i.test(before?.text ?? '') ||
    isOwned(text, before, named?.refs ?? []);
  if (named !== undefined)
    found.push({ ...cut(named.end), kind: 'refs', refs: withoutFlags(named.refs) });
  const phrase = timePhraseAt(text, at, asOf);
  const meaning = phrase?.kind === 'ranges' ? phrase.meanings : [];
  if (phrase !== undefined && meaning.length === 1)
    found.push({ ...cut(phrase.end), kind: 'time', time: meaning[0]!.time });
  for (const { pattern, role } of ROLES_EN) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const played = match === null ? undefined : role(match.groups ?? {});
    if (played !== undefined && pattern.lastIndex > at)
      found.push({ ...cut(pattern.lastIndex), kind: 'role', role: played });
  }
  const number = numberAt(text, at, before);
  if (number !== undefined) found.push({ ...cut(number.end), kind: 'number', value: number.value });
  const timed = timedAt(text, at, index);
  if (timed !== undefined) found.push({ ...cut(timed.end), kind: 'timed', ...timed.said });
  const best = found.reduce<Token | undefined>(
    (a, b) =>
      a === undefined || b.end > a.end || (b.end === a.end && !isNoun && isGrammar(a, b)) ? b : a,
    undefined,
  );
  // Customers who never ordered: no order of rows where nothing of one follows.
  const isOfColumn = before?.kind === 'refs' && !before.refs.some((r) => r.kind === 'entity');
  const isAct =
    timed !== undefined && timed.said.acts.length > 0 && best?.end === timed.end && !isOfColumn;
  // Has not been paid: there is a day of it.
  const isDone =
    timed !== undefined &&
    timed.said.refs.length > 0 &&
    best?.end === timed.end &&
    roleOf(before, 'be', 'not', 'have') !== undefined;
  if (isDone && roleOf(best, 'verb') !== undefined)
    return { ...cut(timed.end), kind: 'timed', ...timed.said };
  if (isAct && best.kind === 'role' && isPlainVerb(best, text.slice(best.end)))
    return { ...cut(timed.end), kind: 'timed', ...timed.said };
  if (best !== undefined) return best;
  const word = /[.@]?[\p{L}\p{N}][\p{L}\p{N}'_.@&-]*/uy;
  word.lastIndex = at;
  const end = word.test(text)
    ? at + text.slice(at, word.lastIndex).replace(/[.']+$/, '').length
    : at + 1;
  return { ...cut(end), kind: 'unknown' };
}

/** attended: that it is true is said, not the column. */
function withoutFlags(refs: readonly Referent[]): readonly Referent[] {
  const isFlag = (r: Referent): boolean =>
    r.kind === 'attribute' &&
    r.attribute.type.kind === 'boolean' &&
    refs.some((v) => v.kind === 'value' && v.attribute === r.attribute);
  return refs.filter((r) => !isFlag(r));
}

/** 12, 1,200.50, $30k, 2 million, 40 dollars; more than two: behind a comparison numbers are also written out. */
function numberAt(
  text: string,
  at: number,
  before: Token | undefined,
): { readonly end: number; readonly value: string } | undefined {
  const pattern =
    /[$€]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s?(k|thousand|million|billion)(?![a-z\d]))?(?![\w-])(?:\s+(?:us\s+)?(?:dollars|usd|euros?)(?![a-z\d]))?/y;
  pattern.lastIndex = at;
  const digits = pattern.exec(text);
  if (digits !== null) {
    const plain = digits[1]!.replaceAll(',', '') + (digits[2] ?? '');
    const times = digits[3] === undefined ? 1 : thousands[digits[3]]!;
    const value = times === 1 ? plain : String(Math.round(Number(plain) * times));
    return { end: pattern.lastIndex, value };
  }
  const word = new RegExp(`${COUNT_EN}(?![a-z\\d-])`, 'y');
  word.lastIndex = at;
  const said = roleOf(before, 'compare', 'between') === undefined ? null : word.exec(text);
  const count = said === null ? undefined : countOf(said[0]);
  return count === undefined ? undefined : { end: word.lastIndex, value: String(count) };
}

const thousands: Readonly<Record<string, number>> = {
  k: 1000,
  thousand: 1000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

/** A verb of any kind, or `ordered` without what rows are ordered by. */
function isPlainVerb(token: Token, behind: string): boolean {
  if (roleOf(token, 'verb') !== undefined) return true;
  const isOrder =
    /^\s+(?:by|alphabetically|in\s+(?:asc|desc|alpha)|asc|desc|from\s+(?:the\s+)?(?:high|low|most|least))/;
  return roleOf(token, 'order') !== undefined && token.text === 'ordered' && !isOrder.test(behind);
}

/** A verb or an auxiliary is no column that is called so: did, cited. */
function isGrammar(named: Token, role: Token): boolean {
  return (
    named.kind === 'refs' &&
    named.refs.every((r) => r.kind === 'attribute') &&
    roleOf(role, 'verb', 'lead', 'be', 'have', 'stop', 'not') !== undefined
  );
}

/** "…", '…' or `…` where it opens and closes like quotes. */
function quotedAt(question: string, text: string, at: number): Token | undefined {
  const pattern =
    /"([^"\n]{1,100})"|`([^`\n]{1,100})`|(?<![\p{L}\p{N}])'([^'\n]{1,100}?)'(?![\p{L}\p{N}])/uy;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [start, end] = [at, pattern.lastIndex];
  const value = question.slice(start + 1, end - 1).trim();
  return { start, end, text: question.slice(start, end), kind: 'quoted', value };
}

function namedAt(
  text: string,
  at: number,
  { latin, longest }: Index,
): { readonly end: number; readonly refs: readonly Referent[] } | undefined {
  if (/[a-z\d]/.test(text[at - 1] ?? '')) return undefined;
  const word = /[\p{L}\p{N}]+(?:'s?(?![\p{L}\p{N}]))?/uy;
  const stems: string[] = [];
  let best: { readonly end: number; readonly refs: readonly Referent[] } | undefined;
  let next = at;
  while (stems.length <= longest.words) {
    word.lastIndex = next;
    const match = word.exec(text);
    if (match === null) break;
    stems.push(stem(match[0].replace(/'s?$/, '')));
    const end = next + match[0].length;
    const refs =
      latin.get(stems.join(' ')) ??
      (isHyphened(text, at, end)
        ? latin.get(stem(text.slice(at, end).replaceAll(/[^a-z]/g, '')))
        : undefined);
    if (refs !== undefined) best = { end, refs };
    const gap = /^(?:[ _-]|, (?=inc)|\.? )/.exec(text.slice(end, end + 3))?.[0];
    if (gap === undefined) break;
    next = end + gap.length;
  }
  return best;
}

/** check-ins is checkins. */
function isHyphened(text: string, at: number, end: number): boolean {
  return /^[a-z]+-[a-z]+$/.test(text.slice(at, end));
}

/** joined, signed up, ordered: a verb that a time attribute, or a thing which records what was done, is called by. */
function timedAt(
  text: string,
  at: number,
  { verbs, acts }: Index,
):
  | { readonly end: number; readonly said: { readonly refs: Timed; readonly acts: Acts } }
  | undefined {
  const pattern = /([a-z]{3,})(?:\s+up)?(?![a-z])/y;
  pattern.lastIndex = at;
  const verb = /[a-z]$/.test(text.slice(0, at)) ? undefined : pattern.exec(text)?.[1];
  if (verb === undefined) return undefined;
  const isPast = /(?:ed|ing)$|^(?:born|left|began|paid)$/.test(verb);
  const refs = isPast ? (verbs.get(verbStem(verb)) ?? []) : [];
  const isAct = isPast || !isPlural(text.slice(0, at));
  const done = isAct ? (acts.get(actStem(verb)) ?? []) : [];
  return refs.length + done.length === 0
    ? undefined
    : {
        end: at + verb.length + (/^\s+up/.exec(text.slice(at + verb.length))?.[0].length ?? 0),
        said: { refs, acts: done },
      };
}

type Timed = readonly AttributeReferent[];
type Acts = readonly Entity[];

/** By car make: the column of the thing that is grouped by. */
function isOwned(text: string, before: Token | undefined, refs: readonly Referent[]): boolean {
  if (before?.kind !== 'refs') return false;
  const isGroup = /\b(?:by|per|each|every)\s+$/.test(text.slice(0, before.start));
  return isGroup && refs.some((r) => r.kind === 'attribute' && isOf(before, r));
}

function isOf(token: Token, { entity }: AttributeReferent): boolean {
  return (
    token.kind === 'refs' && token.refs.some((r) => r.kind === 'entity' && r.entity === entity)
  );
}

/** Behind an article or a number a noun stands, no verb. */
function isPlural(before: string): boolean {
  return /(?:\b(?:the|a|an|of|number|many|all|no|any|each|every|per|their|its|more|most|fewest|least)|\d)\s+$/.test(
    before,
  );
}
