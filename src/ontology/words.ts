import type { Words } from '../base/text/words.js';

/** The objects of an ontology, by the names of their definitions in `ontology.schema.json`. */
export const owners: Words = {
  entity: { en: 'an entity', zh: '实体' },
  source: { en: 'a source', zh: '来源（source）' },
  partition: { en: 'a partition column', zh: '分区列' },
  attribute: { en: 'an attribute', zh: '属性' },
  value: { en: 'a coded value', zh: '枚举值' },
  relationship: { en: 'a relationship', zh: '关系' },
  summary: { en: 'a summary', zh: '汇总（summary）' },
  metric: { en: 'a metric', zh: '指标' },
  aggregate_metric: { en: 'an aggregate metric', zh: '原子指标' },
  derived_metric: { en: 'a derived metric', zh: '派生指标' },
  composite_metric: { en: 'a composite metric', zh: '复合指标' },
  conversion_metric: { en: 'a conversion metric', zh: '转化指标' },
  time: { en: 'a time range', zh: '时间范围' },
  period: { en: 'a period', zh: '周期' },
  calendar: { en: 'a calendar', zh: '日历' },
  term: { en: 'a term', zh: '术语' },
  policy: { en: 'a policy', zh: '策略' },
  '': { en: 'this object', zh: '此对象' },
};

/** What names mean, in the words of people. */
export const kinds: Words = {
  entity: { en: 'entity', zh: '实体' },
  attribute: { en: 'attribute', zh: '属性' },
  relationship: { en: 'relationship', zh: '关系' },
  metric: { en: 'metric', zh: '指标' },
  period: { en: 'period', zh: '周期' },
  calendar: { en: 'calendar', zh: '日历' },
  term: { en: 'term', zh: '术语' },
  policy: { en: 'policy', zh: '策略' },
  unit: { en: 'unit of time', zh: '时间单位' },
  input: { en: 'input', zh: '输入' },
  document: { en: 'document', zh: '文档' },
};

/** What a summary cannot hold. */
export const summaryFaults: Words = {
  key: {
    en: 'is a key, but not the column that a path leads to',
    zh: '是键，但不是沿路径到达的列',
  },
  metric: {
    en: 'holds a metric that is no aggregate over the rows that are summarised',
    zh: '存的指标不是对被汇总的行的原子指标',
  },
  grain: {
    en: 'has a grain, but no "time" that is cut to it',
    zh: '有 grain，却没有按它取整的 "time"',
  },
  rows: {
    en: 'has another key than its keys and its time',
    zh: '的 key 与汇总的键加时间不一致',
  },
};

/** What an attribute is that no policy may mask. */
export const maskedUses: Words = {
  computed: { en: 'computed, not a column', zh: '计算属性，不是列' },
  key: { en: 'part of the key', zh: '键的一部分' },
  clock: { en: 'the clock of its entity', zh: '实体的时间口径' },
  validity: { en: 'the validity of a version', zh: '版本有效期' },
  join: { en: 'joined on', zh: '关联列' },
  masked: { en: 'masked already', zh: '已被脱敏的属性' },
};
