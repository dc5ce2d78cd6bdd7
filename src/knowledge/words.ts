import { fold, isChinese, stem } from '../draft/lexing/fold.js';
import { partedWords } from '../draft/question/chinese/glossary.js';
import type { Tokenize } from '../draft/lexing/tokenize.js';

/**
 * What a text is found by, each once, in the order of the text: stems of Latin words and of the parts of
 * identifiers (`isPaid`, `pay_amt`), the words of Chinese and its pairs of characters. Words that say
 * nothing of the business are left out.
 */
export function searchWords(text: string, tokenize: Tokenize): readonly string[] {
  const parted = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const found = new Set<string>();
  for (const run of fold(parted).match(
    /[\p{Script=Han}]+|[\p{L}\p{N}']+?(?=[\p{Script=Han}]|[^\p{L}\p{N}']|$)/gu,
  ) ?? [])
    for (const word of isChinese(run) ? chineseWords(run, tokenize) : latinWords(run))
      found.add(word);
  return [...found];
}

function latinWords(run: string): readonly string[] {
  if (STOP.has(run)) return [];
  const word = stem(run);
  const parts = /^([a-z]{2,})(\d+)$/.exec(word);
  if (word === '') return [];
  return [word, ...(parts === null ? partedWords([run]).map(stem) : parts.slice(1))];
}

function chineseWords(run: string, tokenize: Tokenize): readonly string[] {
  const characters = Array.from(run);
  const pairs = characters.slice(1).map((character, i) => characters[i]! + character);
  return [...tokenize(run), ...pairs].filter((word) => !STOP.has(word));
}

/** Words of the grammar of both languages. */
const STOP: ReadonlySet<string> = new Set(
  (
    'a an the of in on at by for to from with and or not is are was were be been do does did has have had ' +
    'what which who whose how many much each every per all any that this these those it its their there ' +
    'as than then if only also please list show give find me i we our us s t ' +
    '的 了 和 与 及 或 在 是 有 为 按 各 每 每个 请 哪些 哪个 哪 多少 什么 以及 其 并 对 中 个 时 分别'
  ).split(' '),
);
