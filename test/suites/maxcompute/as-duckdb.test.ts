import { expect, it } from 'vitest';
import { asDuckdb } from './as-duckdb.js';

it.each([
  ['SELECT `a b`, `q``x` FROM `t`', 'SELECT "a b", "q`x" FROM "t"'],
  ["SELECT 'LEFT SEMI JOIN 1BD `x`'", "SELECT 'LEFT SEMI JOIN 1BD `x`'"],
  ['SELECT 0.5BD * 2BD', 'SELECT 0.5 * 2'],
  ['FROM a LEFT ANTI JOIN b ON TRUE', 'FROM a ANTI JOIN b ON TRUE'],
  ["SELECT 'it\\'s'", "SELECT E'it\\'s'"],
  ["WHERE x RLIKE '^a'", "WHERE x ~ matching_anywhere('^a')"],
  ["SELECT 1 -- don't `quote`\n, 2BD", "SELECT 1 -- don't `quote`\n, 2"],
  ['SELECT /*+ MAPJOIN(b) */ 1', 'SELECT /*+ MAPJOIN(b) */ 1'],
  [
    'FROM one LATERAL VIEW EXPLODE(SEQUENCE(0, 3, 1)) numbers AS n',
    'FROM one CROSS JOIN LATERAL (SELECT unnest(SEQUENCE(0, 3, 1)) AS n) AS numbers',
  ],
])('%s', (sql, read) => {
  expect(asDuckdb(sql)).toBe(read);
});
