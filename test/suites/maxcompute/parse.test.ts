import { expect, it } from 'vitest';
import { maxComputeParser, type Judgement } from './parse.js';

// Bundling the grammars for the first time takes seconds.
const slow = 120_000;

it(
  'accepts what MaxCompute reads',
  async () => {
    const judge = await maxComputeParser();
    const accepted = (sql: string): boolean => judge(sql).accepted !== undefined;
    const statements = [
      "WITH a AS (SELECT 1 AS x) SELECT DATEADD(x, 1, 'dd'), `列 1` FROM a LEFT SEMI JOIN b ON a.x = b.x",
      "INSERT OVERWRITE TABLE t PARTITION (ds = '20240101') SELECT x, 0.5BD FROM a",
      "CREATE TABLE IF NOT EXISTS t (a STRING COMMENT 'x') COMMENT 'c' PARTITIONED BY (ds STRING) LIFECYCLE 30",
      'SELECT /*+ MAPJOIN(b) */ a.x FROM a JOIN b ON a.x < b.x LIMIT 5',
    ];
    expect(statements.filter((sql) => !accepted(sql))).toEqual([]);
  },
  slow,
);

it(
  'rejects what it does not',
  async () => {
    const judge = await maxComputeParser();
    const statements = [
      'SELEC 1',
      'SELECT a FROM',
      'SELECT "a" "b" "c" FROM t',
      'SELECT x::INT FROM t',
    ];
    const known = (sql: string): Judgement['accepted'] => judge(sql).accepted;
    expect(statements.map(known)).toEqual(statements.map(() => undefined));
    expect(judge('SELEC 1').error).toMatch(/^1:1 /);
  },
  slow,
);

it(
  'names the syntax that it set aside',
  async () => {
    const judge = await maxComputeParser();
    expect(judge('ALTER TABLE t SET LIFECYCLE 30')).toEqual({
      accepted: 'spark',
      extras: ['SET LIFECYCLE of a table'],
    });
  },
  slow,
);
