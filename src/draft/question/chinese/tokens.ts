import type { Day } from '../../../base/time/calendar-days.js';
import type { Time } from '../../../dsl/document.js';
import { timePhraseAt } from '../../dates/dates.js';
import { fold, isChinese } from '../../lexing/fold.js';
import { numberAt } from '../../words/number.js';
import { type Index, type Referent } from '../referents.js';
import { latinKey } from '../name-words.js';
import { mostUnknown, pieces } from '../pieces.js';
import { ROLES_ZH, type RoleZh } from './roles.js';

/** A piece of a question in Chinese with what it can be. */
export type TokenZh = { readonly start: number; readonly end: number; readonly text: string } & (
  | { readonly kind: 'refs'; readonly refs: readonly Referent[] }
  | {
      readonly kind: 'role';
      readonly role: RoleZh;
      /** What a word for rows ends with: 公司 of 独角兽公司. */
      readonly refs?: readonly Referent[];
    }
  /** A percentage has the value of its fraction. */
  | { readonly kind: 'number'; readonly value: string; readonly percent?: true }
  | { readonly kind: 'quoted'; readonly value: string }
  | { readonly kind: 'time'; readonly time: Time }
  | { readonly kind: 'unknown' }
);

/** Cuts a question in Chinese into pieces: at each place the longest of what names something, says a time or a number, or plays a role. */
export function tokensZh(
  question: string,
  index: Index,
  asOf: Day,
  most = mostUnknown,
): readonly TokenZh[] {
  const text = fold(question);
  const named: TokenZh[] = [];
  return pieces<TokenZh>(
    question,
    (at) => {
      const token = tokenAt(question, text, at, index, asOf);
      const found = token.kind === 'unknown' ? (shortAt(text, at, named) ?? token) : token;
      if (found.kind === 'refs') named.push(found);
      return found;
    },
    (start, rest) => ({ start, end: question.length, text: rest, kind: 'unknown' }),
    most,
  );
}

function tokenAt(question: string, text: string, at: number, index: Index, asOf: Day): TokenZh {
  const cut = (end: number): { start: number; end: number; text: string } => ({
    start: at,
    end,
    text: question.slice(at, end),
  });
  const quoted = /["'「『]([^"'」』\n]{1,60})["'」』]/y;
  quoted.lastIndex = at;
  const match = quoted.exec(text);
  if (match !== null) {
    const end = quoted.lastIndex;
    return { ...cut(end), kind: 'quoted', value: question.slice(at + 1, end - 1).trim() };
  }
  const found: TokenZh[] = [];
  const named = chineseAt(text, at, index) ?? latinAt(text, at, index);
  if (named !== undefined) found.push({ ...cut(named.end), kind: 'refs', refs: named.refs });
  for (const { pattern, role } of ROLES_ZH) {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    const played = hit === null ? undefined : role(hit.groups ?? {});
    if (played === undefined || pattern.lastIndex <= at) continue;
    const end = pattern.lastIndex;
    const refs = played.kind === 'rows' ? endingOf(text.slice(at, end), index) : undefined;
    found.push({ ...cut(end), kind: 'role', role: played, ...(refs !== undefined && { refs }) });
  }
  const phrase = timePhraseAt(text, at, asOf);
  if (phrase?.kind === 'ranges' && phrase.meanings.length === 1)
    found.push({ ...cut(phrase.end), kind: 'time', time: phrase.meanings[0]!.time });
  const years = yearsAt(text, at);
  if (years !== undefined) found.push({ ...cut(years.end), kind: 'time', time: years.time });
  const number = /\d/.test(text[at]!) ? numberAt(text, at) : undefined;
  if (number !== undefined)
    found.push({
      ...cut(number.end),
      kind: 'number',
      value: number.value,
      ...(number.percent && { percent: true }),
    });
  const best = found.reduce<TokenZh | undefined>(
    (a, b) => (a === undefined || b.end > a.end ? b : a),
    undefined,
  );
  return best ?? { ...cut(at + 1), kind: 'unknown' };
}

/** 2016到2020年, 2015-2020年. */
function yearsAt(
  text: string,
  at: number,
): { readonly end: number; readonly time: Time } | undefined {
  const pattern =
    /(?<![\d.])((?:19|20)\d{2})年?\s*(?:到|至|-|~|—)\s*((?:19|20)\d{2})年(?:之?间|期间)?/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null || Number(match[1]) >= Number(match[2])) return undefined;
  const time: Time = { from: `date '${match[1]!}-01-01'`, to: `date '${match[2]!}-12-31'` };
  return { end: pattern.lastIndex, time };
}

/** 该方式 behind 支付方式: what was named is named again by how its name ends. */
function shortAt(text: string, at: number, named: readonly TokenZh[]): TokenZh | undefined {
  for (const token of named.toReversed()) {
    if (token.kind !== 'refs' || !token.refs.some((r) => r.kind === 'attribute')) continue;
    const said = fold(token.text);
    for (let cut = 1; cut <= said.length - 2; cut++) {
      const tail = said.slice(cut);
      if (!isChinese(tail[0]!) || !text.startsWith(tail, at)) continue;
      return { ...token, start: at, end: at + tail.length, text: tail };
    }
  }
  return undefined;
}

function endingOf(word: string, { chinese }: Index): readonly Referent[] | undefined {
  for (let start = 0; start < word.length - 1; start++) {
    const refs = chinese.get(word.slice(start));
    if (refs !== undefined) return refs;
  }
  return undefined;
}

interface Named {
  readonly end: number;
  readonly refs: readonly Referent[];
}

function chineseAt(text: string, at: number, { chinese, longest }: Index): Named | undefined {
  const starts = isChinese(text[at]!) || /[a-z\d]/.test(text[at]!);
  if (!starts || (/\d/.test(text[at]!) && /[\d.]/.test(text[at - 1] ?? ''))) return undefined;
  for (let end = Math.min(text.length, at + longest.characters); end > at; end--) {
    const refs = chinese.get(text.slice(at, end));
    // 读者名单 is a list, no name.
    if (text[end - 1] === '名' && text[end] === '单') continue;
    if (refs !== undefined) return { end, refs };
  }
  return undefined;
}

/** Names of tables stay as they are written: croissant, Credit Card. */
function latinAt(text: string, at: number, { latin, longest }: Index): Named | undefined {
  if (!/[a-z]/.test(text[at]!) || /[a-z\d]/.test(text[at - 1] ?? '')) return undefined;
  const run = /^[a-z\d]+(?:[ _.-][a-z\d]+)*/.exec(text.slice(at, at + 80))?.[0] ?? '';
  const words = run.split(/[ _.-]/);
  for (let count = Math.min(words.length, longest.words); count > 0; count--) {
    const said = words.slice(0, count).join(' ');
    const refs = latin.get(latinKey(said));
    if (refs !== undefined) return { end: at + said.length, refs };
  }
  return undefined;
}
