import { describe, expect, it } from 'vitest';
import { readTask } from '../../../../src/interop/sql/parse/read.js';

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
    expect(tasks?.[0]?.target?.partition).toMatchObject([
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

  it('reads each INSERT of one FROM as a statement of its own', async () => {
    const [tasks, found] = await readTask(
      "with c as (select a, b from t) from c insert overwrite table x partition (ds='1') select a, count(*) where b > 1 group by a insert into y select b;",
      'maxcompute',
    );
    expect(found).toEqual([]);
    expect(tasks?.map((t) => [t.target?.how, t.target?.table, t.start])).toEqual([
      ['overwrite', ['x'], 38],
      ['append', ['y'], 124],
    ]);
    for (const { query } of tasks ?? [])
      expect(query.arms[0]?.from).toMatchObject([{ alias: 'c' }]);
    expect(tasks?.[0]?.query.arms[0]).toMatchObject({
      where: { op: '>' },
      group: [{ name: 'a' }],
    });
  });

  it.each([
    ['semi', false],
    ['anti', true],
  ])('reads a LEFT %s JOIN as a condition', async (kind, not) => {
    const [tasks] = await readTask(
      `select a from t left ${kind} join u on t.a = u.b where t.c = 1`,
      'hive',
    );
    const [arm] = tasks![0]!.query.arms;
    expect(arm).toMatchObject({
      from: [{ table: ['t'] }],
      where: {
        op: 'and',
        right: { kind: 'exists', not, query: { arms: [{ from: [{ alias: 'u' }] }] } },
      },
    });
    expect(tasks![0]!.text).toBe(`select a from t ${kind} join u on t.a = u.b where t.c = 1`);
  });

  it('reads a LATERAL VIEW, also for DuckDB', async () => {
    const [tasks] = await readTask(
      "select a, x.v from t lateral view outer explode(split(b, ',')) x as v where v <> ''",
      'maxcompute',
    );
    expect(tasks![0]!.query.arms[0]?.from[1]).toMatchObject({
      alias: 'x',
      lateral: { fn: 'explode', columns: ['v'], args: [{ kind: 'call', name: 'split' }] },
    });
    expect(tasks![0]!.text).toContain(
      `left join lateral (select unnest(mc_split(b, ',')) as "v") as x on true where`,
    );
  });

  it('passes over what changes no rows, and says so in its place', async () => {
    const sql =
      'set odps.x=true;\ndrop table if exists tmp_a;\ncreate table tmp_a as select a from t distribute by a sort by a;\nselect a from tmp_a';
    const [tasks, found] = await readTask(sql, 'maxcompute');
    expect(found.map((d) => [d.code, sql.slice(d.offset, d.offset! + d.length!)])).toEqual([
      ['task/passed-over', 'set odps.x=true'],
      ['task/passed-over', 'drop table if exists tmp_a'],
      ['task/passed-over', 'distribute by a'],
      ['task/passed-over', 'sort by a'],
    ]);
    expect(tasks?.[1]?.locals).toMatchObject([{ name: 'tmp_a', isTable: false }]);
  });

  it('reads what CREATE TABLE declares', async () => {
    const [tasks] = await readTask(
      "create table if not exists x (a bigint comment 'it''s a', b decimal(18, 2), primary key (a)) comment 't' partitioned by (ds string comment 'day') lifecycle 30; insert into x partition (ds='1') select 1, 2 from t",
      'maxcompute',
    );
    expect(tasks?.[0]?.declared).toEqual({
      table: ['x'],
      columns: [
        { name: 'a', type: 'bigint', comment: "it's a" },
        { name: 'b', type: 'decimal(18,2)' },
      ],
      partition: [{ name: 'ds', type: 'string', comment: 'day' }],
      comment: 't',
      lifecycle: 30,
    });
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
    ['an INSERT without SELECT', 'insert into x values (1)', 'task/not-a-query'],
    ['a FROM without INSERT', 'from t select a', 'task/not-a-query'],
    [
      'rows that a LIMIT picks of each machine',
      'select a from t sort by a limit 1',
      'task/unreadable',
    ],
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
    const sql = 'select a from t lateral view explode(b) x as c where a not not 1';
    const [, stuck] = await readTask(sql, 'hive');
    expect(sql.slice(stuck[0]?.offset)).toMatch(/^not/);
  });

  it.each([
    'select a from t;\nselect b from t where b not not 1',
    "insert overwrite table x partition (ds='1')\nselect b from t where b not not 1",
  ])('says where behind what is no part of the query: %s', async (sql) => {
    const [, [stuck]] = await readTask(sql, 'maxcompute');
    expect(sql.slice(stuck?.offset)).toMatch(/^not 1|^ ?1/);
  });
});
