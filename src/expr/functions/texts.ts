import type { FunctionDefinition } from '../function.js';
import { types } from '../type.js';

const x = { name: 'x', takes: 'string' } as const;
const subject = { ...x, subject: true } as const;

/** Functions of texts. Characters are Unicode code points, counted from 1; comparison is binary (S15). */
export const texts: readonly FunctionDefinition[] = [
  {
    name: 'lower',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x in lower case',
      zh: 'x 转小写',
    },
  },
  {
    name: 'upper',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x in upper case',
      zh: 'x 转大写',
    },
  },
  {
    name: 'trim',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x without spaces at both ends',
      zh: '去掉 x 两端空格',
    },
  },
  {
    name: 'ltrim',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x without spaces in front',
      zh: '去掉 x 开头空格',
    },
  },
  {
    name: 'rtrim',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x without spaces at the end',
      zh: '去掉 x 结尾空格',
    },
  },
  {
    name: 'length',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'how many characters x has',
      zh: 'x 的字符数',
    },
  },
  {
    name: 'substring',
    parameters: [
      x,
      { name: 'start', takes: 'bigint', least: 1 },
      { name: 'length', takes: 'bigint', optional: true, least: 0 },
    ],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the part of x from a character on, counted from 1, so many characters long',
      zh: 'x 从第 start 个字符（从 1 计）起的 length 个字符',
    },
  },
  {
    name: 'left',
    parameters: [x, { name: 'n', takes: 'bigint', least: 0 }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the first n characters of x',
      zh: 'x 的前 n 个字符',
    },
  },
  {
    name: 'right',
    parameters: [x, { name: 'n', takes: 'bigint', least: 0 }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the last n characters of x',
      zh: 'x 的后 n 个字符',
    },
  },
  {
    name: 'replace',
    parameters: [subject, { name: 'part', takes: 'string' }, { name: 'by', takes: 'string' }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x with every occurrence of part replaced',
      zh: '把 x 中的每个 part 换成 by',
    },
  },
  {
    name: 'concat',
    parameters: [{ name: 'x', takes: 'string', repeated: true }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the texts joined; null if any is null, as with ||',
      zh: '连接各文本；任一为空则为空，同 ||',
    },
  },
  {
    name: 'split_part',
    parameters: [
      subject,
      { name: 'separator', takes: 'string' },
      { name: 'n', takes: 'bigint', least: 1 },
    ],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the nth part of x between separators, counted from 1; an empty text where there is none',
      zh: 'x 按分隔符拆开的第 n 段（从 1 计）；没有则为空文本',
    },
  },
  {
    name: 'starts_with',
    parameters: [subject, { name: 'part', takes: 'string' }],
    result: types.boolean,
    nulls: 'propagate',
    doc: {
      en: 'whether x starts with part',
      zh: 'x 是否以 part 开头',
    },
  },
  {
    name: 'ends_with',
    parameters: [subject, { name: 'part', takes: 'string' }],
    result: types.boolean,
    nulls: 'propagate',
    doc: {
      en: 'whether x ends with part',
      zh: 'x 是否以 part 结尾',
    },
  },
  {
    name: 'contains',
    parameters: [subject, { name: 'part', takes: 'string' }],
    result: types.boolean,
    nulls: 'propagate',
    doc: {
      en: 'whether part stands somewhere in x',
      zh: 'x 是否包含 part',
    },
  },
  {
    name: 'position',
    parameters: [subject, { name: 'part', takes: 'string' }],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'at which character of x, counted from 1, part first stands; 0 where it does not',
      zh: 'part 在 x 中首次出现的位置（从 1 计），没有为 0',
    },
  },
  {
    name: 'lpad',
    parameters: [x, { name: 'n', takes: 'bigint', least: 0 }, { name: 'fill', takes: 'string' }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x filled in front to n characters, or cut to its first n',
      zh: 'x 左侧填充到 n 个字符，超出则取前 n 个',
    },
  },
  {
    name: 'rpad',
    parameters: [x, { name: 'n', takes: 'bigint', least: 0 }, { name: 'fill', takes: 'string' }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x filled at the end to n characters, or cut to its first n',
      zh: 'x 右侧填充到 n 个字符，超出则取前 n 个',
    },
  },
  {
    name: 'reverse',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the characters of x in reverse order',
      zh: 'x 的字符倒序',
    },
  },
  {
    name: 'repeat',
    parameters: [x, { name: 'n', takes: 'bigint', least: 0 }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x so many times',
      zh: 'x 重复 n 次',
    },
  },
  {
    name: 'regexp_matches',
    parameters: [subject, { name: 'pattern', takes: 'pattern' }],
    result: types.boolean,
    nulls: 'propagate',
    doc: {
      en: 'whether the pattern matches somewhere in x',
      zh: 'pattern 是否匹配 x 的某一部分',
    },
  },
  {
    name: 'regexp_extract',
    parameters: [
      subject,
      { name: 'pattern', takes: 'pattern' },
      { name: 'group', takes: 'group', optional: true },
    ],
    result: types.string,
    nulls: 'own',
    doc: {
      en: 'the first match in x, or its group so numbered; null where there is none or it is empty',
      zh: 'x 中第一个匹配（或其第 group 组）；没有或为空文本时为空',
    },
  },
  {
    name: 'regexp_replace',
    parameters: [subject, { name: 'pattern', takes: 'pattern' }, { name: 'by', takes: 'plain' }],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'x with every match replaced by a plain text',
      zh: '把 x 中的每个匹配换成固定文本',
    },
  },
  {
    name: 'md5',
    parameters: [x],
    result: types.string,
    nulls: 'propagate',
    doc: {
      en: 'the MD5 hash of x in UTF-8, as 32 lower-case hexadecimal digits',
      zh: 'x（UTF-8）的 MD5，32 位小写十六进制',
    },
  },
];
