/**
 * The words of a name, in lower case: `SupportRepId` and `support_rep_id` are support, rep, id; `custkey`
 * is cust, key; a run of Chinese characters is one word, less a tail that names a kind of column.
 */
export function wordsOf(name: string): readonly string[] {
  return (
    name
      // A unit in brackets is no part of what is named.
      .replace(/(?<=.)[(（][^()（）]*[)）]\s*$/u, '')
      .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{sc=Han}+)/gu, ' $1 ')
      .split(/[^\p{L}\p{Nd}]+/u)
      .filter((word) => word !== '')
      .map((word) => word.toLowerCase())
      .flatMap(splitTail)
  );
}

/** A name as entities and attributes have it: its words as they are parted in it, joined by underscores. */
export function snakeCase(name: string): string {
  return name
    .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .replace(/[\s_]+/gu, '_')
    .toLowerCase();
}

/** The singular of a word by the common rules of English; a word that has none stays. */
export function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (!/^[a-z]{3,}$/.test(word) || /(?:ss|us|is|news|series|species)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/(?:status|virus|bonus|campus|census|bus)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Words in the singular, so that entities compare whatever is in the plural (`order_details_status`). */
export function singularWords(words: readonly string[]): readonly string[] {
  return words.map(singular);
}

/** Whether `words` are the last ones of `of`. */
export function endsWith(of: readonly string[], words: readonly string[]): boolean {
  return (
    words.length > 0 &&
    words.length <= of.length &&
    words.every((word, i) => word === of[of.length - words.length + i])
  );
}

/**
 * Whether one of the words is in the set. A run of Chinese is several words: it also is what it ends with
 * (联系电话 by 电话, 手机号码 by 手机).
 */
export function hasWord(words: readonly string[], set: ReadonlySet<string>): boolean {
  return words.some((word) => {
    if (set.has(word)) return true;
    const run = /^\p{sc=Han}{3,}$/u.test(word) ? word.replace(/(?:号码|号)$/u, '') : '';
    return (
      run !== '' && [...set].some((known) => /\p{sc=Han}{2}/u.test(known) && run.endsWith(known))
    );
  });
}

/** Whether two lists hold the same words in the same order. */
export function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && endsWith(a, b);
}

/** Whether a word of three letters or more shortens another: its letters in order, from the first on (`cust`, `dept`). */
export function abbreviates(short: string, long: string): boolean {
  if (short.length < 3 || short.length >= long.length || short[0] !== long[0]) return false;
  if (long.startsWith(short)) return true;
  let at = 0;
  for (const letter of short) {
    at = long.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  // Letters that are left out are mostly vowels: else `code` would shorten `customer_order_detail`.
  return short.length >= long.replaceAll(/[aeiou]/g, '').length - 3 && !/[aeiou]{2}/.test(short);
}

const irregular = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['indices', 'index'],
  ['gas', 'gas'],
  ['data', 'data'],
]);

/** Kinds of columns that stand unparted at the end of names. */
const tails = [
  'identifier',
  'number',
  'amount',
  'status',
  'income',
  'price',
  'total',
  'code',
  'date',
  'time',
  'name',
  'type',
  'flag',
  'cost',
  'rate',
  'key',
  'qty',
  'bal',
  'id',
  '编号',
  '编码',
  '代码',
  '号',
  '名称',
  '姓名',
  '日期',
  '时间',
  '金额',
  '数量',
  '单价',
  '价格',
  '状态',
  '类型',
];
/** Words that end like one of them by chance. */
const whole = new Set([
  'account',
  'acid',
  'aid',
  'android',
  'avoid',
  'bid',
  'candidate',
  'covid',
  'did',
  'discount',
  'donkey',
  'fluid',
  'global',
  'grid',
  'hockey',
  'humid',
  'herbal',
  'hybrid',
  'invalid',
  'kid',
  'laid',
  'lid',
  'lipid',
  'lifetime',
  'liquid',
  'mandate',
  'mid',
  'monkey',
  'overtime',
  'paid',
  'prepaid',
  'raid',
  'rapid',
  'rid',
  'said',
  'solid',
  'sometime',
  'subtotal',
  'turkey',
  'unpaid',
  'update',
  'steroid',
  'thyroid',
  'tribal',
  'valid',
  'verbal',
  'void',
  'whiskey',
  'corporate',
  'accurate',
  'separate',
  'generate',
  'operate',
  'moderate',
  'private',
  'climate',
  'nitrate',
  'phosphate',
  'carbohydrate',
  'prototype',
  '型号',
  '行号',
  '序号',
  '账号',
  '符号',
  '信号',
]);

function splitTail(word: string): readonly string[] {
  if (whole.has(word)) return [word];
  const tail = tails.find((t) => word.endsWith(t) && word.length > t.length);
  if (tail === undefined) return [word];
  const head = word.slice(0, -tail.length);
  return /^[a-z]*$/.test(tail) && head.length < 3 ? [word] : [head, tail];
}
