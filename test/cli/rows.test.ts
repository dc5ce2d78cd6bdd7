import { expect, it } from 'vitest';
import { formatRows } from '../../src/cli/output/rows.js';
import type { Rows } from '../../src/engine/engine.js';

const rows = (count: number, truncated: boolean): Rows => ({
  columns: [{ name: 'n', type: { kind: 'bigint' }, databaseType: 'BIGINT' }],
  rows: Array.from({ length: count }, (_, i) => [BigInt(i).toString()]),
  truncated,
});

it.each([
  ['en', 2, '… only the first 2 rows; --max-rows shows more\n'],
  ['en', 1, '… only the first 1 row; --max-rows shows more\n'],
  ['zh', 2, '… 只显示前 2 行；用 --max-rows 显示更多\n'],
] as const)('says in %s how to see more than %d rows', (language, count, line) => {
  expect(formatRows(rows(count, true), 'table', language)).toMatch(new RegExp(`\n${line}$`));
});

it.each(['table', 'csv', 'json'] as const)('says nothing where %s holds all rows', (form) => {
  expect(formatRows(rows(2, false), form, 'en')).not.toContain('max-rows');
});
