import { at, type JsonPointer, type PatchOperation } from '../../../../src/base/diagnostic.js';
import { changed, json, type MutantClass, type Subject } from '../mutant.js';
import { items, stages } from '../sites.js';

/** Keys, shapes and nestings that are none of the grammar's. */
export const formClasses: readonly MutantClass[] = [
  ...(
    [
      ['by', 'group_by'],
      ['by', 'dimensions'],
      ['by', 'groupBy'],
      ['where', 'filter'],
      ['where', 'filters'],
      ['keep', 'having'],
      ['measures', 'metrics'],
      ['measures', 'aggregations'],
      ['compute', 'computed'],
      ['compute', 'calculations'],
      ['order', 'order_by'],
      ['order', 'orderBy'],
      ['order', 'sort'],
      ['show', 'select'],
      ['match', 'join'],
      ['match', 'lookups'],
      ['from', 'source'],
      ['from', 'entity'],
      ['time', 'period'],
      ['windows', 'window'],
      ['columns', 'fields'],
      ['limit', 'top'],
      ['by', '分组'],
      ['by', '维度'],
      ['where', '条件'],
      ['where', '过滤'],
      ['measures', '指标'],
      ['measures', '度量'],
      ['order', '排序'],
      ['from', '来源'],
      ['time', '时间'],
      ['compute', '计算'],
      ['limit', '限制'],
      ['name', '名称'],
    ] as const
  ).map(([key, other]) => renamed('stages', key, other)),
  ...(
    [
      ['as', 'name'],
      ['as', 'alias'],
      ['as', '别名'],
      ['of', 'column'],
      ['of', 'field'],
      ['of', 'expr'],
      ['agg', 'func'],
      ['agg', 'aggregation'],
      ['agg', '聚合'],
      ['metric', 'measure'],
      ['metric', '指标'],
      ['where', 'filter'],
      ['time', 'window'],
      ['time', '时间'],
      ['fill', 'default'],
    ] as const
  ).map(([key, other]) => renamed('measures', key, other)),
  ...(
    [
      ['is', 'expr'],
      ['is', 'expression'],
      ['is', 'field'],
      ['is', '表达式'],
      ['as', 'alias'],
      ['as', 'name'],
    ] as const
  ).flatMap(([key, other]) => [renamed('by', key, other), renamed('compute', key, other)]),
  ...(
    [
      ['by', 'column'],
      ['by', 'field'],
      ['dir', 'direction'],
      ['dir', 'order'],
    ] as const
  ).map(([key, other]) => renamed('order', key, other)),
  ...(['title', 'stages', 'dsl'] as const).map((key): MutantClass => ({
    name: `document without "${key}"`,
    area: 'form',
    *make(subject) {
      yield changed(subject, [{ op: 'remove', path: `/${key}` }], ['']);
    },
  })),
  {
    name: 'dsl as a number',
    area: 'form',
    *make(subject) {
      yield changed(subject, [{ op: 'replace', path: '/dsl', value: 1 }]);
      yield changed(subject, [{ op: 'replace', path: '/dsl', value: '1.0' }]);
    },
  },
  ...(['measures', 'by', 'compute', 'windows', 'match', 'order'] as const).map(
    (list): MutantClass => ({
      name: `one of "${list}" instead of a list`,
      area: 'form',
      *make(subject) {
        for (const { path, stage } of stages(subject)) {
          const all = stage[list] as readonly unknown[] | undefined;
          if (all?.length === 1)
            yield changed(subject, [{ op: 'replace', path: at(path, list), value: all[0] }]);
        }
      },
    }),
  ),
  shaped('where as a text', 'where', joined),
  shaped('keep as a text', 'keep', joined),
  shaped('show as a text', 'show', (all) => (all as readonly string[]).join(', ')),
  shaped('where as operator triples', 'where', (all) => {
    const parts = (all as readonly string[]).map((t) =>
      /^([\w.]+) (=|<>|<|>|<=|>=) (?:'([^']*)'|(\d+))$/.exec(t),
    );
    if (parts.includes(null)) return undefined;
    return parts.map((p) => ({
      field: p![1],
      operator: p![2],
      value: p![3] ?? Number(p![4]),
    }));
  }),
  shaped('keys as texts', 'by', (all) =>
    (all as readonly { as: string; is?: string }[]).every((k) => k.is?.split('.').at(-1) === k.as)
      ? (all as readonly { is: string }[]).map((k) => k.is)
      : undefined,
  ),
  shaped('order as texts', 'order', (all) =>
    (all as readonly { by: string; dir?: string }[]).map((o) =>
      o.dir === undefined ? o.by : `${o.by} ${o.dir}`,
    ),
  ),
  shaped('order with "desc": true', 'order', (all) =>
    (all as readonly { by: string; dir?: string }[]).some((o) => o.dir === 'desc')
      ? (all as readonly { by: string; dir?: string }[]).map(({ by, dir }) => ({
          by,
          desc: dir === 'desc',
        }))
      : undefined,
  ),
  shaped('limit as a number', 'limit', (limit) =>
    (limit as { per?: unknown }).per === undefined &&
    (limit as { ties?: unknown }).ties === undefined
      ? (limit as { rows: number }).rows
      : undefined,
  ),
  shaped('number in quotes', 'limit', (limit) => ({
    ...(limit as object),
    rows: String((limit as { rows: number }).rows),
  })),
  shaped('measures by name', 'measures', (all) =>
    Object.fromEntries(
      (all as readonly { as: string }[]).map(({ as, ...rest }) => [as, rest] as const),
    ),
  ),
  shaped('computed columns by name', 'compute', (all) =>
    Object.fromEntries((all as readonly { as: string; is: string }[]).map((c) => [c.as, c.is])),
  ),
  {
    name: 'metrics as texts',
    area: 'form',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures'))
        if (item['metric'] === item['as'] && Object.keys(item).length === 2)
          yield changed(subject, [{ op: 'replace', path, value: item['metric'] }]);
    },
  },
  moved('measures inside a key', 'measures', (stage) => at(stage, 'by', 0, 'measures'), 'by'),
  moved(
    'where of the stage in its first measure, twice nested',
    'time',
    (stage) => at(stage, 'measures', 0, 'filter'),
    'measures',
  ),
  moved('by beside the stages', 'by', () => '/by'),
  moved('where beside the stages', 'where', () => '/where'),
  moved('measures beside the stages', 'measures', () => '/measures'),
  moved('order beside the stages', 'order', () => '/order'),
  moved('limit beside the stages', 'limit', () => '/limit'),
  {
    name: 'one stage without "stages"',
    area: 'nesting',
    *make(subject) {
      const { stages: all, ...rest } = subject.document;
      const [only, second] = all;
      if (only === undefined || second !== undefined) return;
      const { name: _, ...members } = only;
      const paths = Object.keys(members).map((k): JsonPointer => `/${k}`);
      yield { text: json({ ...rest, ...members }), at: ['', '/stages', ...paths] };
    },
  },
  ...['query', 'document', 'dsl_document', 'result', 'data'].map((key): MutantClass => ({
    name: `wrapped in "${key}"`,
    area: 'nesting',
    *make(subject) {
      yield { text: json({ [key]: subject.document }), at: ['', `/${key}`] };
    },
  })),
  {
    name: 'wrapped in a list',
    area: 'nesting',
    *make(subject) {
      yield { text: json([subject.document]), at: ['', '/0'] };
    },
  },
  {
    name: 'stages by name',
    area: 'nesting',
    *make(subject) {
      const value = Object.fromEntries(
        subject.document.stages.map(({ name, ...rest }) => [name, rest] as const),
      );
      yield changed(subject, [{ op: 'replace', path: '/stages', value }]);
    },
  },
  {
    name: 'stages in a list of lists',
    area: 'nesting',
    *make(subject) {
      yield changed(subject, [
        { op: 'replace', path: '/stages', value: [subject.document.stages] },
      ]);
    },
  },
  {
    name: 'time inside its form',
    area: 'nesting',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures')) {
        const time = item['time'] as { period?: string } | undefined;
        if (time?.period !== undefined)
          yield changed(subject, [
            { op: 'replace', path: at(path, 'time'), value: { period: { name: time.period } } },
          ]);
      }
    },
  },
  {
    name: 'measure wrapped in its metric',
    area: 'nesting',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures'))
        if (item['metric'] !== undefined)
          yield changed(subject, [
            { op: 'replace', path: at(path, 'metric'), value: { name: item['metric'] } },
          ]);
    },
  },
  ...(['description', 'comment', 'label', 'type', 'reason', 'id'] as const).flatMap((key) => [
    extra('measures', key),
    extra('by', key),
    extra('stages', key),
    extra('document', key),
  ]),
  {
    name: 'name of a column left out',
    area: 'form',
    *make(subject) {
      for (const list of ['measures', 'by', 'compute', 'windows', 'columns'])
        for (const { path, item } of items(subject, list))
          yield changed(
            subject,
            [{ op: 'remove', path: at(path, 'as') }],
            [path, ...readers(subject, String(item['as']))],
          );
    },
  },
  {
    name: 'value of a column left out',
    area: 'form',
    *make(subject) {
      for (const [list, key] of [
        ['measures', 'metric'],
        ['measures', 'agg'],
        ['measures', 'of'],
        ['by', 'is'],
        ['compute', 'is'],
        ['windows', 'fn'],
        ['windows', 'of'],
        ['windows', 'order'],
        ['order', 'by'],
        ['match', 'to'],
        ['match', 'on'],
      ] as const)
        for (const { path, item } of items(subject, list))
          if (
            item[key] !== undefined &&
            !(key === 'of' && item['fn'] === 'count') &&
            !(key === 'order' && item['fn'] === 'sum')
          )
            yield changed(subject, [{ op: 'remove', path: at(path, key) }], [path]);
    },
  },
  {
    name: 'name that stands twice',
    area: 'form',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const all = (stage['measures'] ?? []) as readonly { as: string }[];
        const [first, second] = all;
        if (first !== undefined && second !== undefined)
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'measures', 1, 'as'), value: first.as }],
            [at(path, 'measures', 1), at(path, 'measures', 0), ...readers(subject, second.as)],
          );
      }
    },
  },
  ...(
    [
      ['sum', 'SUM'],
      ['sum', 'total'],
      ['avg', 'average'],
      ['avg', 'mean'],
      ['avg', 'AVG'],
      ['count_distinct', 'countDistinct'],
      ['count_distinct', 'distinct_count'],
      ['count_distinct', 'count distinct'],
      ['count_distinct', 'nunique'],
      ['max', 'maximum'],
      ['min', 'minimum'],
      ['count', 'COUNT'],
      ['count', 'count(*)'],
      ['sum', '求和'],
      ['count', '计数'],
      ['avg', '平均'],
    ] as const
  ).map(([agg, other]) => worded('measures', 'agg', agg, other)),
  ...(
    [
      ['desc', 'descending'],
      ['desc', 'DESC'],
      ['asc', 'ascending'],
      ['desc', '降序'],
    ] as const
  ).map(([dir, other]) => worded('order', 'dir', dir, other)),
  ...(
    [
      ['row_number', 'rownumber'],
      ['row_number', 'ROW_NUMBER'],
      ['rank', 'RANK'],
      ['share', 'ratio'],
      ['lag', 'previous'],
    ] as const
  ).map(([fn, other]) => worded('windows', 'fn', fn, other)),
  ...(
    [
      ['matched', 'inner'],
      ['matched', 'exists'],
      ['unmatched', 'anti'],
      ['unmatched', 'not_exists'],
    ] as const
  ).map(([only, other]) => worded('match', 'only', only, other)),
];

function renamed(list: string, key: string, other: string): MutantClass {
  return {
    name: `"${other}" for "${key}" of ${list}`,
    area: /\p{Script=Han}/u.test(other) ? 'keys translated' : 'keys',
    *make(subject) {
      const owners =
        list === 'stages'
          ? stages(subject).map(({ path, stage }) => ({ path, item: stage }))
          : items(subject, list);
      for (const { path, item } of owners)
        if (item[key] !== undefined && item[other] === undefined)
          yield changed(subject, [
            { op: 'remove', path: at(path, key) },
            { op: 'add', path: at(path, other), value: item[key] },
          ]);
    },
  };
}

function worded(list: string, key: string, word: string, other: string): MutantClass {
  return {
    name: `"${other}" for "${word}"`,
    area: 'words',
    *make(subject) {
      for (const { path, item } of items(subject, list))
        if (item[key] === word)
          yield changed(subject, [{ op: 'replace', path: at(path, key), value: other }]);
    },
  };
}

function shaped(name: string, key: string, make: (value: unknown) => unknown): MutantClass {
  return {
    name,
    area: 'form',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const value = stage[key];
        if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
        const made = make(value);
        if (made !== undefined)
          yield changed(subject, [{ op: 'replace', path: at(path, key), value: made }]);
      }
    },
  };
}

/** A part of a stage that stands where it does not belong. */
function moved(
  name: string,
  key: string,
  to: (stage: JsonPointer) => JsonPointer,
  needs?: string,
): MutantClass {
  return {
    name,
    area: 'nesting',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const needed = needs === undefined ? [true] : ((stage[needs] ?? []) as readonly unknown[]);
        if (stage[key] === undefined || needed.length === 0) continue;
        const operations: readonly PatchOperation[] = [
          { op: 'remove', path: at(path, key) },
          { op: 'add', path: to(path), value: stage[key] },
        ];
        yield changed(subject, operations, [path]);
        break;
      }
    },
  };
}

function extra(list: string, key: string): MutantClass {
  return {
    name: `"${key}" added to ${list}`,
    area: 'extra keys',
    *make(subject) {
      const owners: readonly { path: JsonPointer; item: Readonly<Record<string, unknown>> }[] =
        list === 'document'
          ? [{ path: '', item: subject.document }]
          : list === 'stages'
            ? stages(subject).map(({ path, stage }) => ({ path, item: stage }))
            : items(subject, list);
      for (const { path, item } of owners)
        if (item[key] === undefined)
          yield changed(subject, [{ op: 'add', path: at(path, key), value: 'some text' }]);
    },
  };
}

function readers({ document }: Subject, name: string): readonly JsonPointer[] {
  const found: JsonPointer[] = [];
  const visit = (value: unknown, path: JsonPointer): void => {
    if (typeof value === 'string' && new RegExp(`(?<![\\w])${escape(name)}(?![\\w])`).test(value))
      found.push(path);
    if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) visit(v, at(path, k));
  };
  visit(document, '');
  return found;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Conditions in one text; those with an `or` in brackets. */
function joined(all: unknown): string {
  const texts = all as readonly string[];
  return texts.map((t) => (/ or /i.test(t) && texts.length > 1 ? `(${t})` : t)).join(' and ');
}
