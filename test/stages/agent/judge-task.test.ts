import { expect, it } from 'vitest';
import { check } from '../../../src/compile.js';
import { shop } from '../../support/bind.js';
import { found, judged } from '../../support/judged-task.js';

const declared =
  "create table dws_trd_store_1d (store_id bigint comment '门店', order_cnt bigint comment '订单数') comment '门店日汇总' partitioned by (ds string) lifecycle 365;\n";
const counted =
  "select store_id, count(*) as order_cnt from dwd_order_di where ds = '${bizdate}' group by store_id";

it.each<[string, string, readonly (readonly string[])[]]>([
  [
    'a declared table and its partition of the day',
    `${declared}insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}') ${counted}`,
    [],
  ],
  [
    'a column too few',
    `${declared}insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}') select store_id from dwd_order_di where ds = '\${bizdate}'`,
    [['task/target-count', 'dws_trd_store_1d']],
  ],
  [
    'columns at each other’s place',
    `${declared}insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}') select order_cnt, store_id from (${counted}) t`,
    [
      ['task/target-order', 'dws_trd_store_1d'],
      ['task/target-order', 'dws_trd_store_1d'],
    ],
  ],
  [
    'a partition that the table does not have',
    `${declared}insert overwrite table dws_trd_store_1d partition (dt='\${bizdate}') ${counted}`,
    [['task/target-partition', 'dws_trd_store_1d']],
  ],
  [
    'a partition of the ontology that is left out',
    "insert overwrite table dwd_order_di select order_id from dwd_order_di where ds = '${bizdate}'",
    [
      ['task/target-partition', 'dwd_order_di'],
      ['rule/table-is-partitioned', 'dwd_order_di'],
    ],
  ],
  [
    'a column that the ontology does not have',
    "insert overwrite table dwd_order_di partition (ds='${bizdate}') select order_id, amount as amt from dwd_order_di where ds = '${bizdate}'",
    [['task/target-column', 'dwd_order_di']],
  ],
  [
    'a partition of the rows that is not their last column',
    "insert overwrite table dws_trd_store_1d partition (ds) select ds, store_id, count(*) as order_cnt from dwd_order_di where ds = '${bizdate}' group by ds, store_id",
    [
      ['task/dynamic-partition', 'ds'],
      ['task/not-in-dsl', 'ds'],
    ],
  ],
  [
    'a constant after a partition of the rows',
    "insert overwrite table dws_trd_store_1d partition (ds, kind='a') select store_id, count(*) as order_cnt, ds from dwd_order_di where ds = '${bizdate}' group by ds, store_id",
    [['task/partition-order', "kind='a'"]],
  ],
  [
    'a constant partition that is selected too',
    "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}') select store_id, count(*) as order_cnt, ds from dwd_order_di where ds = '${bizdate}' group by ds, store_id",
    [['task/partition-twice', "ds='${bizdate}'"]],
  ],
])('%s', async (_, sql, findings) => {
  expect(await found(sql)).toEqual(findings);
});

it.each<[string, string, readonly (readonly string[])[]]>([
  [
    'a layer that must not be read',
    "insert overwrite table ads_log_visit_1d partition (ds='${bizdate}') select page, count(*) as visit_cnt from ods_visit group by page",
    [['rule/layer-may-be-read', 'ods_visit']],
  ],
  [
    'the same partition every day',
    `insert overwrite table dws_trd_store_1d partition (ds='20261107') ${counted}`,
    [['rule/partition-follows-run', "ds='20261107'"]],
  ],
  [
    'rows that a second run adds again',
    `insert into dws_trd_store_1d partition (ds='\${bizdate}') ${counted}`,
    [['rule/rerun-writes-once', 'dws_trd_store_1d']],
  ],
  [
    'every partition of a table',
    "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}') select store_id, count(*) as order_cnt from dwd_order_di group by store_id",
    [['rule/model-reads-partitions', 'dwd_order_di']],
  ],
  [
    'a name that says no layer',
    `insert overwrite table report partition (ds='\${bizdate}') ${counted}`,
    [['task/target-name', 'report']],
  ],
  [
    'a column that needs quotes',
    "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}') select store_id as 门店, count(*) as order_cnt from dwd_order_di where ds = '${bizdate}' group by store_id",
    [['rule/column-name-is-plain', '门店']],
  ],
  [
    'sensitive values',
    "insert overwrite table dws_mbr_customer_1d partition (ds='${bizdate}') select gender, max(name) as top_name, count(distinct name) as name_cnt from dim_customer group by gender",
    [['rule/sensitive-is-counted', 'top_name']],
  ],
])('holds tasks against the laws of documents: %s', async (_, sql, findings) => {
  expect(await found(sql)).toEqual(findings);
});

it('reads what earlier statements of the task made', async () => {
  const { statements, findings } = await judged(
    `create table tmp_paid as select store_id, count(*) as n from dwd_order_di where ds = '\${bizdate}' and status = 'paid' group by store_id;
${declared}insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}') select store_id, n from tmp_paid;
insert overwrite table ads_trd_store_1d partition (ds='\${bizdate}') select s.name as store_name, d.order_cnt from dws_trd_store_1d d join dim_store s on s.store_id = d.store_id;`,
  );
  expect(findings.map((f) => f.code)).toEqual(['task/key-of-rows']);
  expect(statements.map((s) => [s.tables, s.proof?.kind])).toEqual([
    [['dwd_order_di'], 'equal'],
    [['dwd_order_di'], 'equal'],
    [['dim_store', 'dws_trd_store_1d'], 'equal'],
  ]);
});

it('says a partition as it stands where it is an attribute, late rows included', async () => {
  const { statements, findings } = await judged(counted);
  expect(findings).toEqual([]);
  const [proof] = statements.map((s) => s.proof);
  expect(proof?.kind === 'equal' && JSON.parse(proof.text)).toMatchObject({
    as_of: '2026-11-07',
    stages: [{ from: 'orders', where: ["ds = format_date($as_of, 'yyyyMMdd')"] }],
  });
});

it('compares nothing with a parameter that has no value here', async () => {
  const sql = "select order_id from dwd_order_di where status = 'a${s}' and ds = '1'";
  expect(await found(sql, 'duckdb')).toEqual([['task/not-in-dsl', "'a${s}'"]]);
});

it('reads a file of words, sources, CTEs and SQL, and keeps the words apart', async () => {
  const text = [
    '# 门店日汇总',
    '',
    '来源：dwd_order_di、dim_stores',
    '',
    '```sql',
    "with paid as (select store_id, amount from dwd_order_di where ds = '${bizdate}' and status = 'paid')",
    '```',
    '',
    '```',
    'for each store: add up what was paid',
    '```',
    '```maxcompute',
    "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}')",
    'select store_id, sum(amount) as paid_amt from paid group by store_id',
    '```',
    '',
  ].join('\n');
  const { statements, findings } = await judged(text);
  expect(
    findings.map(({ code, params, offset = 0, length = 0 }) => [
      code,
      text.slice(offset, offset + length),
      params['unknown'],
    ]),
  ).toEqual([
    ['task/pseudo-code', '# 门店日汇总', []],
    ['task/pseudo-code', '来源：dwd_order_di、dim_stores', ['dim_stores']],
    ['task/pseudo-code', 'for each store: add up what was paid', []],
  ]);
  expect(statements.map((s) => [s.target?.table, s.tables, s.proof?.kind])).toEqual([
    [['paid'], ['dwd_order_di'], 'equal'],
    [['dws_trd_store_1d'], ['dwd_order_di'], 'equal'],
  ]);
});

it('warns where a window without a frame would take equal rows together', async () => {
  const sql = (frame: string): string =>
    `select order_id, sum(amount) over (order by order_id ${frame}) as total from dwd_order_di where ds = '20261107'`;
  expect(await found(sql(''), 'duckdb')).toEqual([['task/by-rows', 'sum']]);
  expect(await found(sql('rows unbounded preceding'), 'duckdb')).toEqual([]);
});

const documentOf = async (sql: string): Promise<unknown> => {
  const { statements, findings } = await judged(sql);
  const proof = statements.at(-1)!.proof;
  return proof?.kind === 'equal' ? JSON.parse(proof.text) : findings;
};

it('makes a document of the table that a task writes, its form as the task states it', async () => {
  const sql = `${declared}insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}') ${counted.replace('store_id,', 'store_id as s,')}`;
  expect(await documentOf(sql)).toMatchObject({
    stages: [
      {
        from: 'orders',
        where: ["ds = format_date($bizdate, 'yyyyMMdd')"],
        by: [{ as: 'store_id', is: 'store_id' }],
      },
    ],
    target: {
      table: 'dws_trd_store_1d',
      layer: 'dws',
      comment: '门店日汇总',
      write: 'overwrite',
      partition: [{ as: 'ds', is: '$bizdate' }],
      lifecycle: 365,
      columns: [
        { name: 'store_id', comment: '门店', type: 'bigint' },
        { name: 'order_cnt', comment: '订单数', type: 'bigint' },
      ],
    },
  });
});

it('makes a document of partitions that the rows decide, beside constant ones', async () => {
  const sql =
    "insert overwrite table dws_trd_store_1d partition (kind='all', ds) select store_id, count(*) as order_cnt, ds from dwd_order_di where ds >= '20261101' group by store_id, ds";
  expect(await documentOf(sql)).toMatchObject({
    target: {
      partition: [
        { as: 'kind', is: "'all'" },
        { as: 'ds', is: 'ds' },
      ],
    },
  });
});

it('states the key that the rows have where nothing else tells it, as an assumption', async () => {
  const sql =
    "insert overwrite table ads_trd_store_1d partition (ds='${bizdate}') select s.name as store_name, o.n from (select store_id, count(*) as n from dwd_order_di group by store_id) o join dim_store s on s.store_id = o.store_id";
  expect(await documentOf(sql)).toMatchObject({
    target: { key: ['store_name'] },
    assumptions: [{ about: 'ads_trd_store_1d', taken: 'store_name', at: '/target/key' }],
  });
});

it.each([
  [
    'rows of a relationship',
    'select o.order_id, i.line_no, row_number() over (partition by i.product_id order by i.quantity desc) as rn from dwd_order_item_di i join dwd_order_di o on o.order_id = i.order_id',
  ],
  [
    'rows of a match',
    'select c.customer_id, n from (select customer_id, count(*) n from dwd_order_di group by customer_id) t join dim_customer c on c.customer_id = t.customer_id order by n desc limit 2',
  ],
])('tells the key of %s where the SQL writes it as the equal column', async (_, sql) => {
  const { statements } = await judged(sql, 'duckdb');
  const proof = statements[0]!.proof;
  expect(proof?.kind).toBe('equal');
  const [, said] = check(proof?.kind === 'equal' ? proof.text : '', shop);
  expect(said.map((d) => d.code)).not.toContain('bind/undecided-ties');
});
