import { countOf } from '../../draft/lexing/numerals.js';

/** A number, a day or a name with digits that a text says, and where. */
export interface SaidNumber {
  readonly said: string;
  readonly offset: number;
}

/**
 * What a text says in numbers that a JSON value does not hold: figures, days, names with digits in them,
 * and counts in words (`three rows`, `三行`). A number is held that is a value, or stands by itself in a
 * text of the value; a day or a name is held that stands in a text, whole. 8.50, 8.5 and 0,008.5 are one
 * number; `1万` is ten thousand.
 */
export function unheldNumbers(text: string, value: unknown): readonly SaidNumber[] {
  const held = heldBy(value);
  return [
    ...figuresIn(text).filter((f) => !isHeld(f, held)),
    ...wordsIn(text).filter(
      ({ count }) => count === undefined || !held.numbers.has(canonical(String(count))),
    ),
  ]
    .map(({ said, offset }) => ({ said, offset }))
    .toSorted((a, b) => a.offset - b.offset);
}

interface Held {
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

interface Figure extends SaidNumber {
  /** Canonical; absent for days and names. */
  readonly number?: string;
}

const day = '\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?';
const name =
  '[A-Za-z_][A-Za-z_]*[-.]?\\d[\\w-]*(?:\\.\\w+)*|\\d[\\d-]*-[A-Za-z_][\\w-]*|\\d+[A-Za-z_]\\w*';
const number = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';
const scale = '\\s*(?:%|％|‰|万亿|[百千万亿]|thousand\\b|million\\b|billion\\b)?';
const figure = new RegExp(`(${day})|(${name})|(${number})(${scale})`, 'g');

const scales: Readonly<Record<string, number>> = {
  百: 2,
  千: 3,
  万: 4,
  亿: 8,
  万亿: 12,
  thousand: 3,
  million: 6,
  billion: 9,
};

function figuresIn(text: string): readonly Figure[] {
  const plain = text.normalize('NFKC').length === text.length ? text.normalize('NFKC') : text;
  return Array.from(plain.matchAll(figure), (match) => {
    const [said, , , digits, by = ''] = match;
    const found = { said: said.trim(), offset: match.index };
    if (digits === undefined) return found;
    const factor = scales[by.trim()] ?? 0;
    // A share is another number than its hundredfold: `5%` is not held by 5.
    const share = /[%％‰]/.test(by) ? by.trim() : '';
    return { ...found, number: `${canonical(`${digits.replaceAll(',', '')}e${factor}`)}${share}` };
  });
}

function isHeld({ said, number: canon }: Figure, { numbers, names }: Held): boolean {
  return canon === undefined ? names.has(said) : numbers.has(canon);
}

/** Counts in words, before what is counted; elsewhere `一` and `one` are seldom numbers. */
const counted =
  /([零一二两三四五六七八九十百]+)(?=[个条行张次天项笔元件例名处份])|(?<!\d\s*)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|dozens?|hundreds?|thousands?|millions?)\b/gi;

function wordsIn(text: string): readonly (SaidNumber & { readonly count: number | undefined })[] {
  return Array.from(text.matchAll(counted), (match) => {
    const [said, chinese, english = ''] = match;
    const count = countOf(chinese ?? english.toLowerCase());
    return { said, offset: match.index, count };
  }).filter(({ said }) => said !== '一');
}

function heldBy(value: unknown): Held {
  const numbers = new Set<string>();
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'number') numbers.add(canonical(String(Math.abs(part))));
    else if (typeof part === 'string') {
      for (const { said, number: canon } of figuresIn(part))
        if (canon === undefined) names.add(said);
        else numbers.add(canon);
      for (const { count } of wordsIn(part))
        if (count !== undefined) numbers.add(canonical(String(count)));
    } else if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, below] of Object.entries(part)) {
        visit(key);
        visit(below);
      }
    }
  };
  visit(value);
  return { numbers, names };
}

/** One writing of each decimal number: digits without leading and trailing zeros, and where the point is. */
function canonical(text: string): string {
  const [, whole = '', part = '', power = '0'] =
    /^(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = whole + part;
  const point = whole.length + Number(power);
  const first = digits.search(/[1-9]/);
  if (first < 0) return '0';
  return `${digits.slice(first).replace(/0+$/, '')}@${point - first}`;
}
