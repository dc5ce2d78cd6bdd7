import { at, type JsonPointer, type PatchOperation } from '../../../../src/base/diagnostic.js';
import { changed, type MutantClass, type Subject } from '../mutant.js';
import { items, stages } from '../sites.js';

type Json = Readonly<Record<string, unknown>>;

/** Right words at a place that has no use for them, or that means something else by them. */
export const placeClasses: readonly MutantClass[] = [
  stage('limit of no rows', 'order', (s) =>
    s['limit'] === undefined ? undefined : { limit: { rows: 0 } },
  ),
  stage('stage called as the own table', 'names', () => ({ name: 'self' })),
  stage('own rows in a question', 'population', (s, { document }) =>
    document.target === undefined && s['from'] !== undefined ? { from: 'self' } : undefined,
  ),
  stage('own rows of today', 'population', (s) =>
    s['from'] === 'self' ? { at: '$bizdate' } : undefined,
  ),
  stage('row of nothing', 'population', (s) =>
    s['from'] === undefined ? undefined : { where: ['row.amount > 0'] },
  ),
  {
    ...stage('range of rows at the stage', 'time', (s) =>
      s['from'] !== undefined && s['by'] !== undefined && s['time'] === undefined
        ? { time: { last: 3, unit: 'day', mode: 'rolling' } }
        : undefined,
    ),
    needsRequirement:
      'rows of a range are as right where they are wanted, unless a measure says other days',
  },
  measure('tie where the path ties', 'joins', (m, s) =>
    m['on'] === undefined && s['by'] !== undefined && m['metric'] !== undefined
      ? { on: [{ key: 'order_id', is: 'order_id' }] }
      : undefined,
  ),
  measure('path that is none', 'joins', () => ({ via: ['no_such_path'] })),
  measure('number in place of a text', 'types', (m) =>
    ['first', 'last'].includes(String(m['agg'])) ? { fill: 0 } : undefined,
  ),
  measure('clock without a range', 'time', (m, s) =>
    m['metric'] !== undefined && m['time'] === undefined && s['time'] === undefined
      ? { clock: 'order_time' }
      : undefined,
  ),
  measure('clock that is no time', 'time', (m) =>
    m['time'] === undefined ? undefined : { clock: '1' },
  ),
  measure('range that depends on the row', 'time', (m) =>
    m['time'] === undefined ? undefined : { time: { from: 'order_time' } },
  ),
  measure('range of hours without buckets', 'time', (m) =>
    m['time'] === undefined ? undefined : { time: { last: 24, unit: 'hour', mode: 'rolling' } },
  ),
  measure('written days moved to the start of a month', 'time', (m) =>
    m['time'] === undefined
      ? undefined
      : { time: { from: "date '2026-10-01'", to: "date '2026-10-31'" }, shift: 'start of month' },
  ),
  measure('range of a metric that has its own', 'time', (m, _, { ontology }) => {
    const own = [...ontology.metrics.values()].find((x) => x.type === 'derived' && x.time);
    return own === undefined || m['time'] === undefined || m['metric'] === undefined
      ? undefined
      : { metric: own.name };
  }),
  measure('sum of what has a value each day', 'grain', (m) =>
    m['metric'] === 'stock_qty'
      ? { metric: undefined, agg: 'sum', entity: 'stock', of: 'on_hand' }
      : undefined,
  ),
  added('hour of a day', 'time', 'by', (s) =>
    s['from'] === 'customer' || s['from'] === 'city' ? { as: 'hour', grain: 'hour' } : undefined,
  ),
  added('key over many partners', 'grain', 'columns', (s, { ontology }) => {
    const many = [...(ontology.entities.get(String(s['from']))?.relationships.values() ?? [])];
    const path = many.find((r) => r.cardinality.endsWith('many'));
    const [first] = ontology.entities.get(path?.to ?? '')?.attributes.keys() ?? [];
    return path === undefined || first === undefined
      ? undefined
      : { as: 'partner', is: `${path.name}.${first}` };
  }),
  added('condition over many partners', 'grain', 'where', (s, { ontology }) => {
    const many = [...(ontology.entities.get(String(s['from']))?.relationships.values() ?? [])];
    const path = many.find((r) => r.cardinality === 'one_to_many');
    const [first] = ontology.entities.get(path?.to ?? '')?.attributes.keys() ?? [];
    return path === undefined || first === undefined
      ? undefined
      : `${path.name}.${first} is not null`;
  }),
  {
    ...added('share of a text', 'types', 'windows', (s) => {
      const text = [...list(s, 'by'), ...list(s, 'columns')].find((c) =>
        /(?:name|status|city|store)$/.test(String(c['as'])),
      );
      return text === undefined ? undefined : { as: 'part', fn: 'share', of: text['as'] };
    }),
    needsRequirement: 'a column of such a name may hold numbers',
  },
  added('table read beside its own rows', 'standards', 'match', (s, { document, ontology }) => {
    const own = document.target?.['table'];
    const entity = [...ontology.entities.values()].find((e) => e.table.name.at(-1) === own);
    return entity === undefined || s['from'] === undefined
      ? undefined
      : { to: entity.name, on: [{ key: entity.key[0] ?? '', is: entity.key[0] ?? '' }] };
  }),
  {
    name: 'default of another type',
    area: 'types',
    *make(subject) {
      const params = (subject.document['params'] ?? []) as readonly Json[];
      for (const i of params.keys())
        yield changed(subject, [{ op: 'add', path: at('/params', i, 'default'), value: 'many' }]);
    },
  },
  {
    name: 'hole without a question',
    area: 'form',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures')) {
        const key = item['metric'] === undefined ? 'agg' : 'metric';
        yield changed(subject, [{ op: 'replace', path: at(path, key), value: '?' }]);
      }
    },
  },
  {
    name: 'question without a hole',
    area: 'form',
    *make(subject) {
      const hole = { about: 'x', question: 'which?', at: '/stages/0/name', options: [] };
      yield changed(
        subject,
        [{ op: 'add', path: '/unresolved', value: [hole] }],
        ['/unresolved/0/at'],
      );
    },
  },
];

/** Tables whose columns, types, partitions and windows do not fit a warehouse. */
export const tableClasses: readonly MutantClass[] = [
  column('name in camel case', (name) =>
    name.replaceAll(/_(\w)/g, (_, c: string) => c.toUpperCase()),
  ),
  column('name that is a word of SQL', () => 'order'),
  target('type that cuts', (t) =>
    list(t, 'columns').some((c) => /^decimal|^date/.test(String(c['type'])))
      ? { columns: list(t, 'columns').map((c) => ({ ...c, type: 'bigint' })) }
      : undefined,
  ),
  target('partition that is a moment', (t) =>
    t['partition'] === undefined
      ? undefined
      : { partition: [{ as: 'ds', is: 'cast($bizdate as timestamp)' }] },
  ),
  target('partition under another name', (t, { document }) => {
    const [last] = list(document.stages.at(-1) ?? { name: '' }, 'by');
    return t['partition'] === undefined || last === undefined
      ? undefined
      : { partition: [{ as: 'pt', is: last['as'] }] };
  }),
  target('partition that is a column too', (t, { document }) => {
    const [last] = list(document.stages.at(-1) ?? { name: '' }, 'by');
    return t['partition'] === undefined || last === undefined
      ? undefined
      : { partition: [{ as: last['as'], is: '$bizdate' }] };
  }),
  target('domain of other tables', (t, { ontology }) => {
    const other = [...ontology.entities.values()]
      .map((e) => e.domain)
      .find((d) => d && d !== t['domain']);
    return t['domain'] === undefined || other === undefined ? undefined : { domain: other };
  }),
  {
    name: 'upsert of one row in all',
    area: 'standards',
    *make(subject) {
      const last = subject.document.stages.length - 1;
      if (subject.document.target?.['write'] !== 'upsert') return;
      yield changed(
        subject,
        [{ op: 'replace', path: at('/stages', last, 'by'), value: [] }],
        ['/target/write', '/target'],
      );
    },
  },
  {
    name: 'window over a whole table',
    area: 'policy',
    needsRequirement:
      'a window over all groups, or over the rows of a question, is as right where it is wanted',
    *make(subject) {
      for (const { path, item } of items(subject, 'windows'))
        if (item['per'] !== undefined)
          yield changed(subject, [{ op: 'remove', path: at(path, 'per') }], [path]);
    },
  },
  {
    name: 'range of days left out of a model',
    area: 'policy',
    *make(subject) {
      if (subject.document.target === undefined) return;
      for (const { path, stage: s } of stages(subject))
        if (s['time'] !== undefined && s['from'] !== undefined)
          yield changed(subject, [{ op: 'remove', path: at(path, 'time') }], [at(path, 'from')]);
    },
  },
];

type Make = (own: Json, stage: Json, subject: Subject) => Json | undefined;

function stage(
  name: string,
  area: string,
  make: (s: Json, subject: Subject) => Json | undefined,
): MutantClass {
  return {
    name,
    area,
    *make(subject) {
      for (const { path, stage: own } of stages(subject)) {
        const made = make(own, subject);
        if (made !== undefined) yield changed(subject, settings(path, own, made), [path]);
      }
    },
  };
}

function measure(name: string, area: string, make: Make): MutantClass {
  return {
    name,
    area,
    *make(subject) {
      for (const { path, stage: above, item } of items(subject, 'measures')) {
        const own = subject.document.stages[Number(above.split('/')[2])]!;
        const made = make(item, own, subject);
        // What a measure says may contradict what its stage says.
        if (made !== undefined)
          yield changed(subject, settings(path, item, made), [path, at(above, 'time')]);
      }
    },
  };
}

function added(
  name: string,
  area: string,
  key: string,
  make: (s: Json, subject: Subject) => unknown,
): MutantClass {
  return {
    name,
    area,
    *make(subject) {
      for (const { path, stage: own } of stages(subject)) {
        const value = make(own, subject);
        const all = own[key] as readonly unknown[] | undefined;
        if (
          value === undefined ||
          (all === undefined && !['where', 'windows', 'match'].includes(key))
        )
          continue;
        yield all === undefined
          ? changed(subject, [{ op: 'add', path: at(path, key), value: [value] }])
          : changed(subject, [{ op: 'add', path: at(path, key, all.length), value }]);
      }
    },
  };
}

function target(name: string, make: (t: Json, subject: Subject) => Json | undefined): MutantClass {
  return {
    name,
    area: 'standards',
    *make(subject) {
      const own = subject.document.target;
      const made = own && make(own, subject);
      if (own !== undefined && made !== undefined)
        yield changed(subject, settings('/target', own, made));
    },
  };
}

/** A column of the table that nothing in the document reads, under another name. */
function column(name: string, called: (name: string) => string): MutantClass {
  return {
    name: `column: ${name}`,
    area: 'standards',
    *make(subject) {
      const { document } = subject;
      const last = document.stages.length - 1;
      if (document.target === undefined) return;
      for (const { path, item } of items(subject, 'measures')) {
        const own = String(item['as']);
        const others = JSON.stringify(document).split(own).length - 1;
        if (path.startsWith(`/stages/${last}/`) && others === 1)
          yield changed(subject, [{ op: 'replace', path: at(path, 'as'), value: called(own) }]);
      }
    },
  };
}

function settings(path: JsonPointer, own: Json, made: Json): readonly PatchOperation[] {
  return Object.entries(made).map(([key, value]) =>
    value === undefined
      ? { op: 'remove', path: at(path, key) }
      : { op: own[key] === undefined ? 'add' : 'replace', path: at(path, key), value },
  );
}

function list(of: Json, key: string): readonly Json[] {
  return (of[key] ?? []) as readonly Json[];
}
