import type { Type } from '../expr/type.js';

/** A family of column names, by the word (词根) that they end with, and the types that such a number has. */
export interface ColumnRoot {
  readonly what: { readonly en: string; readonly zh: string };
  readonly words: readonly string[];
  readonly types: readonly Type['kind'][];
}

/** The roots that tell what kind of number a column holds (OneData). */
export const columnRoots: readonly ColumnRoot[] = [
  {
    what: { en: 'a count', zh: '数量' },
    words: ['cnt', 'count', 'num', 'uv', 'pv', 'ucnt', 'times'],
    types: ['bigint'],
  },
  {
    what: { en: 'a rate', zh: '比率' },
    words: ['rate', 'ratio', 'cvr', 'ctr', 'pct', 'roi', 'share', 'wow', 'mom', 'yoy', 'dod'],
    types: ['decimal', 'double'],
  },
  {
    what: { en: 'an amount', zh: '金额' },
    words: ['amt', 'amount', 'gmv', 'price', 'fee'],
    types: ['decimal', 'bigint'],
  },
];

/** The family of a name, given without its period. */
export function rootOf(stem: string): ColumnRoot | undefined {
  const last = stem.toLowerCase().split('_').at(-1) ?? '';
  return columnRoots.find(({ words }) => words.includes(last));
}
