import { defineDiagnostics, diagnostic } from '../../base/diagnostic.js';
import { quote } from '../../base/text/words.js';
import { keptOutBy } from './diagnostics/kept-out-by.js';
import { targetDefinitions } from './diagnostics/target-diagnostics.js';

/** What is said about SQL tasks of other hands; `explain` shows these texts. */
export const taskDefinitions = {
  'too-large': diagnostic<{ what: string; limit: number }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ what, limit }) => `the SQL has too much of one thing: ${what}, at most ${limit}`,
      zh: ({ what, limit }) => `SQL 超出限制：${what}，最多 ${limit}`,
    },
    why: {
      en: 'A text of this size is read for minutes, and nobody can review what comes of it.',
      zh: '这种规模的文本需要数分钟才能读完，其结果也无人能够审阅。',
    },
    hint: {
      en: () => 'split the task into statements or files of their own',
      zh: () => '将任务拆成多个语句或文件',
    },
  }),
  unreadable: diagnostic<{ dialect: string; found: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ dialect, found }) => `the ${dialect} SQL cannot be read at ${quote(found)}`,
      zh: ({ dialect, found }) => `无法读取 ${dialect} SQL，位置：${quote(found)}`,
    },
    why: {
      en: 'What is not read whole is not judged: the reader knows fewer constructs than the engine does.',
      zh: '未能完整读取的内容不作判断：读取器支持的语法少于引擎。',
    },
    hint: {
      en: () =>
        'check --dialect; a construct that is right for the engine stays with the task as it is',
      zh: () => '检查 --dialect；引擎支持但此处不支持的写法只能保留原任务',
    },
  }),
  'param-for-name': diagnostic<{ param: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ param }) => `${param} stands for a name or a number of rows, which nothing tells here`,
      zh: ({ param }) => `${param} 代表一个名称或行数，此处无从得知`,
    },
    why: {
      en: 'What the scheduler writes into a name decides which table is read or written: there is nothing to hold against the ontology.',
      zh: '调度写入名称的内容决定读写哪张表：没有可与本体核对的内容。',
    },
    hint: {
      en: () =>
        'write the name or the number itself; parameters are values, as in conditions and partitions',
      zh: () => '直接写出名称或数值；参数只作为值，用于条件与分区',
    },
  }),
  'not-a-query': diagnostic<{ statement: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ statement }) => `a statement is no query: ${statement}`,
      zh: ({ statement }) => `该语句不是查询：${statement}`,
    },
    why: {
      en: 'Only SELECT, INSERT … SELECT and CREATE TABLE … AS SELECT are read; nothing else is ever run.',
      zh: '只读取 SELECT、INSERT … SELECT 与 CREATE TABLE … AS SELECT；其他语句绝不执行。',
    },
    hint: {
      en: () => 'take the statement out of the file',
      zh: () => '从文件中移除该语句',
    },
  }),
  'passed-over': diagnostic<{ what: string }>({
    severity: 'warning',
    level: 1,
    message: {
      en: ({ what }) => `this is passed over: ${what}`,
      zh: ({ what }) => `以下内容被略过：${what}`,
    },
    why: {
      en: 'It says how or where the engine computes, or clears away a table that the task makes itself; the rows do not depend on it.',
      zh: '它只说明引擎如何、在何处计算，或清理任务自建的表；结果与之无关。',
    },
    hint: {
      en: () => 'it stays in the task; nothing that is made of the task repeats it',
      zh: () => '它保留在任务中；由任务生成的内容不再包含它',
    },
  }),
  'pseudo-code': diagnostic<{ words: string; unknown: readonly string[] }>({
    severity: 'warning',
    level: 1,
    message: {
      en: ({ words, unknown }) =>
        unknown.length === 0
          ? `these words are requirement, not SQL: ${quote(words)}`
          : `these words are requirement, not SQL, and name tables that the ontology does not have (${unknown.join(', ')}): ${quote(words)}`,
      zh: ({ words, unknown }) =>
        unknown.length === 0
          ? `这些文字是需求而非 SQL：${quote(words)}`
          : `这些文字是需求而非 SQL，其中的表不在本体中（${unknown.join('、')}）：${quote(words)}`,
    },
    why: {
      en: 'Sources, steps in words and pseudo-code are nothing that could be run or compared; they are kept, not guessed at.',
      zh: '来源、文字步骤与伪代码无法运行和比较；它们会被保留，而不会被猜测。',
    },
    hint: {
      en: () =>
        'they stand in requirement.md; `gen dsl` drafts a document of words, and SQL in a fenced block that is called sql is read',
      zh: () => '它们写入 requirement.md；`gen dsl` 可由文字起草文档，标为 sql 的代码块会被读取',
    },
  }),
  'only-words': diagnostic({
    severity: 'warning',
    level: 1,
    message: {
      en: () => 'there are only words and pseudo-code here, no SQL that a table or rows come of',
      zh: () => '这里只有文字和伪代码，没有能得到表或结果的 SQL',
    },
    why: {
      en: 'Words are not translated by guesswork: what comes of them is a document that the drafter understands, or SQL that was proposed and passed every check.',
      zh: '文字不靠猜测翻译：结果要么是起草器理解的文档，要么是被提出并通过全部检查的 SQL。',
    },
    hint: {
      en: () =>
        '`gen sql --path agent --model PROFILE` has a model propose the SQL; `gen dsl` drafts a document of the words; or write the SQL in a block called sql',
      zh: () =>
        '`gen sql --path agent --model PROFILE` 由模型提出 SQL；`gen dsl` 由文字起草文档；或在标为 sql 的代码块中写出 SQL',
    },
  }),
  'not-proposed': diagnostic<{
    why: 'none' | 'repeated' | 'rounds' | 'no-model';
    codes: readonly string[];
  }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ why, codes }) => `there is no SQL for this: ${notProposed[why].en}${listed(codes)}`,
      zh: ({ why, codes }) => `没有得到 SQL：${notProposed[why].zh}${listed(codes)}`,
    },
    why: {
      en: 'SQL that breaks a check is never written: what a model proposes counts only once it is read, held against the ontology and the laws, and bound.',
      zh: '未通过检查的 SQL 绝不写入：模型提出的内容须能读取、符合本体与法则并能绑定。',
    },
    hint: {
      en: () =>
        'write the SQL in a block called sql, say more in the requirement, add what is missing to the ontology, or give --model PROFILE; `history` tells each proposal',
      zh: () =>
        '在标为 sql 的代码块中写出 SQL、补充需求、在本体中补上缺少的内容，或用 --model PROFILE；`history` 列出每次提出的内容',
    },
  }),
  'no-query': diagnostic({
    severity: 'error',
    level: 1,
    message: { en: () => 'the file holds no query', zh: () => '文件中没有查询' },
    why: {
      en: 'A task is what its statements read and write.',
      zh: '任务由其语句读写的内容构成。',
    },
  }),
  'writes-nothing': diagnostic({
    severity: 'warning',
    level: 1,
    message: {
      en: () => 'the task writes no table of the warehouse that DDL or checks could be about',
      zh: () => '该任务没有写入数仓中的表，因而没有可生成的 DDL 与质量检查',
    },
    why: {
      en: 'DDL and data quality checks are of the table that a task writes; a query, a table that only the task reads, and a name without a layer have none.',
      zh: 'DDL 与质量检查针对任务写入的表；查询、仅供任务自身读取的表、名称没有分层的表都没有。',
    },
    hint: {
      en: () =>
        'write the rows with INSERT OVERWRITE TABLE, into a name that begins with its layer',
      zh: () => '用 INSERT OVERWRITE TABLE 写入以分层开头的表',
    },
  }),
  'unknown-table': diagnostic<{ table: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ table }) => `the ontology has no table ${quote(table)}`,
      zh: ({ table }) => `本体中没有表 ${quote(table)}`,
    },
    why: {
      en: 'What is not in the ontology has no key, no grain and no owner that could be checked.',
      zh: '不在本体中的表没有可检查的主键、粒度和负责人。',
    },
  }),
  'unknown-column': diagnostic<{ column: string; from: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ column, from }) => `no source of this SELECT (${from}) has a column ${quote(column)}`,
      zh: ({ column, from }) => `该 SELECT 的来源（${from}）没有列 ${quote(column)}`,
    },
    why: {
      en: 'The task would fail when it runs, or read a column that the ontology does not describe.',
      zh: '任务运行时会失败，或读取本体未描述的列。',
    },
  }),
  'ambiguous-column': diagnostic<{ column: string; from: readonly string[] }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ column, from }) => `${quote(column)} is a column of ${from.join(' and ')}`,
      zh: ({ column, from }) => `${quote(column)} 同时是 ${from.join('、')} 的列`,
    },
    why: {
      en: 'Engines differ in which one they take, or refuse the statement.',
      zh: '各引擎取哪一列并不一致，或直接拒绝该语句。',
    },
    hint: { en: () => 'write the alias before the name', zh: () => '在列名前写上别名' },
  }),
  star: diagnostic({
    severity: 'warning',
    level: 4,
    message: { en: () => 'the task selects *', zh: () => '任务使用了 select *' },
    why: {
      en: 'A column added upstream changes what is written, without a change of this task.',
      zh: '上游新增列会在任务未改动时改变写入内容。',
    },
    hint: { en: () => 'list the columns', zh: () => '列出各列' },
  }),
  'cross-join': diagnostic<{ table: string }>({
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table }) => `${quote(table)} is joined without a condition`,
      zh: ({ table }) => `${quote(table)} 的关联没有条件`,
    },
    why: {
      en: 'Every row meets every row: sums are multiplied, and the run is as long as both tables.',
      zh: '每行与每行相遇：合计被放大，运行时间为两表之积。',
    },
    hint: { en: () => 'join on the key of one side', zh: () => '按一侧的主键关联' },
  }),
  ...targetDefinitions,
  'not-in-dsl': diagnostic<{ what: string; by?: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ what, by }) =>
        `this is not carried over to the DSL: ${what} ${keptOut(what, by, 'en')}`,
      zh: ({ what, by }) => `以下内容未能转换为 DSL：${what}${keptOut(what, by, 'zh')}`,
    },
    why: {
      en: 'A document is offered only where the whole task can be said in it; nothing is approximated.',
      zh: '只有整个任务都能表达时才给出文档，绝不近似替代。',
    },
    hint: {
      en: () => 'the SQL stays the task; rewrite this part, or describe it in the ontology',
      zh: () => '任务仍以 SQL 为准；可改写此处，或在本体中补充描述',
    },
  }),
  'by-clock': diagnostic<{ table: string; column: string; clock: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ table, column, clock }) =>
        `the document reads ${quote(table)} by ${quote(clock)}, the task by its partition ${quote(column)}`,
      zh: ({ table, column, clock }) =>
        `文档按 ${quote(clock)} 读取 ${quote(table)}，而任务按分区 ${quote(column)} 读取`,
    },
    why: {
      en: 'Rows that arrive late lie in the partition of a later day: where there are any, the two give other rows. On the data they were compared on they agree.',
      zh: '迟到的数据落在之后的分区：存在迟到时两者结果不同。在比较所用的数据上两者一致。',
    },
    hint: {
      en: ({ column }) =>
        `declare ${quote(column)} as an attribute, and the document says the same`,
      zh: ({ column }) => `将 ${quote(column)} 声明为属性，文档即可表达同样的条件`,
    },
  }),
  'by-newest': diagnostic<{ table: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ table }) =>
        `the document reads ${quote(table)} at the day of the run, the task at its newest partition`,
      zh: ({ table }) => `文档读取 ${quote(table)} 在运行日期的分区，而任务读取其最新分区`,
    },
    why: {
      en: 'A rerun of a past day finds newer partitions: the task then gives other rows than it gave that day, the document the same. On the data they were compared on they agree.',
      zh: '重跑历史日期时会读到更新的分区：任务的结果与当日不同，文档则相同。在比较所用的数据上两者一致。',
    },
    hint: {
      en: () => "write the partition of the run, `ds = '${bizdate}'`, in the task too",
      zh: () => "在任务中也写明运行日期的分区：`ds = '${bizdate}'`",
    },
  }),
  'by-rows': diagnostic<{ fn: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ fn }) =>
        `the running ${quote(fn)} takes rows that are equal in its order together; in the document one comes after the other`,
      zh: ({ fn }) => `累计窗口 ${quote(fn)} 会把排序相同的行一并计入；文档中则逐行累计`,
    },
    why: {
      en: 'Without a frame SQL runs by RANGE, a document by ROWS: where rows are equal in the order the two give other values. On the data they were compared on they agree.',
      zh: '没有 frame 时 SQL 按 RANGE 累计，文档按 ROWS：排序值相同的行结果不同。在比较所用的数据上两者一致。',
    },
    hint: {
      en: () => 'write `rows between unbounded preceding and current row`, or order by a key',
      zh: () => '写明 `rows between unbounded preceding and current row`，或按主键排序',
    },
  }),
  'rows-differ': diagnostic<{ difference: string }>({
    severity: 'warning',
    level: 6,
    message: {
      en: ({ difference }) => `the document does not give the rows of the SQL: ${difference}`,
      zh: ({ difference }) => `文档的结果与 SQL 不同：${difference}`,
    },
    why: {
      en: 'Both ran on the same data; a document that gives other rows is not offered.',
      zh: '两者在相同数据上运行；结果不同的文档不会给出。',
    },
  }),
  'not-run': diagnostic<{ detail: string }>({
    severity: 'warning',
    level: 6,
    message: {
      en: ({ detail }) => `the rows could not be compared: ${detail}`,
      zh: ({ detail }) => `未能比较结果：${detail}`,
    },
    why: {
      en: 'Without both results there is no proof, and no document is offered.',
      zh: '没有两份结果就没有证明，因而不给出文档。',
    },
    hint: {
      en: () => 'give --database with the tables of the task; the SQL must also run on DuckDB',
      zh: () => '用 --database 给出包含任务所读表的数据库；SQL 也须能在 DuckDB 上运行',
    },
  }),
  'no-such-function': diagnostic<{ fn: string }>({
    severity: 'warning',
    level: 6,
    message: {
      en: ({ fn }) => `DuckDB has no function ${quote(fn)}: the query is not bound`,
      zh: ({ fn }) => `DuckDB 没有函数 ${quote(fn)}：未能绑定该查询`,
    },
    why: {
      en: 'The engine of the task may have it; then its types, and those of what is computed from it, are held by nobody here.',
      zh: '任务所在的引擎可能有此函数；其类型及由其计算的列在此无从核对。',
    },
    hint: {
      en: () => 'check the spelling; a function of one’s own (UDF) stays with the task',
      zh: () => '检查拼写；自定义函数（UDF）只能保留在任务中',
    },
  }),
  unbound: diagnostic<{ message: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ message }) => `DuckDB cannot bind the query: ${message}`,
      zh: ({ message }) => `DuckDB 无法绑定该查询：${message}`,
    },
    why: {
      en: 'Tables made from the ontology were empty but complete; the name, the type or a function differs.',
      zh: '由本体生成的表为空但结构完整；名称、类型或函数不同。',
    },
    hint: {
      en: () =>
        'correct the name, or write the conversion that the engine would do silently: cast(x as …)',
      zh: () => '修正名称，或写明引擎会隐式进行的转换：cast(x as …)',
    },
  }),
} as const;

const notProposed = {
  none: { en: 'the model finds no answer in the sources', zh: '模型认为来源无法回答' },
  repeated: { en: 'the same findings came again', zh: '相同的问题再次出现' },
  rounds: { en: 'all repairs were used', zh: '修复次数已用完' },
  'no-model': {
    en: 'words become SQL only with a model, and none is chosen',
    zh: '文字只有借助模型才能成为 SQL，而没有选择模型',
  },
} as const;

/** What keeps a construct out: the code that a document of it has, else a sentence of the semantics. */
function keptOut(what: string, by: string | undefined, language: 'en' | 'zh'): string {
  if (by !== undefined) return language === 'en' ? `(${by})` : `（${by}）`;
  const { at, en, zh } = keptOutBy(what);
  return language === 'en' ? `(${at}: ${en})` : `（${at}：${zh}）`;
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? '' : ` (${codes.join(', ')})`;
}

/** The one way to make a diagnostic about an SQL task. */
export const taskDiagnostic = defineDiagnostics('task', taskDefinitions);
