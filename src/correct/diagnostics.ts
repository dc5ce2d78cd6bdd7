import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/text/words.js';

/** What can be wrong with an answer to numbered places, or with what it would make of a document. */
export const correctDefinitions = {
  'no-answers': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the answer has no list "answers" that can be read',
      zh: () => '回答中没有可读取的 "answers" 列表',
    },
    why: {
      en: 'Only values for numbered places are taken from a model; all else could change what was right.',
      zh: '只采纳模型对编号位置给出的值；其余内容可能改动本来正确的部分。',
    },
    hint: {
      en: () => 'answer {"answers": [{"place": 1, "value": …}]} and nothing else',
      zh: () => '只回答 {"answers": [{"place": 1, "value": …}]}',
    },
  }),
  'place-not-asked': diagnostic<{ place: string }>({
    severity: 'warning',
    level: 1,
    message: {
      en: ({ place }) => `place ${quote(place)} was not asked; its answer is left out`,
      zh: ({ place }) => `没有询问位置 ${quote(place)}，该回答不被采纳`,
    },
    why: {
      en: 'What was not found wrong stays as it is.',
      zh: '没有发现问题的部分保持不变。',
    },
  }),
  'not-answered': diagnostic<{ place: number }>({
    severity: 'warning',
    level: 1,
    message: {
      en: ({ place }) => `place ${place} has no answer`,
      zh: ({ place }) => `位置 ${place} 没有回答`,
    },
    why: {
      en: 'A place without an answer stays wrong, and is asked about again or left to a person.',
      zh: '没有回答的位置仍是错的，会再次询问或交给人决定。',
    },
  }),
  'loses-meaning': diagnostic<{ what: string; text: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ what, text }) => `the repair drops the ${say(what, 'en')} ${quote(text)}`,
      zh: ({ what, text }) => `该修复丢掉了${say(what, 'zh')} ${quote(text)}`,
    },
    why: {
      en: 'A document without it would be clean and answer another question.',
      zh: '去掉它之后文档虽无错误，回答的却是另一个问题。',
    },
    hint: {
      en: () =>
        'keep every measure, key, condition and time range; write "?" where no value is known',
      zh: () => '保留每个度量、键、条件和时间范围；不知道的值写 "?"',
    },
  }),
} as const;

/** Makes diagnostics about answers. */
export const correctDiagnostic = defineDiagnostics('correct', correctDefinitions);

const words: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  measure: { en: 'measure', zh: '度量' },
  key: { en: 'group key', zh: '分组键' },
  column: { en: 'column', zh: '列' },
  condition: { en: 'condition', zh: '条件' },
  time: { en: 'time range', zh: '时间范围' },
  limit: { en: 'limit', zh: '行数限制' },
  order: { en: 'order', zh: '排序' },
  population: { en: 'population', zh: '总体' },
  setting: { en: 'setting of the table', zh: '表的设置' },
};

function say(what: string, language: 'en' | 'zh'): string {
  return words[what]?.[language] ?? what;
}
