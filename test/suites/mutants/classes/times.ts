import { at, type JsonPointer } from '../../../../src/base/diagnostic.js';
import { changed, type MutantClass, type Subject } from '../mutant.js';
import { items, stages } from '../sites.js';

/** Ranges, periods, shifts and as-of days that are missing, doubled or in no form. */
export const timeClasses: readonly MutantClass[] = [
  {
    name: 'as-of day left out',
    area: 'time',
    *make(subject) {
      if (subject.document['as_of'] !== undefined)
        yield changed(subject, [{ op: 'remove', path: '/as_of' }], relative(subject));
    },
  },
  {
    name: 'as-of day in another form',
    area: 'time',
    *make(subject) {
      const day = subject.document['as_of'];
      if (typeof day === 'string')
        for (const value of [day.replaceAll('-', '/'), day.replaceAll('-', ''), `${day} 00:00:00`])
          yield changed(subject, [{ op: 'replace', path: '/as_of', value }]);
    },
  },
  {
    name: 'as-of day beside a target',
    area: 'time',
    *make(subject) {
      if (subject.document.target !== undefined)
        yield changed(subject, [{ op: 'add', path: '/as_of', value: '2026-01-01' }]);
    },
  },
  ranges('two forms of time', (time) =>
    time['period'] !== undefined ? { ...time, last: 7, unit: 'day', mode: 'rolling' } : undefined,
  ),
  ranges('half a form of time', (time) =>
    time['last'] === undefined ? { last: 7 } : { last: 7, unit: 'day' },
  ),
  ranges('unit in the plural', (time) =>
    typeof time['unit'] === 'string' ? { ...time, unit: `${time['unit']}s` } : undefined,
  ),
  ranges('mode that is none', (time) =>
    time['mode'] === 'rolling' ? { ...time, mode: 'trailing' } : undefined,
  ),
  ranges('time as a text', (time) => (time['period'] === undefined ? undefined : time['period'])),
  ranges('time as words', (time) => {
    const days = /^(\d+)d$/.exec(String(time['period']))?.[1];
    return days === undefined ? undefined : `last ${days} days`;
  }),
  ranges('range that ends before it starts', (time) =>
    time['from'] !== undefined && time['to'] !== undefined
      ? { from: time['to'], to: time['from'] }
      : undefined,
  ),
  ranges('days without date', (time) =>
    typeof time['from'] === 'string' && time['from'].startsWith("date '")
      ? { ...time, from: time['from'].replace(/^date '(.*)'$/, '$1') }
      : undefined,
  ),
  {
    ...ranges('another valid period', (time, { ontology }) => {
      const other = [...ontology.periods.keys()].find((p) => p !== time['period']);
      return time['period'] === undefined || other === undefined ? undefined : { period: other };
    }),
    needsRequirement: 'another period is as right where it is wanted, unless a name says which',
  },
  {
    name: 'time left out',
    area: 'time',
    needsRequirement:
      'without a range all days count, which is as right where it is wanted, unless a name says which',
    *make(subject) {
      for (const { path } of times(subject))
        yield changed(
          subject,
          [{ op: 'remove', path }],
          [path.slice(0, path.lastIndexOf('/')) as JsonPointer],
        );
    },
  },
  ...['1 month', 'last month', '-1', '-1 mo', 'previous'].map((value): MutantClass => ({
    name: `shift written "${value}"`,
    area: 'time',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures'))
        if (item['shift'] !== undefined)
          yield changed(subject, [{ op: 'replace', path: at(path, 'shift'), value }]);
    },
  })),
  {
    name: 'shift without time',
    area: 'time',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures'))
        if (item['shift'] !== undefined && item['time'] !== undefined)
          yield changed(subject, [{ op: 'remove', path: at(path, 'time') }], [path]);
    },
  },
  {
    name: 'grain that is none',
    area: 'time',
    *make(subject) {
      for (const { path, item } of items(subject, 'by'))
        if (typeof item['grain'] === 'string')
          for (const value of [
            ...(item['grain'] === 'day' ? ['daily'] : []),
            ...(item['grain'] === 'month' ? ['monthly'] : []),
            `${item['grain']}s`,
            'fortnight',
          ])
            yield changed(subject, [{ op: 'replace', path: at(path, 'grain'), value }]);
    },
  },
  {
    name: 'grain written as a path',
    area: 'time',
    *make(subject) {
      for (const { path, item } of items(subject, 'by'))
        if (item['grain'] !== undefined)
          yield changed(subject, [
            { op: 'remove', path: at(path, 'grain') },
            { op: 'add', path: at(path, 'is'), value: item['grain'] },
          ]);
    },
  },
  {
    name: 'path written as a grain',
    area: 'time',
    *make(subject) {
      for (const { path, item } of items(subject, 'by'))
        if (typeof item['is'] === 'string' && /^\w+$/.test(item['is']))
          yield changed(subject, [
            { op: 'remove', path: at(path, 'is') },
            { op: 'add', path: at(path, 'grain'), value: item['is'] },
          ]);
    },
  },
];

type TimeJson = Readonly<Record<string, unknown>>;

function times(
  subject: Subject,
): readonly { readonly path: JsonPointer; readonly time: TimeJson }[] {
  const ofStages = stages(subject).map(({ path, stage }) => ({
    path: at(path, 'time'),
    time: stage['time'],
  }));
  const ofMeasures = items(subject, 'measures').map(({ path, item }) => ({
    path: at(path, 'time'),
    time: item['time'],
  }));
  return [...ofStages, ...ofMeasures].flatMap(({ path, time }) =>
    time === undefined ? [] : [{ path, time: time as TimeJson }],
  );
}

/** Where a day is counted from the as-of day. */
function relative(subject: Subject): readonly JsonPointer[] {
  return [...times(subject).map((t) => t.path), ...stages(subject).map((s) => s.path)];
}

function ranges(name: string, make: (time: TimeJson, subject: Subject) => unknown): MutantClass {
  return {
    name,
    area: 'time',
    *make(subject) {
      for (const { path, time } of times(subject)) {
        const value = make(time, subject);
        if (value !== undefined) yield changed(subject, [{ op: 'replace', path, value }]);
      }
    },
  };
}
