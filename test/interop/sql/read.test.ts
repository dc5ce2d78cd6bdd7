import { describe, expect, it } from 'vitest';
import { readTask } from '../../../src/interop/sql/read.js';

const codesOf = async (sql: string, dialect = 'maxcompute'): Promise<readonly string[]> => {
  const [, found] = await readTask(sql, dialect as 'maxcompute');
  return found.map((d) => d.code);
};

describe('statements of a task', () => {
  it.each([
    [
      "insert overwrite table ads_x partition (ds='${bizdate}') select a from t",
      'overwrite',
      ['ads_x'],
    ],
    ['with c as (select a from t) insert into ads.x select a from c', 'append', ['ads', 'x']],
    ['create table if not exists ads_x lifecycle 7 as select a from t', 'create', ['ads_x']],
  ])('%s', async (sql, how, table) => {
    const [tasks, found] = await readTask(sql, 'maxcompute');
    expect(found).toEqual([]);
    expect(tasks?.[0]?.target).toMatchObject({ how, table });
    expect(tasks?.[0]?.query.arms[0]?.items).toEqual([{ value: { kind: 'column', name: 'a' } }]);
  });

  it('keeps the parameter of a partition, quoted or not', async () => {
    const [tasks] = await readTask(
      "insert overwrite table x partition (ds=${bizdate}, hh='01') select a from t where ds = ${bizdate}",
      'hive',
    );
    expect(tasks?.[0]?.target?.partition).toEqual([
      { column: 'ds', value: '$bizdate' },
      { column: 'hh', value: '01' },
    ]);
    expect(tasks?.[0]?.query.arms[0]?.where).toMatchObject({
      right: { kind: 'param', name: 'bizdate' },
    });
  });

  it('reads several, and passes settings over', async () => {
    const [tasks] = await readTask(
      'set odps.x=true; select a from t; select b from u;',
      'maxcompute',
    );
    expect(tasks?.map((t) => t.start)).toEqual([17, 34]);
  });

  it('sees what a comment or a text hides', async () => {
    const [tasks] = await readTask(
      "select ';drop table t' as a -- ; drop table t\n/* ; */ from t",
      'hive',
    );
    expect(tasks).toHaveLength(1);
  });

  it('tells attempts from casts', async () => {
    const [tasks] = await readTask('select try_cast(a as int), cast(b as int) from t', 'duckdb');
    expect(tasks?.[0]?.query.arms[0]?.items.map((i) => i.value)).toEqual([
      { kind: 'cast', of: { kind: 'column', name: 'a' }, to: 'int', attempt: true },
      { kind: 'cast', of: { kind: 'column', name: 'b' }, to: 'int' },
    ]);
  });
});

describe('hostile texts', () => {
  it.each([
    ['10 MB', `select 1 -- ${'x'.repeat(10_000_000)}`, 'task/too-large'],
    ['deep nesting', `select ${'('.repeat(5000)}1${')'.repeat(5000)} from t`, 'task/too-large'],
    ['many statements', 'select 1 from t;'.repeat(1000), 'task/too-large'],
    ['a second statement that drops', 'select a from t; drop table t', 'task/not-a-query'],
    ['a table that is dropped', 'drop table t', 'task/not-a-query'],
    [
      'deletion in a CTE',
      'with x as (delete from t returning *) select * from x',
      'task/not-a-query',
    ],
    ['SELECT INTO', 'select a into u from t', 'task/not-a-query'],
    ['COPY', "copy t to 'x.csv'", 'task/not-a-query'],
    [
      'several inserts of one FROM',
      'insert into x select a from t insert into y select b from t',
      'task/not-a-query',
    ],
    ['an open comment', 'select a from t /* ', 'task/unreadable'],
    ['an open text', "select 'a from t", 'task/unreadable'],
    [
      'a natural join, which a grammar reads as an alias',
      'select a from t natural join u',
      'task/unreadable',
    ],
    ['nothing', ' -- nothing\n', 'task/no-query'],
    ['no SQL', 'hello world', 'task/not-a-query'],
    ['half a query', 'select a from', 'task/unreadable'],
  ])('%s', async (_, sql, code) => {
    expect(await codesOf(sql)).toContain(code);
  });

  it('says where', async () => {
    const [, found] = await readTask('select a from t;\ndrop table t', 'hive');
    expect(found[0]).toMatchObject({ offset: 17, length: 4 });
  });
});
