/** What the demo says around the commands it runs. */
export interface Texts {
  readonly project: string;
  readonly specify: string;
  readonly draft: string;
  readonly gate: string;
  readonly agree: string;
  readonly generate: string;
  readonly check: string;
  readonly test: string;
  readonly run: string;
  readonly question: string;
  readonly vague: string;
  readonly asks: string;
  readonly files: string;
  readonly loaded: (tables: number, rows: number, seconds: string) => string;
  readonly failed: (command: string, status: number, expected: number) => string;
  readonly next: (seconds: string) => string;
}

/** The demo's words in both languages, and its two requirements. */
export const texts: Readonly<Record<'en' | 'zh', Texts>> & {
  readonly requirement: string;
  readonly vague: string;
} = {
  requirement:
    '每天产出主播汇总表：近7天各主播的观看人数、支付金额、支付买家数、看播转化率和净成交金额，没有数据的也列出，生命周期365天',
  vague: '近7天各主播的支付金额和客单价',
  en: {
    project: 'a project with the live-commerce ontology, five specs and a warehouse',
    specify: 'a requirement becomes a spec',
    draft: 'the spec becomes a DSL document, without a model',
    gate: 'before any code is made, people decide (exit code 3)',
    agree: 'somebody agrees, to exactly what was shown',
    generate: 'the document becomes SQL, DDL and quality checks, for MaxCompute and DuckDB',
    check: 'everything that can be checked without data',
    test: 'the cases that people wrote down, on DuckDB',
    run: 'the table on the demo’s data, with its quality checks',
    question: 'a question on the same data',
    vague: 'a requirement that can be read in two ways',
    asks: 'what is not said is asked, not guessed (exit code 3)',
    files: 'files',
    loaded: (tables, rows, time) => `${tables} tables, ${rows} rows, in ${time} s\n`,
    failed: (command, status, expected) =>
      `demo: "${command}" ended with ${status}, expected ${expected}\n`,
    next: (time) =>
      `\ndone in ${time} s. Next:\n  cd demo-output\n  node ../bin/dataagent.js new spec "近30天各一级类目的支付金额和7日退款率" --as-of 2026-11-07\n  node ../bin/dataagent.js next\n`,
  },
  zh: {
    project: '一个项目：直播电商本体、五份规格、一个数仓',
    specify: '需求变成规格',
    draft: '规格变成 DSL，不用模型',
    gate: '生成代码之前由人决定（退出码 3）',
    agree: '有人同意，只对所展示的内容有效',
    generate: 'DSL 变成 MaxCompute 和 DuckDB 的 SQL、DDL 与质量规则',
    check: '不用数据就能检查的都检查',
    test: '人写下的用例，在 DuckDB 上运行',
    run: '在演示数据上算出这张表，并跑质量规则',
    question: '同一份数据上的一个问题',
    vague: '一个有两种读法的需求',
    asks: '没说清的会问，不会猜（退出码 3）',
    files: '文件',
    loaded: (tables, rows, time) => `${tables} 张表，${rows} 行，用时 ${time} 秒\n`,
    failed: (command, status, expected) =>
      `演示："${command}" 以 ${status} 结束，应为 ${expected}\n`,
    next: (time) =>
      `\n完成，用时 ${time} 秒。接下来：\n  cd demo-output\n  node ../bin/dataagent.js new spec "近30天各一级类目的支付金额和7日退款率" --as-of 2026-11-07\n  node ../bin/dataagent.js next\n`,
  },
};
