import type { Language } from '../base/diagnostic.js';

/** What a new project starts from. */
export interface NewProject {
  readonly name: string;
  readonly language: Language;
  /** `duckdb:FILE`, where one was read. */
  readonly database?: string;
  /** Whether to write an example of the ontology's form. */
  readonly example: boolean;
}

/** The files of a new project by path: settings, folders with a word about each, an example for CI. */
export function projectFiles(project: NewProject): ReadonlyMap<string, string> {
  const zh = project.language === 'zh';
  return new Map([
    ['dataagent.yaml', settings(project)],
    ['.gitignore', '.dataagent/\n*.duckdb\n*.duckdb.wal\n'],
    ['specs/README.md', zh ? specsZh : specsEn],
    ['templates/README.md', zh ? templatesZh : templatesEn],
    ['.github/workflows/dataagent.yml', workflow],
    ['.gitlab-ci.yml', pipeline],
    ['.pre-commit-config.yaml', hook],
    ...(project.example ? [['ontology/example.yaml', zh ? exampleZh : exampleEn] as const] : []),
  ]);
}

function settings({ name, language, database }: NewProject): string {
  return [
    'dataagent: "1"',
    `name: ${JSON.stringify(name)}`,
    `language: ${language}`,
    'ontology: ontology',
    'specs: specs',
    'dialects: [maxcompute, duckdb]',
    ...(database === undefined ? [] : [`database: ${JSON.stringify(database)}`]),
    '',
  ].join('\n');
}

const specsEn = `# Specs

One folder for each requirement: \`dataagent new spec "…"\` makes one. \`dataagent check\` is what CI runs.
`;
const specsZh = `# 规格

每个需求一个文件夹：用 \`dataagent new spec "…"\` 新建。CI 运行 \`dataagent check\`。
`;
const templatesEn = `# Templates

\`models/*.json\` are skeletons of documents with typed holes, beside those that come with the tool: \`dataagent gen dsl --template
nd --set key=… --set metrics=…\` fills one.
`;
const templatesZh = `# 模板

\`models/*.json\` 是带类型空位的文档骨架，补充工具自带的模板：用 \`dataagent gen dsl --template nd --set key=… --set metrics=…\` 填写。
`;

/** Of a change the specs that it reaches, and decisions that it edits or deletes; of a push all. */
const workflow = `name: dataagent
on:
  push: { branches: [main, master] }
  pull_request:
permissions: { contents: read }
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm install --global dataagent
      - if: github.base_ref != ''
        env: { BASE: '\${{ github.base_ref }}' }
        run: dataagent check --since "origin/$BASE" --format github
      - if: github.base_ref == ''
        run: dataagent check --format github
      - run: dataagent test
`;

const pipeline = `dataagent:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables: { GIT_DEPTH: '0' }
  before_script:
    - npm install --global dataagent
  script:
    - dataagent check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"} --format junit > dataagent.xml
    - dataagent test
  artifacts:
    when: always
    reports: { junit: dataagent.xml }
`;

const hook = `repos:
  - repo: local
    hooks:
      - id: dataagent
        name: dataagent check
        entry: dataagent check --since HEAD
        language: system
        pass_filenames: false
`;

const exampleEn = `# The form of the ontology, on two small tables. Replace it with your own.
entity: customer
label: customer
synonyms: [client]
source: { table: dim_customer, layer: dim }
key: [customer_id]
attributes:
  customer_id: { type: string, label: customer id }
  city: { type: string, label: city }
---
entity: orders
label: orders
source: { table: dwd_orders, layer: dwd }
key: [order_id]
time: paid_at
attributes:
  order_id: { type: string, label: order id }
  customer_id: { type: string, label: customer id }
  paid_at: { type: timestamp, label: time of payment }
  amount: { type: 'decimal(18,2)', label: amount, unit: CNY }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one }
---
metric: pay_amt
type: aggregate
label: paid amount
synonyms: [revenue, sales]
entity: orders
agg: sum
of: amount
unit: CNY
---
metric: order_cnt
type: aggregate
label: number of orders
entity: orders
agg: count
`;

const exampleZh = `# 本体的写法，以两张小表为例；请换成自己的内容。
entity: customer
label: 客户
synonyms: [customer, 用户]
source: { table: dim_customer, layer: dim }
key: [customer_id]
attributes:
  customer_id: { type: string, label: 客户ID }
  city: { type: string, label: 城市 }
---
entity: orders
label: 订单
source: { table: dwd_orders, layer: dwd }
key: [order_id]
time: paid_at
attributes:
  order_id: { type: string, label: 订单ID }
  customer_id: { type: string, label: 客户ID }
  paid_at: { type: timestamp, label: 支付时间 }
  amount: { type: 'decimal(18,2)', label: 实付金额, unit: 元 }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one }
---
metric: pay_amt
type: aggregate
label: 支付金额
synonyms: [成交额, paid amount]
entity: orders
agg: sum
of: amount
unit: 元
---
metric: order_cnt
type: aggregate
label: 订单数
entity: orders
agg: count
`;
