import type { Explanations } from './explanation.js';

/** Rows and what the ontology says of them. */
export const dataExplanations: Explanations = {
  'out-of-range': {
    failing: '# the orders end on 2026-10-31\n$ dataagent run 001-weekly --bizdate 2026-11-30',
    passing: '$ dataagent run 001-weekly --bizdate 2026-10-31',
  },
  'no-table': {
    failing: 'source: { table: dim_shop }     # the database has dim_store',
    passing: 'source: { table: dim_store }',
  },
  'no-column': {
    failing: 'attributes:\n  shop_name: string            # the table has name',
    passing: 'attributes:\n  shop_name: { type: string, column: name }',
  },
  'other-type': {
    failing: 'attributes:\n  amount: string               # the column is DECIMAL(18,2)',
    passing: "attributes:\n  amount: { type: 'decimal(18,2)' }",
  },
  'key-repeated': {
    failing: 'key: [store_id]\n\nstore_id  name\n       1  West\n       1  East',
    passing: 'key: [store_id]\n\nstore_id  name\n       1  West\n       2  East',
  },
  'key-null': {
    failing: 'key: [store_id]\n\nstore_id  name\n       1  West\n    null  East',
    passing: 'key: [store_id]\n\nstore_id  name\n       1  West\n       2  East',
  },
  'null-in-required': {
    failing:
      'attributes:\n  name: { type: string, required: true }\n\nstore_id  name\n       1  null',
    passing:
      'attributes:\n  name: { type: string, required: true }\n\nstore_id  name\n       1  West',
  },
  'unlisted-value': {
    failing: 'status: { type: string, values: { paid: Paid, open: Open } }\n\nstatus\nPAID',
    passing: 'status: { type: string, values: { paid: Paid, open: Open } }\n\nstatus\npaid',
  },
  'not-to-one': {
    failing:
      'city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }\n\ndim_city\ncity_id  name\n      1  Shanghai\n      1  上海',
    passing:
      'city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }\n\ndim_city\ncity_id  name\n      1  Shanghai',
  },
  'no-partner': {
    failing:
      'city: { to: city, on: { city_id: city_id }, cardinality: many_to_one, required: true }\n\ndim_store          dim_city\nstore_id  city_id  city_id\n       1        9        1',
    passing:
      'city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }\n\ndim_store          dim_city\nstore_id  city_id  city_id\n       1        9        1',
  },
  'dangling-reference': {
    failing:
      'city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }\n\ndim_store          dim_city\nstore_id  city_id  city_id\n       1        9        1',
    passing:
      'city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }\n\ndim_store          dim_city\nstore_id  city_id  city_id\n       1     null        1',
  },
  'same-as-differs': {
    failing:
      'customer: { …, same_as: [orders.customer] }\n\ndwd_order_item_di        dwd_order_di\norder_id  customer_id    order_id  customer_id\n       1            8           1            7',
    passing:
      'customer: { …, same_as: [orders.customer] }\n\ndwd_order_item_di        dwd_order_di\norder_id  customer_id    order_id  customer_id\n       1            7           1            7',
  },
  'versions-overlap': {
    failing:
      'validity: { from: valid_from, to: valid_to }\n\ncustomer_id  valid_from  valid_to\n          1  2026-01-01  2026-06-01\n          1  2026-05-01  null',
    passing:
      'validity: { from: valid_from, to: valid_to }\n\ncustomer_id  valid_from  valid_to\n          1  2026-01-01  2026-05-01\n          1  2026-05-01  null',
  },
};

const query = 'dataagent query day.json --database';

/** What an engine has against a statement, and what keeps a database from being opened. */
export const engineExplanations: Explanations = {
  failed: {
    failing: 'attributes:\n  day: date      # the column holds texts such as "7 Nov"',
    passing: 'attributes:\n  day: string',
  },
  'database-address': {
    failing: `$ ${query} warehouse.duckdb`,
    passing: `$ ${query} duckdb:warehouse.duckdb`,
    why: {
      en: 'An address says which engine reads what; a path alone would be guessed at.',
      zh: '地址要说明由哪个引擎读取；只有路径就只能猜。',
    },
  },
  'no-such-file': {
    failing: `$ ${query} duckdb:warehous.duckdb`,
    passing: `$ ${query} duckdb:warehouse.duckdb`,
    why: {
      en: 'A missing file that is created empty would make every number 0 or null.',
      zh: '若把不存在的文件新建为空库，所有数字都会是 0 或空。',
    },
  },
  'no-such-folder': {
    failing: '$ dataagent run 001-weekly --database duckdb:no/such/out.duckdb',
    passing: '$ mkdir -p out && dataagent run 001-weekly --database duckdb:out/out.duckdb',
    why: {
      en: 'Folders are not made on the way: a misspelt path would hide a database somewhere.',
      zh: '不会自动新建目录：写错的路径会把数据库藏在别处。',
    },
  },
  'same-file': {
    failing: 'the database that is read is the one that is written',
    passing: 'tables are read from one file and written to another',
    why: {
      en: 'What is proven reads a database and never changes it.',
      zh: '验证只读取数据库，从不修改它。',
    },
  },
  'not-a-database': {
    failing: `$ ${query} duckdb:orders.csv`,
    passing: `$ ${query} duckdb:warehouse.duckdb`,
    why: {
      en: 'Only files in the engine’s own format are read; a table of another form has other types.',
      zh: '只读取引擎自身格式的文件；其他格式的类型不同。',
    },
  },
  'not-a-file': {
    failing: `$ ${query} duckdb:data/`,
    passing: `$ ${query} duckdb:data/warehouse.duckdb`,
    why: { en: 'A database is one file.', zh: '数据库是一个文件。' },
  },
  'no-permission': {
    failing: `$ chmod 000 warehouse.duckdb && ${query} duckdb:warehouse.duckdb`,
    passing: `$ chmod 400 warehouse.duckdb && ${query} duckdb:warehouse.duckdb`,
    why: {
      en: 'The system does not let this user read the file.',
      zh: '系统不允许当前用户读取该文件。',
    },
  },
  locked: {
    failing: `$ duckdb warehouse.duckdb &\n$ ${query} duckdb:warehouse.duckdb`,
    passing: `$ cp warehouse.duckdb copy.duckdb && ${query} duckdb:copy.duckdb`,
    why: {
      en: 'The engine lets one process write a file, and no other read it meanwhile.',
      zh: '引擎只允许一个进程写文件，其间其他进程不能读取。',
    },
  },
  'other-version': {
    failing: `$ ${query} duckdb:written-by-a-newer-version.duckdb`,
    passing: `$ ${query} duckdb:exported-and-imported.duckdb`,
    why: {
      en: 'Formats of files change; a guess at another one could read other values.',
      zh: '文件格式会变化；猜测读取可能得到错误的值。',
    },
  },
  corrupt: {
    failing: `$ head -c 10000 warehouse.duckdb > half.duckdb && ${query} duckdb:half.duckdb`,
    passing: `$ ${query} duckdb:warehouse.duckdb`,
    why: {
      en: 'A checksum of the file does not fit: what is read from it may be anything.',
      zh: '文件校验不符：读出的内容不可信。',
    },
  },
  'cannot-open': {
    failing: `$ ${query} duckdb:/dev/stdin`,
    passing: `$ ${query} duckdb:warehouse.duckdb`,
    why: {
      en: 'The engine gives a reason of its own; it stands in the message.',
      zh: '引擎给出了自己的原因，见报错内容。',
    },
  },
  unreadable: {
    failing: "-- a view over a file that is gone\nCREATE VIEW day AS SELECT * FROM '/gone.csv'",
    passing: 'CREATE TABLE day (day DATE)',
    why: {
      en: 'An ontology is read off the rows of every table; one that cannot be read is named, not skipped.',
      zh: '本体由每张表的数据得出；读不出的表会被指出，而不是跳过。',
    },
  },
  'no-driver': {
    failing: '$ rm -r node_modules/@duckdb && dataagent doctor',
    passing: '$ npm ci && dataagent doctor',
    why: {
      en: 'The engine is a library of the system’s kind; it must be installed for this machine.',
      zh: '引擎是与系统相关的库，须为本机安装。',
    },
  },
  'wrong-setting': {
    failing: 'memoryLimit: much',
    passing: 'memoryLimit: 1GB',
    why: {
      en: 'A setting that is not understood must not be left out in silence.',
      zh: '不能理解的设置不能悄悄忽略。',
    },
  },
  'unknown-time-zone': {
    failing: '"timezone": "Beijing"',
    passing: '"timezone": "Asia/Shanghai"',
    why: {
      en: 'Which day a moment belongs to depends on the zone.',
      zh: '一个时刻属于哪一天取决于时区。',
    },
  },
  timeout: {
    failing: `$ ${query} duckdb:ten-years.duckdb`,
    passing: `$ ${query} duckdb:one-week.duckdb`,
    why: {
      en: 'A statement without a limit would hold the machine for as long as it likes.',
      zh: '没有时限的语句会一直占用机器。',
    },
  },
  interrupted: {
    failing: `$ ${query} duckdb:warehouse.duckdb\n^C`,
    passing: `$ ${query} duckdb:warehouse.duckdb`,
    why: { en: 'Somebody asked it to stop.', zh: '有人要求停止。' },
  },
  'out-of-memory': {
    failing: '"columns": [… all of ten years …]',
    passing: '"time": {"period": "7d"}, "by": [… a few keys …]',
    why: {
      en: 'The engine keeps to a limit, so that the machine goes on working.',
      zh: '引擎遵守内存上限，机器才能继续工作。',
    },
  },
  'spill-limit': {
    failing: '"order": [… all of ten years …]',
    passing: '"time": {"period": "7d"}, "order": […], "limit": {"rows": 100}',
    why: {
      en: 'What does not fit in memory goes to disk, up to a limit.',
      zh: '内存放不下的部分写入磁盘，但有上限。',
    },
  },
  'disk-full': {
    failing: '$ df -h /tmp\n… 100% /tmp',
    passing: '$ df -h /tmp\n…  40% /tmp',
    why: {
      en: 'Sorting and grouping large data needs some disk.',
      zh: '对大量数据排序和分组需要磁盘空间。',
    },
  },
  crashed: {
    failing: `$ ${query} duckdb:warehouse.duckdb   # DuckDB failed: INTERNAL …`,
    passing: `$ ${query} duckdb:copy.duckdb`,
    why: {
      en: 'The engine met a mistake of its own; after one it answers nothing more.',
      zh: '引擎遇到自身的错误；此后不再响应。',
    },
  },
};
