import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { judgeTask } from '../../../src/stages/agent/judge-task.js';
import { tableFiles } from '../../../src/stages/agent/table-files.js';
import { ontologyOf, shop } from '../../support/bind.js';
import { shopSql, shopYaml } from '../../support/shop.js';
import { duckdb } from '../run.js';
import type { BrokenInput } from './ontologies.js';

/** A mistake in an SQL task: what stands in the right one, and instead; where the ontology says other things, what. */
type WrongTask = readonly [
  name: string,
  right: string,
  wrong: string,
  claim?: readonly [from: string, to: string],
];

const select = `select o.store_id, count(*) as order_cnt, sum(o.amount) as order_amt
from dwd_order_di o
where o.ds = '\${bizdate}'
group by o.store_id;
`;
const into = "insert overwrite table dws_trd_store_1d partition (ds='${bizdate}')";

/** An SQL task over the shop with nothing wrong in it. */
const rightTask = `create table dws_trd_store_1d (
  store_id bigint comment '门店ID', order_cnt bigint comment '订单数', order_amt decimal(38,2) comment '订单金额'
) comment '门店日汇总' partitioned by (ds string) lifecycle 365;
${into}
${select}`;

/** Mistakes of SQL tasks, and what a reader is told of tasks that are none. */
const tasks: readonly WrongTask[] = [
  ['more statements than anybody reviews', select, select.repeat(60)],
  ['word of SQL misspelt', 'group by', 'grup by'],
  ['statement that deletes', select, `${select}delete from dwd_order_di;\n`],
  ['setting of the engine', 'create table', 'set odps.sql.mapper.split.size=64;\ncreate table'],
  ['words beside the SQL', rightTask, `# 门店日汇总\n\n\`\`\`sql\n${rightTask}\`\`\`\n`],
  ['words alone', rightTask, '# 门店日汇总\n\n按门店汇总当天的订单数\n'],
  ['no statement', rightTask, '-- to be written\n'],
  ['query that writes no table', rightTask, select],
  ['table that is misspelt', 'from dwd_order_di o', 'from dwd_orders_di o'],
  ['column that is misspelt', 'sum(o.amount)', 'sum(o.amont)'],
  [
    'column of two tables without an alias',
    'select o.store_id, count(*) as order_cnt, sum(o.amount) as order_amt\nfrom dwd_order_di o\nwhere o.ds',
    'select store_id, count(*) as order_cnt, sum(o.amount) as order_amt\nfrom dwd_order_di o join dim_store s on s.store_id = o.store_id\nwhere o.ds',
  ],
  [
    'columns that are not listed',
    rightTask,
    "select * from dwd_order_di where ds = '${bizdate}';\n",
  ],
  ['join without a condition', 'from dwd_order_di o\n', 'from dwd_order_di o, dim_store s\n'],
  ['column too few', ', sum(o.amount) as order_amt', ''],
  [
    'columns at each other’s place',
    'count(*) as order_cnt, sum(o.amount) as order_amt',
    'sum(o.amount) as order_amt, count(*) as order_cnt',
  ],
  [
    'column that the written table has not',
    rightTask,
    "insert overwrite table dwd_order_di partition (ds='${bizdate}') select order_id, amount as amt from dwd_order_di where ds = '${bizdate}';\n",
  ],
  [
    'partition that the table has not',
    "partition (ds='${bizdate}')",
    "partition (dt='${bizdate}')",
  ],
  [
    'constant behind a partition of the rows',
    rightTask,
    "insert overwrite table dws_trd_store_1d partition (ds, kind='a') select store_id, count(*) as order_cnt, ds from dwd_order_di where ds = '${bizdate}' group by store_id, ds;\n",
  ],
  [
    'partition of the rows that is not last',
    rightTask,
    "insert overwrite table dws_trd_store_1d partition (ds) select ds, store_id, count(*) as order_cnt from dwd_order_di where ds = '${bizdate}' group by ds, store_id;\n",
  ],
  [
    'partition that is selected too',
    rightTask,
    `${into} select store_id, count(*) as order_cnt, ds from dwd_order_di where ds = '\${bizdate}' group by store_id, ds;\n`,
  ],
  [
    'table without a layer in its name',
    rightTask,
    `insert overwrite table report_1d partition (ds='\${bizdate}')\n${select}`,
  ],
  [
    'table whose key only the rows tell',
    rightTask,
    `${into} select customer_id, amount from dwd_order_di where ds = '\${bizdate}';\n`,
  ],
  ['part that has no document', 'group by o.store_id', 'group by o.store_id with rollup'],
  ['number of a text that holds none', 'sum(o.amount)', 'sum(cast(o.status as decimal(38,2)))'],
  [
    'running sum without a frame',
    rightTask,
    "select order_id, sum(amount) over (order by order_id) as total from dwd_order_di where ds = '${bizdate}';\n",
  ],
  [
    'partition that the ontology has no attribute of',
    'create table',
    'create table',
    [
      "amount: { type: 'decimal(18,2)', label: 订单金额, unit: 元 }\n  ds: { type: string }\n",
      "amount: { type: 'decimal(18,2)', label: 订单金额, unit: 元 }\n",
    ],
  ],
  ['function that nobody has', 'sum(o.amount)', 'sum(own_amount(o.amount))'],
  ['sum of texts', 'sum(o.amount)', 'sum(o.status)'],
];

/** Breaks the right task in every listed way; its tables are made and its rows compared as `new spec --from-sql` does. */
export async function brokenTasks(only: string): Promise<readonly BrokenInput[]> {
  const wanted = tasks.filter(([name]) => name.includes(only));
  const [empty, data] = [await openDuckdb(), await openDuckdb()];
  try {
    await data.execute(shopSql);
    const foundIn = async (text: string, ontology: Ontology): Promise<readonly Diagnostic[]> => {
      const offer = { day: '2026-11-07', data };
      const how = { dialect: 'maxcompute', title: 'task', empty, duckdb, offer } as const;
      const judged = await judgeTask(text, ontology, how);
      const files = tableFiles(judged, 'task', 'task.sql', ontology, [duckdb], 'en', ['ddl']);
      return [...judged.findings, ...files.found];
    };
    const broken: BrokenInput[] = [];
    for (const [name, right, wrong, claim] of wanted) {
      if (!rightTask.includes(right)) throw new Error(`the task has no ${right}`);
      const ontology = claim === undefined ? shop : ontologyOf(shopYaml.replace(...claim));
      const findings = await foundIn(
        rightTask.replace(right, () => wrong),
        ontology,
      );
      const located = findings.some((d) => d.offset !== undefined);
      broken.push({ name, area: 'task', findings, located });
    }
    const before = wanted.length === 0 ? [] : await foundIn(rightTask, shop);
    if (before.length > 0) throw new Error(`found in the right task: ${before[0]!.code}`);
    return broken;
  } finally {
    await empty.close();
    await data.close();
  }
}
