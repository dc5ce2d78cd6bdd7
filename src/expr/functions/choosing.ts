import type { FunctionDefinition } from '../function.js';

/** Functions that choose among their arguments. */
export const choosing: readonly FunctionDefinition[] = [
  {
    name: 'coalesce',
    parameters: [{ name: 'x', takes: 'same', repeated: true }],
    result: (_, common) => common,
    gives: 'T',
    nulls: 'own',
    doc: {
      en: 'the first argument that is not null; null if all are',
      zh: '第一个非空参数；全为空则为空',
    },
  },
  {
    name: 'nullif',
    parameters: [
      { name: 'x', takes: 'same' },
      { name: 'y', takes: 'same' },
    ],
    result: ([x], common) => x?.type ?? common,
    gives: 'type of x',
    nulls: 'own',
    doc: { en: 'null where x = y, else x', zh: 'x = y 时为空，否则为 x' },
  },
  {
    name: 'if',
    parameters: [
      { name: 'condition', takes: 'boolean' },
      { name: 'then', takes: 'same' },
      { name: 'else', takes: 'same' },
    ],
    result: (_, common) => common,
    gives: 'T',
    nulls: 'own',
    doc: {
      en: 'then where the condition is true; else where it is false or null',
      zh: '条件为真取 then；为假或为空取 else',
    },
  },
  {
    name: 'greatest',
    parameters: [{ name: 'x', takes: 'ordered', repeated: true }],
    result: (_, common) => common,
    gives: 'T',
    nulls: 'propagate',
    doc: {
      en: 'the greatest argument of the row; null if any is null',
      zh: '同一行各参数中的最大值；任一为空则为空',
    },
  },
  {
    name: 'least',
    parameters: [{ name: 'x', takes: 'ordered', repeated: true }],
    result: (_, common) => common,
    gives: 'T',
    nulls: 'propagate',
    doc: {
      en: 'the least argument of the row; null if any is null',
      zh: '同一行各参数中的最小值；任一为空则为空',
    },
  },
];
