import type { Explanations } from './explanation.js';

/** What can stand between a question and a model's answer. */
export const llmExplanations: Explanations = {
  down: {
    failing: 'base_url: http://127.0.0.1:1/v1',
    passing: 'base_url: http://127.0.0.1:11434/v1   # a server that runs',
    why: {
      en: 'The connection fails before anything is answered; nothing is paid.',
      zh: '连接在得到回答之前失败；没有产生费用。',
    },
  },
  slow: {
    failing: 'timeout: 1',
    passing: 'timeout: 120',
    why: {
      en: 'A provider that does not answer must not hold a run for ever.',
      zh: '不回答的服务不能让运行一直等待。',
    },
  },
  limited: {
    failing: 'HTTP 429, again and again',
    passing: 'HTTP 429 with Retry-After, then an answer',
    why: {
      en: 'The provider counts requests; waiting as it asks did not help within the limits.',
      zh: '服务限制请求数；按要求等待后仍未恢复。',
    },
  },
  failing: {
    failing: 'HTTP 500, again and again',
    passing: 'profiles:\n  good: { all: [first, second] }   # the second one answers',
    why: {
      en: 'A mistake of the provider; it was tried again before this is said.',
      zh: '服务自身出错；已重试多次。',
    },
  },
  cut: {
    failing: 'max_output: 50',
    passing: 'max_output: 8000',
    why: {
      en: 'Half of an answer may read well and mean something else, so it is never used.',
      zh: '半个回答可能读得通却是别的意思，因此从不使用。',
    },
  },
  nonsense: {
    failing: 'Sure! Here is what I think about it …',
    passing: '{"answers": [{"place": 1, "value": "paid_amt"}]}',
    why: {
      en: 'Only JSON of the asked form is taken; nothing is read out of prose.',
      zh: '只接受规定形式的 JSON；不从文字中猜测。',
    },
  },
  refused: {
    failing: 'I am sorry, I cannot help with that.',
    passing: '$ dataagent gen dsl 001-weekly --model none',
    why: {
      en: 'The model or its filter says no; asking again the same way gives the same.',
      zh: '模型或其过滤器拒绝；同样再问结果相同。',
    },
  },
  'wrong-key': {
    failing: '$ export PROVIDER_KEY=expired',
    passing: '$ export PROVIDER_KEY=…   # a new one',
    why: { en: 'The provider answers HTTP 401.', zh: '服务返回 HTTP 401。' },
  },
  'not-allowed': {
    failing: 'model: one-that-this-account-may-not-use',
    passing: 'model: one-that-it-may',
    why: {
      en: 'The key is known, and this is not allowed with it: HTTP 402 or 403, or no credit.',
      zh: '密钥有效但没有权限或余额：HTTP 402 或 403。',
    },
  },
  'bad-request': {
    failing: 'structured: json_schema   # the provider does not know it',
    passing: 'structured: json_object',
    why: {
      en: 'The provider understands the request otherwise than it is meant: HTTP 400.',
      zh: '服务不接受该请求的形式：HTTP 400。',
    },
  },
  'no-key': {
    failing: 'key_env: PROVIDER_KEY   # and the variable is not set',
    passing: '$ export PROVIDER_KEY=…',
    why: {
      en: 'Keys come from the environment or a command of the user, never from a file of a project.',
      zh: '密钥来自环境变量或用户的命令，绝不来自项目文件。',
    },
  },
  'key-command': {
    failing: 'key_command: "exit 1"',
    passing: 'key_command: "pass show provider"',
    why: {
      en: 'The command ends with an error, prints nothing, or takes too long.',
      zh: '该命令以错误结束、没有输出或耗时过长。',
    },
  },
  'no-recording': {
    failing: '$ dataagent gen dsl 001-weekly --replay empty-folder',
    passing:
      '$ dataagent gen dsl 001-weekly --record answers\n$ dataagent gen dsl 001-weekly --replay answers',
    why: {
      en: 'A replay answers only what was asked when it was recorded, word for word.',
      zh: '回放只回答录制时逐字相同的问题。',
    },
  },
  'cut-recording': {
    failing: '$ head -c 100 answers/plan-1.json > cut.json',
    passing: '$ dataagent gen dsl 001-weekly --record answers',
    why: {
      en: 'A file cut short would be taken for another answer.',
      zh: '被截断的文件会被当成别的回答。',
    },
  },
  'no-template': {
    failing: '$ rm templates/draft.en.md',
    passing: '$ npm install dataagent',
    why: {
      en: 'What is asked of a model is a file of the installation.',
      zh: '向模型提的问题是安装目录中的文件。',
    },
  },
  'wrong-template': {
    failing: 'a template with a hole that this version does not fill',
    passing: 'the templates of this version',
    why: {
      en: 'A hole that stays open would be sent as it stands.',
      zh: '没有填上的空位会原样发出。',
    },
  },
  uncounted: {
    failing: 'budgets:\n  day: { tokens: 2000000 }   # and ~/.local/state cannot be written',
    passing: '$ XDG_STATE_HOME=~/state dataagent gen dsl 001-weekly',
    why: {
      en: 'A budget of the day counts over all runs; what cannot be written down would be spent again and again.',
      zh: '当日预算跨运行累计；无法记账就会被一再花掉。',
    },
  },
  budget: {
    failing: 'budgets:\n  run: { tokens: 100 }',
    passing: 'budgets:\n  run: { tokens: 200000 }',
    why: {
      en: 'A budget is a promise about cost: the next question would break it, so it is not asked.',
      zh: '预算是对费用的承诺：再问就会超出，因此不再提问。',
    },
  },
};

/** What can stop a command in the world of files. */
export const workspaceExplanations: Explanations = {
  'missing-file': {
    failing: '$ dataagent query days.json',
    passing: '$ dataagent query day.json',
    why: { en: 'A file that is named must be there.', zh: '指定的文件必须存在。' },
  },
  'cannot-read': {
    failing: '$ chmod 000 ontology/shop.yaml && dataagent check',
    passing: '$ chmod 644 ontology/shop.yaml && dataagent check',
    why: {
      en: 'A file that is not read would be a definition that is missing without a word.',
      zh: '读不到的文件意味着悄悄缺少定义。',
    },
  },
  'cannot-write': {
    failing: '$ chmod 555 specs && dataagent new spec "…"',
    passing: '$ chmod 755 specs && dataagent new spec "…"',
    why: {
      en: 'The system does not take the file; what was there before is unchanged.',
      zh: '系统无法写入该文件；原有内容没有变化。',
    },
  },
  'too-large': {
    failing: '$ dataagent query two-megabytes.json',
    passing: '$ dataagent query day.json',
    why: {
      en: 'A limit bounds the time and memory that any file can take.',
      zh: '上限使任何文件占用的时间和内存都有界。',
    },
  },
  'not-text': {
    failing: '$ dataagent query saved-as-gbk.json',
    passing: '$ iconv -f GBK -t UTF-8 saved-as-gbk.json > day.json && dataagent query day.json',
    why: {
      en: 'Read in another encoding names and values would become others.',
      zh: '按其他编码读取会使名称和值变成别的内容。',
    },
  },
  outside: {
    failing: 'ontology: ../../other-project/ontology',
    passing: 'ontology: ontology',
    why: {
      en: 'A project that somebody else wrote must not read or write files elsewhere.',
      zh: '他人编写的项目不能读写项目之外的文件。',
    },
  },
  'no-project': {
    failing: '$ cd /tmp && dataagent check',
    passing: '$ dataagent check --project shop',
    why: {
      en: 'A project is the nearest folder with dataagent.yaml; nothing is read without one.',
      zh: '项目是最近的含 dataagent.yaml 的目录；没有项目就不读取任何内容。',
    },
  },
  'no-ontology': {
    failing: 'ontology: definitions   # the folder is empty',
    passing: '$ dataagent init --from duckdb:warehouse.duckdb',
    why: {
      en: 'Names in a document mean what the ontology says; without one they mean nothing.',
      zh: '文档中的名称由本体定义；没有本体就没有含义。',
    },
  },
  'not-a-template': {
    failing: 'template: nd   # and no "document"',
    passing: 'template: nd\nabout: …\nholes: …\ndocument: …',
    why: {
      en: 'A template that is not read whole would give half a document.',
      zh: '没有完整读取的模板会得到半个文档。',
    },
  },
  locked: {
    failing: '$ dataagent run 001-weekly & dataagent run 001-weekly',
    passing: '$ dataagent run 001-weekly && dataagent run 001-weekly',
    why: {
      en: 'Two runs that write the same files at once would mix them.',
      zh: '两次运行同时写同样的文件会互相混杂。',
    },
  },
};

/** What can be wrong with settings that are each well formed. */
export const configTroubleExplanations: Explanations = {
  'unknown-profile': {
    failing: '$ dataagent gen dsl --model god',
    passing: '$ dataagent gen dsl --model good',
    why: { en: 'Profiles are named in the settings.', zh: '配置方案须在设置中命名。' },
  },
  'unknown-provider': {
    failing: 'profiles:\n  good: { all: [quen] }',
    passing: 'providers:\n  qwen: { base_url: …, model: … }\nprofiles:\n  good: { all: [qwen] }',
    why: {
      en: 'An endpoint is only ever the user’s own; a project cannot bring one along.',
      zh: '服务地址只能来自用户自己的配置，项目不能自带。',
    },
  },
  'no-provider-for-role': {
    failing: 'profiles:\n  good: { draft: [qwen] }',
    passing: 'profiles:\n  good: { draft: [qwen], all: [local] }',
    why: {
      en: 'Each role (plan, draft, repair, report) asks a provider of its own list.',
      zh: '每个角色（plan、draft、repair、report）按各自的列表选择服务。',
    },
  },
  'no-price': {
    failing: 'providers:\n  qwen: { base_url: …, model: … }\nbudgets:\n  run: { cost: 2 }',
    passing:
      'providers:\n  qwen: { base_url: …, model: …, price: { input: 0.8, output: 2 } }\nbudgets:\n  run: { cost: 2 }',
    why: {
      en: 'A cost that nobody can work out cannot be limited.',
      zh: '无法计算的费用无法限制。',
    },
  },
  'unknown-setting': {
    failing: '$ dataagent config explain budgets.run.token',
    passing: '$ dataagent config explain budgets.run.tokens',
    why: { en: 'Settings are those of the two schemas.', zh: '设置以两个 schema 为准。' },
  },
};

/** What can be wrong with a folder of questions, or with a run that is to be compared. */
export const evaluateExplanations: Explanations = {
  questions: {
    failing: '{"questions": 3}',
    passing:
      '[{"id": "1", "question": "how many orders?", "gold_columns": ["n"], "gold_rows": [[12]]}]',
    why: {
      en: 'A question without its rows cannot be right or wrong.',
      zh: '没有标准结果的问题无法判断对错。',
    },
  },
  'no-database': {
    failing: '$ ls questions\na.duckdb  b.duckdb  questions.json',
    passing: '$ dataagent eval questions --database duckdb:questions/a.duckdb',
    why: {
      en: 'On which of several databases a question is asked must not be a guess.',
      zh: '问题在哪个数据库上执行不能靠猜。',
    },
  },
  'no-such-question': {
    failing: '$ echo 99 > ids && dataagent eval questions --ids ids',
    passing: '$ echo 1 > ids && dataagent eval questions --ids ids',
    why: {
      en: 'An id without a question would make the share of right answers a share of something else.',
      zh: '没有对应问题的 id 会使正确率的含义改变。',
    },
  },
  'no-such-run': {
    failing: '$ dataagent eval compare 1 99',
    passing: '$ dataagent eval compare 1 2',
    why: { en: 'Two runs that are there are compared.', zh: '只能比较已有的两次评测。' },
  },
};
