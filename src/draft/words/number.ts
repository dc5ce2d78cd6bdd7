import { COUNT_ZH, countOf } from '../lexing/numerals.js';

/** A number as a requirement writes it. */
export interface NumberWord {
  readonly end: number;
  /** A decimal literal: `20000`, `1.5`. */
  readonly value: string;
  readonly percent: boolean;
  /** What the number counts, where it is money: 元, 美元, 欧元. */
  readonly currency?: string;
  /** What it counts, where it is things: 件, 单, 人. */
  readonly counter?: string;
}

const SCALES: Readonly<Record<string, number>> = {
  百: 2,
  千: 3,
  k: 3,
  thousand: 3,
  万: 4,
  w: 4,
  百万: 6,
  m: 6,
  million: 6,
  千万: 7,
  亿: 8,
  b: 9,
  bn: 9,
  billion: 9,
};

const DIGITS =
  /(?<![a-z\d_.])(?<sign>-)?(?<money>[$¥€]|rmb|usd|cny)?\s?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(?<scale>百万|千万|[百千万亿]|(?:thousand|million|billion|bn|[kmbw])(?![a-z\d])))?(?:\s?(?<unit>%|percent(?![a-z])|元|块钱?|人民币|(?:yuan|rmb|usd|dollars?|cny|euros?)(?![a-z])))?/uy;
const CHINESE = new RegExp(`(?<n>${COUNT_ZH})(?=[个位名家件条款场次单笔人元块倍])`, 'y');
const MEASURE_WORDS = /\s?(?:[个位名家件条款场次单笔人]|times?(?![a-z]))/y;

/** The number that starts at a position of a folded text, with its unit and measure word. */
export function numberAt(text: string, position: number): NumberWord | undefined {
  DIGITS.lastIndex = position;
  const match = DIGITS.exec(text);
  if (match === null) return chineseNumberAt(text, position);
  const { sign, money, digits, scale, unit } = match.groups ?? {};
  const end = DIGITS.lastIndex;
  // `v2`, `3d`: part of a name.
  if (unit === undefined && /[a-z_]/.test(text[end] ?? '') && !/\s/.test(text[end - 1]!))
    return undefined;
  const percent = unit === '%' || unit === 'percent';
  return {
    ...counted(text, end),
    value: scaled(
      `${sign ?? ''}${digits!.replaceAll(',', '')}`,
      (scale === undefined ? 0 : SCALES[scale]!) - (percent ? 2 : 0),
    ),
    percent,
    ...(money !== undefined && { currency: currencyOf(money) }),
    ...(unit !== undefined && !percent && { currency: currencyOf(unit) }),
  };
}

function chineseNumberAt(text: string, position: number): NumberWord | undefined {
  CHINESE.lastIndex = position;
  const count = CHINESE.exec(text)?.groups?.['n'];
  const value = count === undefined ? undefined : countOf(count);
  if (value === undefined) return undefined;
  const end = position + count!.length;
  return { ...counted(text, end), value: String(value), percent: false };
}

function currencyOf(text: string): string {
  if (/^(?:\$|usd|dollar)/.test(text)) return '美元';
  return /^(?:€|euro)/.test(text) ? '欧元' : '元';
}

function counted(text: string, end: number): Pick<NumberWord, 'end' | 'counter'> {
  MEASURE_WORDS.lastIndex = end;
  const counter = MEASURE_WORDS.exec(text)?.[0];
  return counter === undefined
    ? { end }
    : { end: MEASURE_WORDS.lastIndex, counter: counter.trim() };
}

/** Moves the decimal point, on digits: a product of doubles would print 1.1万 as 11000.000000000002. */
function scaled(digits: string, places: number): string {
  const negative = digits.startsWith('-');
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const all = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0');
  const split = Math.max(point, 1);
  const integer = padded.slice(0, split).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(split).replace(/0+$/, '');
  const value = rest === '' ? integer : `${integer}.${rest}`;
  return negative && value !== '0' ? `-${value}` : value;
}
