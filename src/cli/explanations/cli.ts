import type { Explanations } from './explanation.js';

/** What can be wrong with a command line. */
export const cliExplanations: Explanations = {
  usage: {
    failing: '$ dataagent chekc',
    passing: '$ dataagent check',
    why: {
      en: 'A word or option that is not understood is refused, never left out.',
      zh: '不能理解的命令或选项会被拒绝，而不会被忽略。',
    },
  },
  bug: {
    failing: 'an error of the tool itself, with the lines of its stack',
    passing: 'a code of one of the other kinds',
    why: {
      en: 'Everything else that can go wrong has a code of its own; this one means that dataagent has a defect.',
      zh: '其他可能出错的情况都有各自的代码；此代码表示 dataagent 自身有缺陷。',
    },
  },
  interrupted: {
    failing: '$ dataagent run 001-weekly\n^C',
    passing: '$ dataagent run 001-weekly',
    why: {
      en: 'Somebody asked it to stop; files are written whole or not at all.',
      zh: '有人要求停止；文件要么完整写入，要么不写。',
    },
  },
  'cannot-print': {
    failing: '$ dataagent check > /dev/full',
    passing: '$ dataagent check > report.txt',
    why: {
      en: 'A result that nobody can read must not end as if it were there.',
      zh: '无法写出的结果不能当作已经给出。',
    },
  },
  'lost-thread': {
    failing: '$ dataagent check   # where a thread of it runs out of memory',
    passing: '$ dataagent check',
    why: {
      en: 'What a lost thread has not looked at is not known, so nothing is said of any spec.',
      zh: '线程丢失后，它尚未检查的规格状态未知，因此不对任何规格下结论。',
    },
  },
  language: {
    failing: '$ dataagent check --lang fr',
    passing: '$ dataagent check --lang zh',
    why: { en: 'Messages exist in English and Chinese.', zh: '消息只有中文和英文。' },
  },
  'unknown-word': {
    failing: '$ dataagent gen sqll',
    passing: '$ dataagent gen sql',
    why: {
      en: 'At this place stands one of a few words, and another one would mean nothing.',
      zh: '该位置只能写固定的几个词，其他词没有含义。',
    },
  },
  'unknown-thing': {
    failing: '$ dataagent trace pay_amont',
    passing: '$ dataagent trace pay_amt',
    why: {
      en: 'Only what a spec or the ontology names has something that it comes from or goes to.',
      zh: '只有规格或本体里有名字的东西才有来源和去向。',
    },
  },
  'unknown-definition': {
    failing: '$ dataagent ontology show pay_amont',
    passing: '$ dataagent ontology show pay_amt',
    why: {
      en: 'What is shown, renamed or promoted is a definition that the ontology has.',
      zh: '要查看、改名或提升的必须是本体中已有的定义。',
    },
  },
  'unknown-dialect': {
    failing: '$ dataagent compile day.json --dialect oracle',
    passing: '$ dataagent compile day.json --dialect maxcompute',
    why: {
      en: 'SQL is printed for one engine; there is no dialect that fits all.',
      zh: 'SQL 按具体引擎生成；没有通用的方言。',
    },
  },
  'unknown-code': {
    failing: '$ dataagent explain bind/unknown-metrik',
    passing: '$ dataagent explain bind/unknown-metric',
    why: {
      en: 'Codes are those in brackets after error or warning.',
      zh: '代码是 error 或 warning 之后方括号中的内容。',
    },
  },
  'unknown-stage': {
    failing: '$ dataagent query day.json --until resul',
    passing: '$ dataagent query day.json --until result',
    why: {
      en: 'Only stages of the document have rows to show.',
      zh: '只有文档中的步骤才有行可看。',
    },
  },
  'which-spec': {
    failing: '$ dataagent gen dsl          # the project has several specs',
    passing: '$ dataagent gen dsl 001-weekly',
    why: {
      en: 'A command works on one spec, and which one must not be a guess.',
      zh: '命令只处理一个规格，不能靠猜。',
    },
  },
  day: {
    failing: '$ dataagent run --bizdate 7.11.2026',
    passing: '$ dataagent run --bizdate 2026-11-07',
    why: {
      en: 'Days are written in one form, for 7.11. is November here and July there.',
      zh: '日期只有一种写法，其他写法在不同地方含义不同。',
    },
  },
  number: {
    failing: '$ dataagent query day.json --max-rows many',
    passing: '$ dataagent query day.json --max-rows 100',
    why: { en: 'A limit is a whole number above 0.', zh: '上限须为正整数。' },
  },
  parameter: {
    failing: '$ dataagent query day.json --param city',
    passing: '$ dataagent query day.json --param city=Paris',
    why: { en: 'A parameter has a name and a value.', zh: '参数由名称和值组成。' },
  },
  row: {
    failing: '$ dataagent query day.json --row 17',
    passing: '$ dataagent query day.json --row order_id=17',
    why: {
      en: 'Rows are followed by the value of a column that the stages have.',
      zh: '按某一列的值在各步骤中跟踪行。',
    },
  },
  'unknown-column': {
    failing: '$ dataagent query day.json --row order_no=17',
    passing: '$ dataagent query day.json --row order_id=17',
    why: {
      en: 'A row is found by a column of a stage; none has this one.',
      zh: '按步骤的列找行；没有步骤有此列。',
    },
  },
  'unknown-parameter': {
    failing: '$ dataagent query day.json --param town=Paris   # it reads $city',
    passing: '$ dataagent query day.json --param city=Paris',
    why: {
      en: 'A value that nothing reads would look as if it counted.',
      zh: '没有被读取的值，看起来却像是生效了。',
    },
  },
  'no-value': {
    failing: '$ dataagent run 001-weekly',
    passing: '$ dataagent run 001-weekly --bizdate 2026-11-07',
    why: {
      en: 'Nothing reads the clock: which day is computed is always said.',
      zh: '不会读取系统时钟：计算哪一天必须写明。',
    },
  },
  'no-database': {
    failing: '$ dataagent query day.json',
    passing: '$ dataagent query day.json --database duckdb:warehouse.duckdb',
    why: {
      en: 'Rows come from a database, and none is chosen by itself.',
      zh: '行来自数据库，不会自行选择。',
    },
  },
  'no-place': {
    failing: '$ cd /tmp && dataagent ontology import metricflow manifests',
    passing: '$ dataagent ontology import metricflow manifests --into ontology',
    why: { en: 'What is imported is written into a folder.', zh: '导入的内容要写入某个目录。' },
  },
  'file-exists': {
    failing: '$ dataagent ontology import metricflow manifests   # for the second time',
    passing: '$ dataagent ontology import metricflow manifests --into ontology/imported',
    why: {
      en: 'A file that people may have edited is never written over.',
      zh: '可能已被人修改的文件不会被覆盖。',
    },
  },
  'already-a-project': {
    failing: '$ dataagent init && dataagent init',
    passing: '$ dataagent init another-folder',
    why: {
      en: 'A project that is there is never begun again over its files.',
      zh: '已有项目的文件不会被重新初始化覆盖。',
    },
  },
  'already-drafted': {
    failing: '$ dataagent gen dsl 001-weekly && dataagent gen dsl 001-weekly',
    passing: '$ rm specs/001-weekly/dsl/week.json && dataagent gen dsl 001-weekly',
    why: {
      en: 'A document that people may have edited is never drafted over.',
      zh: '可能已被人修改的文档不会被重新起草覆盖。',
    },
  },
  'draft-of-change': {
    failing: '$ rm specs/002-weekly-modify/dsl/*.json && dataagent gen dsl 002-weekly-modify',
    passing: '$ cp specs/001-weekly/dsl/*.json specs/002-weekly-modify/dsl/',
    why: {
      en: 'A change is compared with what was delivered: it begins with that document, not with a new one.',
      zh: '变更要与已交付的内容比较：从原来的文档开始，而不是重新起草一个。',
    },
  },
  'name-taken': {
    failing: '$ dataagent new spec "…" --name weekly && dataagent new spec "…" --name weekly',
    passing:
      '$ dataagent new spec "…" --name weekly && dataagent new spec "…" --name weekly-by-city',
    why: {
      en: 'Specs are called by their short names; of two with one name nobody knows which.',
      zh: '人们用短名称呼规格；两个规格同名时无法确定指的是哪一个。',
    },
  },
  name: {
    failing: '$ dataagent new spec "…" --name "Weekly Sales"',
    passing: '$ dataagent new spec "…" --name weekly-sales',
    why: {
      en: 'It becomes the name of a folder and stands in commands.',
      zh: '它会成为目录名，并写在命令里。',
    },
  },
  'no-requirement': {
    failing: '$ dataagent new spec ""',
    passing: '$ dataagent new spec "paid amount by city, last 7 days"',
    why: {
      en: 'Without words nothing says what the numbers should be.',
      zh: '没有文字就无从知道要算什么。',
    },
  },
  'long-requirement': {
    failing: '$ dataagent new spec --file handbook.md',
    passing: '$ dataagent new spec "paid amount by city, last 7 days"',
    why: {
      en: 'A requirement for one table or question is a few sentences.',
      zh: '一张表或一个问题的需求只有几句话。',
    },
  },
};

/** What can keep a gate from being answered. */
export const gateTroubleExplanations: Explanations = {
  'not-delivered': {
    failing: '$ dataagent retire 001-weekly --reason "…"   # nobody has accepted it',
    passing: '$ dataagent approve 001-weekly G4 && dataagent retire 001-weekly --reason "…"',
    why: {
      en: 'A change is measured from what was accepted; where nothing was, there is nothing to change or to take away.',
      zh: '变更以验收过的内容为基准；没有验收过，就没有可变更或下线的内容。',
    },
  },
  'unknown-gate': {
    failing: '$ dataagent approve 001-weekly G7',
    passing: '$ dataagent approve 001-weekly G1',
    why: { en: 'There are four gates.', zh: '一共四个卡点。' },
  },
  waiting: {
    failing: '$ dataagent new spec "…" --name weekly && dataagent approve 001-weekly G2',
    passing: '$ dataagent gen dsl 001-weekly && dataagent approve 001-weekly G2',
    why: {
      en: 'A person agrees to something that is there to be read.',
      zh: '审批的对象必须已经存在、可以阅读。',
    },
  },
  'not-needed': {
    failing: '$ dataagent approve 001-weekly G3   # no table changes',
    passing: '$ dataagent status 001-weekly',
    why: {
      en: 'Gates stand only where there is something to decide.',
      zh: '只有需要决定时才有卡点。',
    },
  },
  broken: {
    failing: '$ dataagent approve 001-weekly G1   # requirement.md has an open question',
    passing: '$ dataagent clarify 001-weekly && dataagent approve 001-weekly G1',
    why: {
      en: 'What has errors or open questions has no one meaning to agree to.',
      zh: '有错误或待澄清问题的内容没有确定的含义可供审批。',
    },
  },
  'other-hash': {
    failing: '$ dataagent approve 001-weekly G1 --hash 00000000',
    passing: '$ dataagent approve 001-weekly G1 --hash 0f384f35   # as it is shown',
    why: {
      en: 'An answer holds for exactly what was shown; it has changed since.',
      zh: '答复只对当时展示的内容有效；内容已经变化。',
    },
  },
  'no-hash': {
    failing: '$ dataagent approve 001-weekly G1 G2 --hash 0f384f35',
    passing: '$ dataagent approve 001-weekly G1 G2 --hash 0f384f35 --hash 1d149a85',
    why: {
      en: 'Each gate is answered for what stands at it; what was not looked at is not agreed to.',
      zh: '每个卡点按各自的内容答复；没有看过的内容不算同意。',
    },
  },
  'not-listed': {
    failing: '$ dataagent approve 001-weekly G2 --yes',
    passing: '# dataagent.yaml\napprovals: { auto: [G2] }',
    why: {
      en: 'Which gates may pass without a person is the project’s decision, not that of one command.',
      zh: '哪些卡点可以无人通过由项目决定，而不是由某次命令决定。',
    },
  },
  'in-person': {
    failing: '$ dataagent approve 001-weekly G3 --yes   # drops a column',
    passing: '$ dataagent approve 001-weekly G3 --hash 0f384f35',
    why: {
      en: 'What destroys data, and what defines a number for everybody, is always decided by a person.',
      zh: '会破坏数据的变更和供所有人使用的新定义，必须由人决定。',
    },
  },
  'no-reason': {
    failing: '$ dataagent reject 001-weekly G1',
    passing: '$ dataagent reject 001-weekly G1 --reason "refunds are missing"',
    why: {
      en: 'Whoever has to change something must know what.',
      zh: '需要修改的人必须知道改什么。',
    },
  },
};

/** What can keep a template of a model from becoming a document. */
export const templateExplanations: Explanations = {
  unknown: {
    failing: '$ dataagent gen dsl 001-weekly --template ndays',
    passing: '$ dataagent gen dsl 001-weekly --template nd --set …',
    why: {
      en: 'Templates are those of the folder templates/models.',
      zh: '模板来自 templates/models 目录。',
    },
  },
  holes: {
    failing: '$ dataagent gen dsl 001-weekly --template nd',
    passing:
      '$ dataagent gen dsl 001-weekly --template nd --set entity=store --set metrics=paid_amt …',
    why: {
      en: 'A template says the form; what goes into it must all be given.',
      zh: '模板只规定形式；其中的内容必须全部给出。',
    },
  },
};
