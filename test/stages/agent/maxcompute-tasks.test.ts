import { expect, it } from 'vitest';
import { renderText } from '../../../src/base/render.js';
import { allDefinitions } from '../../../src/cli/all-definitions.js';
import type { Document } from '../../../src/dsl/document.js';
import { readTask } from '../../../src/interop/sql/parse/read.js';
import { translateQuery } from '../../../src/interop/sql/document/translate.js';
import { ontologyOf } from '../../support/bind.js';
import { found, judged } from '../../support/judged-task.js';
import { shopYaml } from '../../support/shop.js';

/** Each task with what its document says of it; all of them have equal rows. */
it.each<[string, string, object]>([
  [
    'DDL, SET, comments, NVL and a LEFT JOIN',
    `-- 门店日汇总
SET odps.sql.type.system.odps2=true;
CREATE TABLE IF NOT EXISTS dws_trd_store_1d (store_id BIGINT COMMENT '门店ID', store_name STRING, order_cnt BIGINT, pay_amt DECIMAL(18,2))
COMMENT '门店日汇总' PARTITIONED BY (ds STRING COMMENT '日期') LIFECYCLE 365;
INSERT OVERWRITE TABLE dws_trd_store_1d PARTITION (ds = '\${bizdate}')
SELECT t1.store_id, t2.name AS store_name -- 名称
, COUNT(1) AS order_cnt, SUM(NVL(t1.amount, 0)) AS pay_amt
FROM dwd_order_di t1 LEFT JOIN dim_store t2 ON t1.store_id = t2.store_id
WHERE t1.ds = '\${bizdate}' AND t1.status = 'paid' GROUP BY t1.store_id, t2.name;`,
    { target: { table: 'dws_trd_store_1d', comment: '门店日汇总', lifecycle: 365 } },
  ],
  [
    'days of a week by DATEADD and TO_CHAR',
    `INSERT OVERWRITE TABLE dws_trd_store_7d PARTITION (ds='\${bizdate}')
SELECT store_id, COUNT(DISTINCT customer_id) AS byr_cnt_7d, COALESCE(SUM(amount), 0) AS amt_7d FROM dwd_order_di
WHERE ds >= TO_CHAR(DATEADD(TO_DATE('\${bizdate}','yyyymmdd'), -6, 'dd'), 'yyyymmdd') AND ds <= '\${bizdate}' AND store_id IS NOT NULL GROUP BY store_id`,
    {
      stages: [
        {
          where: [
            "ds >= format_date(date_add('day', -6, $bizdate), 'yyyyMMdd')",
            "ds <= format_date($bizdate, 'yyyyMMdd')",
            'store_id is not null',
          ],
        },
      ],
    },
  ],
  [
    'days as the scheduler writes them, with quotes and without',
    `INSERT OVERWRITE TABLE dws_trd_store_7d PARTITION (ds='$[yyyymmdd-1]')
SELECT store_id, COUNT(*) AS cnt FROM dwd_order_di WHERE ds > $[yyyymmdd-8] AND ds <= '\${bdp.system.bizdate}' AND ds >= '\${yyyymm-1}01'
AND order_time < '\${yyyy-mm-dd} 23:59:59' AND store_id IS NOT NULL GROUP BY store_id`,
    {
      stages: [
        {
          where: [
            "ds > format_date(date_add('day', -7, $bizdate), 'yyyyMMdd')",
            "ds <= format_date($bizdate, 'yyyyMMdd')",
            "ds >= concat(format_date(date_add('month', -1, $bizdate), 'yyyyMM'), '01')",
            "order_time < cast(concat(format_date($bizdate, 'yyyy-MM-dd'), ' 23:59:59') as timestamp)",
            'store_id is not null',
          ],
        },
      ],
      target: { partition: [{ as: 'ds', is: '$bizdate' }] },
    },
  ],
  [
    'QUALIFY, which drops rows after its windows, beside HAVING, which does before them',
    `SELECT store_id, customer_id, COUNT(*) AS c, RANK() OVER (ORDER BY COUNT(*), SUM(amount)) AS r FROM dwd_order_di WHERE ds<='\${bizdate}'
GROUP BY store_id, customer_id HAVING COUNT(*) > 1 QUALIFY ROW_NUMBER() OVER (PARTITION BY store_id ORDER BY COUNT(*) DESC, customer_id) <= 2`,
    { stages: [{ keep: ['grouped_3 > 1'] }, { keep: ['ranked <= 2'] }] },
  ],
  [
    'the last of each by QUALIFY',
    `INSERT OVERWRITE TABLE dwd_trd_customer_last_di PARTITION (ds='\${bizdate}') SELECT order_id, customer_id, amount FROM dwd_order_di
WHERE ds <= '\${bizdate}' QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY order_time DESC) = 1`,
    { stages: [{ keep: ['ranked = 1'] }] },
  ],
  [
    'functions that mean otherwise on DuckDB',
    `SELECT order_id, DECODE(status, 'paid', 'p', 'open', 'o', '-') AS s, DECODE(store_id, NULL, 'n', 1, 'one') AS n, GREATEST(order_id, store_id) AS g,
REGEXP_REPLACE(status, '[ae]', 'x') AS r, REGEXP_EXTRACT(status, 'p(a)') AS e, GET_JSON_OBJECT(status, '$.a') AS j, CONCAT(status,'a','b','c','d','e','f') AS k
FROM dwd_order_di WHERE ds=='\${bizdate}'`,
    {
      stages: [
        {
          columns: [
            {},
            {},
            {},
            { is: 'greatest(order_id, store_id)' },
            {},
            { is: "regexp_extract(status, 'p(a)', 1)" },
            {},
            {},
          ],
        },
      ],
    },
  ],
  [
    'projects before tables',
    `INSERT OVERWRITE TABLE prod.dws_trd_store_1d PARTITION (ds='\${bizdate}') SELECT a.store_id, s.name, COUNT(*) AS cnt FROM ods_prod.dwd_order_di a
JOIN prod.dim_store s ON a.store_id = s.store_id WHERE a.ds = '\${bizdate}' GROUP BY a.store_id, s.name`,
    {
      target: { table: 'dws_trd_store_1d' },
      assumptions: [
        { about: 'prod.dws_trd_store_1d', taken: 'dws_trd_store_1d', at: '/target/table' },
      ],
    },
  ],
  [
    'what changes no rows around an INSERT',
    `USE prod; ALTER TABLE dws_trd_store_1d ADD IF NOT EXISTS PARTITION (ds='\${bizdate}');
INSERT OVERWRITE TABLE dws_trd_store_1d PARTITION (ds='\${bizdate}') SELECT store_id, COUNT(*) AS cnt FROM dwd_order_di WHERE ds = '\${bizdate}' AND store_id IS NOT NULL GROUP BY store_id; COMMIT;`,
    { target: { table: 'dws_trd_store_1d' } },
  ],
  [
    'variables of a script',
    `@paid := SELECT store_id, amount FROM dwd_order_di WHERE ds = '\${bizdate}' AND status = 'paid';
@sums := SELECT store_id, SUM(amount) AS amt FROM @paid WHERE store_id IS NOT NULL GROUP BY store_id;
INSERT OVERWRITE TABLE dws_trd_store_1d PARTITION (ds='\${bizdate}') SELECT s.store_id, s.amt FROM @sums s`,
    { stages: [{ name: 'paid' }, { name: 'sums' }, {}], target: { table: 'dws_trd_store_1d' } },
  ],
  [
    'a minus without spaces',
    `SELECT o.order_id, o.store_id-s.store_id AS d, o.amount-1 AS e, 3-o.order_id AS f FROM dwd_order_di o JOIN dim_store s ON o.store_id=s.store_id WHERE o.ds <= '\${bizdate}'`,
    { stages: [{ columns: [{}, {}, { is: 'amount - 1' }, { is: '3 - order_id' }] }] },
  ],
  [
    'COUNT_IF',
    `SELECT store_id, COUNT_IF(status = 'paid') AS paid_cnt FROM dwd_order_di WHERE ds = '\${bizdate}' GROUP BY store_id`,
    { stages: [{ measures: [{ where: ["status = 'paid'"] }] }] },
  ],
  [
    'formats of days',
    `INSERT OVERWRITE TABLE dws_trd_day_1d PARTITION (ds='\${bizdate}')
SELECT TO_CHAR(order_time, 'yyyymmdd') AS order_day, DATE_FORMAT(order_time, 'yyyy-MM') AS mon, COUNT(*) AS cnt
FROM dwd_order_di WHERE ds='\${bizdate}' GROUP BY TO_CHAR(order_time, 'yyyymmdd'), DATE_FORMAT(order_time, 'yyyy-MM')`,
    {
      stages: [
        {
          by: [
            { as: 'order_day', is: "format_date(order_time, 'yyyyMMdd')" },
            { as: 'mon', is: "format_date(order_time, 'yyyy-MM')" },
          ],
        },
      ],
    },
  ],
  [
    'DATEDIFF, RLIKE, IF and a hint',
    `SELECT /*+ MAPJOIN(s) */ s.name, DATEDIFF(MAX(o.pay_time), MIN(o.order_time), 'dd') AS days, SUBSTR(s.name, 1, 2) AS pre, SUM(IF(o.amount > 10, 1, 0)) AS big
FROM dwd_order_di o JOIN dim_store s ON o.store_id = s.store_id
WHERE o.ds BETWEEN '20261101' AND '\${bizdate}' AND o.status RLIKE 'pa' GROUP BY s.name`,
    { stages: [{ from: 'orders' }] },
  ],
  [
    'texts that MaxCompute makes of numbers and moments silently',
    `SELECT order_id, SUBSTR(order_time, 1, 7) AS mon, CONCAT(customer_id, '_', status) AS k FROM dwd_order_di WHERE ds = '\${bizdate}'`,
    {
      stages: [
        {
          columns: [
            { as: 'order_id' },
            { as: 'mon', is: 'substring(cast(order_time as string), 1, 7)' },
            { as: 'k', is: "concat(cast(customer_id as string), '_', status)" },
          ],
        },
      ],
    },
  ],
  [
    'a LEFT JOIN of a snapshot by its partition in ON',
    `SELECT o.order_id, o.store_id, k.on_hand FROM (SELECT order_id, store_id, 501 AS product_id FROM dwd_order_di WHERE ds <= '\${bizdate}') o
LEFT JOIN dwd_stock_df k ON k.store_id = o.store_id AND k.product_id = o.product_id AND k.ds = '\${bizdate}'`,
    { stages: [{ name: 'o' }, { match: [{ to: 'stock' }] }] },
  ],
  [
    'several INSERTs of one FROM',
    `FROM (SELECT * FROM dwd_order_di WHERE ds='\${bizdate}') o
INSERT OVERWRITE TABLE dws_trd_store_1d PARTITION (ds='\${bizdate}') SELECT store_id, COUNT(*) AS cnt WHERE store_id IS NOT NULL GROUP BY store_id
INSERT OVERWRITE TABLE dws_trd_customer_1d PARTITION (ds='\${bizdate}') SELECT customer_id, SUM(amount) AS amt GROUP BY customer_id`,
    { target: { table: 'dws_trd_customer_1d' } },
  ],
  [
    'the last of each by ROW_NUMBER',
    `INSERT OVERWRITE TABLE dwd_trd_customer_last_di PARTITION (ds='\${bizdate}')
SELECT customer_id, order_id FROM (SELECT customer_id, order_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY order_time DESC) AS rn
FROM dwd_order_di WHERE ds <= '\${bizdate}' AND ds >= '20260101') t WHERE rn = 1`,
    { target: { layer: 'dwd' } },
  ],
])('%s', async (_, sql, document) => {
  const { statements, findings } = await judged(sql);
  expect(findings.filter((f) => f.severity === 'error')).toEqual([]);
  const proofs = statements.map(({ proof }) => proof);
  expect(proofs.map((p) => p?.kind)).toEqual(proofs.map(() => 'equal'));
  const last = proofs.at(-1);
  expect(last?.kind === 'equal' && (JSON.parse(last.text) as Document)).toMatchObject(document);
});

const byClock = ontologyOf(shopYaml.replaceAll(/\n {2}ds: \{ type: string \}/g, ''));
const week = "to_char(dateadd(to_date('${bizdate}', 'yyyymmdd'), -6, 'dd'), 'yyyymmdd')";

it.each<[string, object]>([
  ["ds = '${bizdate}'", { last: 1, unit: 'day', mode: 'rolling' }],
  ["ds = '20261107'", { last: 1, unit: 'day', mode: 'rolling' }],
  [`ds between ${week} and '\${bizdate}'`, { from: "date_add('day', -6, $as_of)", to: '$as_of' }],
  ["ds = '$[yyyymmdd-1]'", { last: 1, unit: 'day', mode: 'rolling' }],
  [
    "ds >= '${yyyymm}01' and ds <= '${bizdate}'",
    { from: "date_trunc('month', $as_of)", to: '$as_of' },
  ],
  [
    "ds >= to_char(datetrunc(to_date('${bizdate}', 'yyyymmdd'), 'mm'), 'yyyymmdd') and ds <= '${bizdate}'",
    { from: "date_trunc('month', $as_of)", to: '$as_of' },
  ],
  [
    "ds > '20261031' and ds <= '20261107'",
    { from: "date_add('day', 1, date '2026-10-31')", to: "date '2026-11-07'" },
  ],
])('reads partitions that are no attribute by the clock: %s', async (where, time) => {
  const sql = `select store_id, count(*) as n from dwd_order_di where ${where} group by store_id`;
  const [tasks] = await readTask(sql, 'maxcompute');
  const options = { title: 't', dialect: 'maxcompute', asOf: '2026-11-07' };
  const { document } = translateQuery(tasks![0]!.query, byClock, options);
  expect(document).toMatchObject({ as_of: '2026-11-07', stages: [{ time }] });
});

it.each<[string, string, readonly (readonly string[])[]]>([
  [
    'the clock',
    "select order_id, getdate() as t from dwd_order_di where ds = '20261107'",
    [['task/not-in-dsl', 'getdate']],
  ],
  [
    'a function of its own',
    "select order_id, my_udf(status) as t from dwd_order_di where ds = '20261107'",
    [
      ['task/no-such-function', 'my_udf'],
      ['task/not-in-dsl', 'my_udf'],
    ],
  ],
  [
    'WITH CUBE',
    "select store_id, status, sum(amount) as amt from dwd_order_di where ds = '20261107' group by store_id, status with cube",
    [['task/not-in-dsl', 'cube']],
  ],
  [
    'ROLLUP',
    "select store_id, status, sum(amount) as amt from dwd_order_di where ds = '20261107' group by rollup(store_id, status)",
    [['task/not-in-dsl', 'rollup']],
  ],
  [
    'GROUPING SETS after a list',
    "select store_id, status, case when count(*) > 1 then 0 else 1 end as n from dwd_order_di where ds = '20261107' group by store_id, status grouping sets ((store_id, status), ())",
    [['task/not-in-dsl', 'sets']],
  ],
  [
    'rows that nothing tells apart',
    "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}') select status, 1 as n from dwd_order_di where ds >= '20260101'",
    [['task/not-in-dsl', 'dws_trd_store_1d']],
  ],
  [
    'the newest partition of rows that are no snapshot',
    "select order_id from dwd_order_di where ds = max_pt('dwd_order_di')",
    [['task/not-in-dsl', 'max_pt']],
  ],
  [
    'the newest partition of a snapshot, which a rerun finds another one',
    "select store_id, product_id, on_hand from dwd_stock_df where ds = max_pt('prod.dwd_stock_df')",
    [['task/by-newest', 'max_pt']],
  ],
  [
    'parameters that stand for names and numbers of rows',
    'select order_id from ${env}.dwd_order_di o join dim_store_${bizdate} s on o.store_id = s.store_id limit ${n}',
    [
      ['task/param-for-name', '${env}'],
      ['task/param-for-name', '${bizdate}'],
      ['task/param-for-name', '${n}'],
    ],
  ],
  [
    'LATERAL VIEW of what DuckDB has, and of what it has not',
    "select o.order_id, j.a, k.v, m.w from dwd_order_di o lateral view json_tuple(concat(o.status, ''), 'a', 'b') j as a, b lateral view outer posexplode(split(o.status, 'a')) k as p, v lateral view my_udtf(o.status) m as w where o.ds = '20261107'",
    [
      ['task/no-such-function', 'my_udtf'],
      ['task/not-in-dsl', 'lateral'],
      ['task/not-in-dsl', 'lateral'],
      ['task/not-in-dsl', 'lateral'],
    ],
  ],
  [
    'parameters that no day of the run tells',
    "select order_id from dwd_order_di where ds = '${bizdate}' and status = '${s}' and store_id = ${store} and to_char(order_time, 'hh') = '$[hh24-1/24]'",
    [
      ['task/not-in-dsl', "'${s}'"],
      ['task/not-in-dsl', '${store}'],
      ['task/not-in-dsl', "'$[hh24-1/24]'"],
    ],
  ],
  [
    'aggregates that documents do not have',
    "select store_id, wm_concat(distinct ',', status) within group (order by status) as s, count(distinct customer_id, status) as n from dwd_order_di where ds = '${bizdate}' group by store_id",
    [
      ['task/not-in-dsl', 'wm_concat'],
      ['task/not-in-dsl', 'count'],
    ],
  ],
  [
    'a column of the table that nothing names',
    "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}') select store_id, count(*) from dwd_order_di where ds = '${bizdate}' and store_id is not null group by store_id",
    [['task/not-in-dsl', 'dws_trd_store_1d']],
  ],
  [
    'a variable that is no query',
    "@n bigint := 3; select order_id from dwd_order_di where ds = '20261107'",
    [['task/not-a-query', '@n']],
  ],
  [
    'the deviation of all rows, which documents take of a sample',
    "select store_id, stddev(amount) as s from dwd_order_di where ds = '${bizdate}' group by store_id",
    [['task/not-in-dsl', 'stddev']],
  ],
  [
    'LATERAL VIEW',
    "select o.order_id, t.tag from dwd_order_di o lateral view explode(split(o.status, ',')) t as tag where o.ds = '20261107'",
    [['task/not-in-dsl', 'lateral']],
  ],
])('names what keeps a document away, in its place: %s', async (_, sql, expected) => {
  expect(await found(sql)).toEqual(expected);
});

it('says in one line which construct it is and which sentence keeps it out', async () => {
  const sql =
    "select status, sum(amount) as amt from dwd_order_di where ds = '20261107' group by status with rollup";
  const [finding] = (await judged(sql)).findings;
  const said = renderText([finding!], allDefinitions, 'en', new Map());
  expect(said.split('\n')[0]).toContain(
    'this is not carried over to the DSL: GROUP BY ROLLUP (S5: the rows of a stage have one key)',
  );
});
