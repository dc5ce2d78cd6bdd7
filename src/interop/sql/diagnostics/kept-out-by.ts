/** The sentence of `docs/semantics.md`, or the page, that keeps a construct of SQL out of documents, in a few words. */
export interface KeptOutBy {
  readonly at: string;
  readonly en: string;
  readonly zh: string;
}

/** What keeps a construct out, by how it was refused. */
export function keptOutBy(what: string): KeptOutBy {
  return reasons.find(([begins]) => begins.test(what))?.[1] ?? form;
}

const form = { at: 'S1', en: 'a stage has no such step', zh: '步骤中没有这一步' };
const expression = {
  at: 'docs/functions.md',
  en: 'expressions call listed functions only',
  zh: '表达式只能调用列出的函数',
};
const one = { at: 'S6', en: 'a look-up finds at most one row', zh: '查找至多匹配一行' };
const sets = { at: 'S9', en: 'sets are matched by equal columns', zh: '集合按相等的列匹配' };
const partitions = {
  at: 'S12',
  en: 'a snapshot is read at one day, an increment in a range of days',
  zh: '快照按一天读取，增量按日期范围读取',
};

const reasons: readonly (readonly [RegExp, KeptOutBy])[] = [
  [
    /^the function (?:getdate|now|current_\w+|sysdate|unix_timestamp|today)$/,
    { at: 'S11', en: 'nothing reads the clock', zh: '任何结果都不读系统时钟' },
  ],
  [/^the (?:function|operator|type|interval)|as a value$/, expression],
  [
    /^the (?:parameter|placeholder|partition \S+ of)/,
    {
      at: 'S13',
      en: 'parameters are typed, never put into the text',
      zh: '参数有类型，绝不拼入文本',
    },
  ],
  [/partition/, partitions],
  [
    /^GROUP BY/,
    { at: 'S5', en: 'the rows of a stage have one key', zh: '一个步骤的结果只有一个主键' },
  ],
  [/^LATERAL|JOIN$|^the join|^a further condition/, one],
  [/^UNION|INTERSECT|EXCEPT|MINUS|^EXISTS|^IN over/, sets],
  [
    /^a subquery|^an aggregate/,
    { at: 'S7', en: 'a value of other rows is one aggregate', zh: '取自其他行的值须是一个聚合' },
  ],
  [
    /^the aggregate|^a distinct window/,
    { at: 'S7', en: 'measures have listed aggregates', zh: '度量只有列出的聚合' },
  ],
  [
    /window|^the default value|^OFFSET|^ORDER BY|WINDOW/,
    { at: 'S10', en: 'windows and orders are those of a stage', zh: '窗口与排序限于步骤所有' },
  ],
  [
    /^the column|^the table|^a source|^two columns/,
    { at: 'S3', en: 'a name is one thing of the ontology', zh: '名称指本体中的唯一一项' },
  ],
  [
    /^SELECT without FROM/,
    { at: 'S4', en: 'rows come from an entity or a stage', zh: '行来自实体或步骤' },
  ],
];
