import type { Language } from '../diagnostic.js';

/** A word as messages show it. */
export function quote(text: string): string {
  return `"${text}"`;
}

/** Words of formats, in the words of people. */
export type Words = Readonly<Record<string, { readonly en: string; readonly zh: string }>>;

/** What JSON expects somewhere. */
export const jsonWords: Words = {
  value: { en: 'a value', zh: '值' },
  key: { en: 'a key in double quotes', zh: '双引号里的键' },
  character: { en: 'an escaped character', zh: '转义后的字符' },
  'escape sequence': { en: 'an escape such as \\n or \\u0041', zh: '转义序列，如 \\n 或 \\u0041' },
  'end of the text': { en: 'its end', zh: '文本结尾' },
};

/** Kinds of values. */
export const shapes: Words = {
  object: { en: 'an object', zh: '对象' },
  list: { en: 'a list', zh: '列表' },
  text: { en: 'a text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  'whole number': { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: '布尔值' },
  null: { en: 'null', zh: 'null' },
};

/** Keywords of JSON Schema that bound a value; `{}` is the limit. */
export const bounds: Words = {
  minimum: { en: 'at least {}', zh: '不小于 {}' },
  maximum: { en: 'at most {}', zh: '不大于 {}' },
  minItems: { en: 'at least {} item(s)', zh: '至少 {} 项' },
  minLength: { en: 'at least {} character(s)', zh: '至少 {} 个字符' },
  maxLength: { en: 'at most {} characters', zh: '最多 {} 个字符' },
  pattern: { en: 'the form is {}', zh: '形式应为 {}' },
};

/** A word in a language; one that is not listed stands for itself. */
export function say(words: Words, language: Language, word: string): string {
  return words[word]?.[language] ?? word;
}
