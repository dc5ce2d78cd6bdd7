import type { FunctionDefinition } from '../function.js';
import { types } from '../type.js';

/** Functions of JSON texts and of arrays. */
export const nested: readonly FunctionDefinition[] = [
  {
    name: 'json_string',
    parameters: [
      { name: 'x', takes: 'json' },
      { name: 'path', takes: 'path' },
    ],
    result: types.string,
    nulls: 'own',
    doc: {
      en: 'the value at a path ($.a.b[0]) of a JSON text, as text without quotes; null where there is none',
      zh: 'JSON 中某路径（$.a.b[0]）的值，作为不带引号的文本；没有则为空',
    },
  },
  {
    name: 'json_number',
    parameters: [
      { name: 'x', takes: 'json' },
      { name: 'path', takes: 'path' },
    ],
    result: types.double,
    nulls: 'own',
    doc: {
      en: 'the number at a path of a JSON text; null where there is none or it is no number',
      zh: 'JSON 中某路径的数字；没有或不是数字则为空',
    },
  },
  {
    name: 'array_length',
    parameters: [{ name: 'x', takes: 'array' }],
    result: types.bigint,
    nulls: 'propagate',
    doc: {
      en: 'how many elements x has',
      zh: 'x 的元素个数',
    },
  },
  {
    name: 'array_contains',
    parameters: [
      { name: 'x', takes: 'array' },
      { name: 'element', takes: 'element' },
    ],
    result: types.boolean,
    nulls: 'propagate',
    doc: {
      en: 'whether one of the elements of x equals element',
      zh: 'x 中是否有元素等于 element',
    },
  },
];
