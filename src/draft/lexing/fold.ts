import { entryIn } from '../entry-in.js';

/**
 * A text as words are compared in it: lower case, half width, the same length, so that an offset here
 * is an offset in the text (UTF-16 units).
 */
export function fold(text: string): string {
  return text.replace(/[\u{ff01}-\u{ff5e}\u3000\p{Lu}“”‘’【】]/gu, foldCharacter);
}

/** Chinese signs with a Latin twin; 、 stays, it always lists. */
const SIGNS: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '【': '(',
  '】': ')',
};

function foldCharacter(character: string): string {
  const sign = SIGNS[character];
  if (sign !== undefined) return sign;
  const code = character.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  const lower = half.toLowerCase();
  return lower.length === character.length ? lower : character;
}

/** Whether a text holds Chinese characters: then it is matched by characters, else by words. */
export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** A word without its plural and possessive ending, as far as simple rules go; both sides of a comparison are stemmed. */
export function stem(word: string): string {
  const bare = word.replace(/'s?$/, '');
  const irregular = entryIn(IRREGULAR, bare);
  if (irregular !== undefined) return irregular;
  if (bare.length <= 3 || !/^[a-z]+$/.test(bare)) return bare;
  if (bare.endsWith('ies')) return `${bare.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(bare)) return bare.slice(0, -2);
  // Warehouses and classes end alike; so do the stems of warehouse and of class then.
  if (/(?:s|x|z|ch|sh)e$/.test(bare)) return bare.slice(0, -1);
  return /[^suix]s$/.test(bare) ? bare.slice(0, -1) : bare;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
};
