/** What a comment on a column says: what it is called, and what its codes stand for. */
export interface CommentCodes {
  /** The words before the codes; absent where there are none. */
  readonly label?: string;
  /** Labels by code, in the order of the comment; two or more. */
  readonly codes: ReadonlyMap<string, string>;
}

/**
 * The codes that a comment explains: `状态 0已预约 1已完成`, `status: 1=active, 2=closed`, `(1:微信;2:APP)`,
 * `Y：是，N：否`, `男=1 女=2`. Undefined where it explains fewer than two, or two in one way. Letters are
 * codes only where `isCode` knows them: nothing else tells `status: open` from `A: active`.
 */
export function commentCodes(
  comment: string,
  isCode: (word: string) => boolean,
): CommentCodes | undefined {
  const numbers = startsOf(comment, numberCode, () => true);
  const found = explained(comment, numbers);
  if (found !== undefined) return found;
  return explained(comment, startsOf(comment, letterCode, isCode)) ?? reversed(comment);
}

/** A code and where its label begins. */
interface Start {
  readonly code: string;
  readonly at: number;
  readonly labelAt: number;
}

const sign = String.raw`\s*(?:=>|->|=|[:：|]|[-—–]{1,2}|[.、](?!\d)|代表|表示|为|是|means?\b|for\b)\s*`;
/** A number, its sign or nothing, and a label; Chinese needs no sign: 1已完成. */
const numberCode = new RegExp(
  String.raw`(?<![A-Za-z\p{Nd}.])(-?\d{1,4})(?!\d)(?:${sign}(?=[\p{L}'"“])|\s*(?=\p{sc=Han}))`,
  'gu',
);
/** A word of letters and a sign, or one capital before Chinese: M男. */
const letterCode = new RegExp(
  String.raw`(?<![A-Za-z\p{Nd}])['"“]?([A-Za-z][A-Za-z0-9_]{0,19})['"”]?(?:${sign}(?=[\p{L}'"“])|(?=\p{sc=Han}))`,
  'gu',
);

function startsOf(
  comment: string,
  pattern: RegExp,
  isCode: (word: string) => boolean,
): readonly Start[] {
  return [...comment.matchAll(pattern)].flatMap(({ 0: whole, 1: code = '', index }) =>
    isCode(code) ? [{ code, at: index, labelAt: index + whole.length }] : [],
  );
}

function explained(comment: string, starts: readonly Start[]): CommentCodes | undefined {
  const codes = starts.map(({ code, labelAt }, i) => {
    const label = labelIn(comment.slice(labelAt, starts[i + 1]?.at));
    return [code, label] as const;
  });
  return said(comment.slice(0, starts[0]?.at ?? 0), codes);
}

/** 男=1 女=2; active(1), closed(2): the label goes first. */
function reversed(comment: string): CommentCodes | undefined {
  const pairs = [
    ...comment.matchAll(
      /([\p{sc=Han}A-Za-z][\p{L} _-]{0,19}?)\s*[=:：(（]\s*(-?\d{1,4})(?=[\s,，;；、)）\]】]|$)/gu,
    ),
  ];
  const before = comment.slice(0, pairs[0]?.index ?? 0);
  return said(
    before,
    pairs.map(({ 1: label = '', 2: code = '' }) => [code, labelIn(label)] as const),
  );
}

function said(
  before: string,
  codes: readonly (readonly [code: string, label: string | undefined])[],
): CommentCodes | undefined {
  const map = new Map(
    codes.flatMap(([code, label]) => (label === undefined ? [] : [[code, label] as const])),
  );
  const isClear =
    codes.length > 1 && map.size === codes.length && new Set(map.values()).size === codes.length;
  if (!isClear) return undefined;
  const label = before.replace(/[\s:：,，;；(（[【{=\-—–、.。]+$/u, '').trim();
  return { codes: map, ...(/\p{L}/u.test(label) && { label }) };
}

/** A label ends at the first sign between codes, in Chinese at a space too; it explains and is no pair itself. */
function labelIn(text: string): string | undefined {
  const [first = ''] = text.split(/[,，;；\n。()（）[\]【】{}]/u);
  const isChinese = /^\s*\p{sc=Han}/u.test(first);
  const whole = (isChinese ? first.trim().split(/\s/u)[0]! : first)
    .replaceAll(/^[\s'"“”]+|[\s/|、.'"“”]+$/gu, '')
    .trim();
  const isLabel = /\p{L}/u.test(whole) && whole.length <= 40 && !/[=:：]/u.test(whole);
  return isLabel ? whole : undefined;
}
