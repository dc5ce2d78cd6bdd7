import { chineseValues } from './values.js';
import { chineseWords } from './words.js';

/** How many forms one name gets at most. */
const most = 40;

/**
 * What a name of several words may be called in Chinese: as a whole where the dictionary has it, else
 * part by part in their order. None where a part is unknown.
 */
export function chineseFormsOf(words: readonly string[]): readonly string[] {
  const [last = ''] = words.slice(-1);
  const whole = formsOf(words, chineseWords);
  if (words.length < 2) return whole;
  // duration_hours is a duration, and amount_paid a paid amount.
  const bare = units.has(last) ? formsOf(words.slice(0, -1), chineseWords) : [];
  const turned = isParticiple(last)
    ? formsOf([last, ...words.slice(0, -1)], chineseWords).filter((form) => !/[了的]/.test(form))
    : [];
  return [...new Set([...whole, ...bare, ...turned])].slice(0, most);
}

/** Units that columns are named with; what is measured is said without them. */
const units: ReadonlySet<string> = new Set(
  'hours hour hrs minutes mins min seconds secs sec ms days km miles meters metres cm mm kg kgs lbs grams usd eur gbp cny rmb inr dollars celsius fahrenheit kwh mw gb mb sqft sqm pct'.split(
    ' ',
  ),
);

function isParticiple(word: string): boolean {
  return (
    /[a-z]{3}ed$/.test(word) || ['paid', 'sold', 'spent', 'won', 'lost', 'made'].includes(word)
  );
}

/** What a value of a column may be called in Chinese, as a whole. */
export function chineseValuesOf(words: readonly string[]): readonly string[] {
  return said(chineseValues[words.join(' ')]);
}

function formsOf(
  words: readonly string[],
  dictionary: Readonly<Record<string, string>>,
): readonly string[] {
  // OverTime is overtime.
  const whole = said(dictionary[words.join(' ')] ?? dictionary[words.join('')]);
  if (whole.length > 0 || words.length < 2) return whole;
  const forms: string[] = [];
  for (let cut = words.length - 1; cut > 0; cut--) {
    const heads = said(dictionary[words.slice(0, cut).join(' ')]);
    if (heads.length === 0) continue;
    const tails = formsOf(words.slice(cut), dictionary);
    for (const head of heads) for (const tail of tails) forms.push(head + tail);
    if (forms.length > 0) break;
  }
  return forms.slice(0, most);
}

function said(entry: string | undefined): readonly string[] {
  return entry === undefined ? [] : entry.split('|');
}

const known: ReadonlySet<string> = new Set(
  [
    ...Object.keys(chineseWords),
    'to of is late days day settle settled paperless first last num start end',
  ]
    .flatMap((key) => key.split(' '))
    .filter((word) => word.length > 1),
);

/** Words that stand unparted in a name: `invoiceamount` is invoice, amount. A word that no split explains stays whole. */
export function partedWords(words: readonly string[]): readonly string[] {
  return words.flatMap((word) =>
    word.length < 6 || known.has(word) || !/^[a-z]+$/.test(word) ? [word] : (split(word) ?? [word]),
  );
}

/** The fewest known words that make up a word, each of three letters or more but the last. */
function split(word: string): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  // isholiday, hascar: a question that is answered yes or no.
  const flag = /^(is|has)([a-z]{4,})$/.exec(word);
  if (flag !== null && known.has(flag[2]!)) return [flag[1]!, flag[2]!];
  for (let cut = 2; cut < word.length; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    if (!isPart(head)) continue;
    const rest = isPart(tail) || tail === 'id' ? [tail] : split(tail);
    if (rest !== undefined && (best === undefined || rest.length + 1 < best.length))
      best = [head, ...rest];
  }
  return best;
}

function isPart(word: string): boolean {
  return (word.length > 2 || word === 'to') && known.has(word);
}

/** Countries by what they are called in Chinese, with all that tables may write for them. */
export const countrySpellings: ReadonlyMap<string, readonly string[]> = new Map(
  '美国|中国|印度|日本|德国|法国|英国|加拿大|澳大利亚|巴西|以色列|韩国|新加坡|香港|意大利|西班牙|墨西哥|印度尼西亚|荷兰|瑞典|瑞士|俄罗斯|爱尔兰|泰国|越南|土耳其|比利时'
    .split('|')
    .map((name) => [
      name,
      Object.keys(chineseValues).filter((key) => said(chineseValues[key]).includes(name)),
    ]),
);
