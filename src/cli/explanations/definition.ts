import type { Explanations } from './explanation.js';

/** What can keep a definition of the ontology from getting another name or another place. */
export const definitionExplanations: Explanations = {
  'not-plain': {
    failing: '$ dataagent ontology rename pay_amt pay-amt',
    passing: '$ dataagent ontology rename pay_amt paid_amt',
    why: {
      en: 'A new name stands in expressions, where anything else would need backticks or mean another thing.',
      zh: '新名称会写进表达式，其他写法需要反引号，或会被理解成别的东西。',
    },
  },
  'name-taken': {
    failing: '$ dataagent ontology rename pay_amt order_cnt',
    passing: '$ dataagent ontology rename pay_amt paid_amt',
    why: {
      en: 'A document that says the new name already would read another thing by it, without anybody noticing.',
      zh: '已经写有该名称的文档会在无人察觉的情况下读到别的东西。',
    },
  },
  'which-definition': {
    failing: '$ dataagent ontology rename status state',
    passing: '$ dataagent ontology rename orders.status state',
    why: {
      en: 'Several definitions are called so; which one is meant cannot be guessed.',
      zh: '有多个定义使用该名称，无法猜测所指。',
    },
  },
  'not-renamed': {
    failing: '$ dataagent ontology rename orders.store shop',
    passing: '$ dataagent ontology rename store shop',
    why: {
      en: 'Only names that every reader of which is known to be found are changed.',
      zh: '只改动能找全所有引用处的名称。',
    },
  },
  'known-metric': {
    failing: 'a document counts orders itself, and the ontology has order_cnt',
    passing: '{ "as": "orders", "metric": "order_cnt" }',
    why: {
      en: 'One metric under two names becomes two metrics as soon as one of them is changed.',
      zh: '同一指标有两个名称，一旦其中一个被修改就成了两个指标。',
    },
  },
  'other-meaning': {
    failing: 'a stage has a column "amount", and the attribute "amt" is renamed to what it hides',
    passing: 'a new name that nothing has',
    why: {
      en: 'A renaming changes no number: the SQL of every document and metric is compared before anything is written.',
      zh: '改名不改变任何数字：写入之前比对每个文档和指标的 SQL。',
    },
  },
};
