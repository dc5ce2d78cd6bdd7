import { at } from '../../../../src/base/diagnostic.js';
import { changed, type MutantClass, type StageJson, type Subject } from '../mutant.js';
import { items, stages } from '../sites.js';

/** Tables that break the standards of a warehouse, and what shows or costs too much. */
export const standardClasses: readonly MutantClass[] = [
  target('layer that the name denies', (t) =>
    t['layer'] === 'ads' ? { layer: 'dws' } : { layer: 'ads' },
  ),
  target('layer in capitals', (t) => ({ layer: String(t['layer']).toUpperCase() })),
  target('name without a layer', (t) => ({
    table: String(t['table']).replace(/^[a-z]+_/, 'tbl_'),
  })),
  target('name in capitals', (t) => ({ table: String(t['table']).toUpperCase() })),
  target('name of another period', (t) =>
    /_(?:nd|\d+d|td)$/.test(String(t['table']))
      ? { table: String(t['table']).replace(/_(?:nd|\d+d|td)$/, '_14d_x') }
      : undefined,
  ),
  target('no comment', () => ({ comment: undefined })),
  target('empty comment', () => ({ comment: '' })),
  target('no partition', (t) =>
    // A dimension may be written whole.
    t['partition'] === undefined || t['layer'] === 'dim' ? undefined : { partition: undefined },
  ),
  target('fixed partition', (t) =>
    t['partition'] === undefined ? undefined : { partition: [{ as: 'ds', is: "'20260101'" }] },
  ),
  target('no lifecycle', (t) =>
    t['lifecycle'] === undefined ? undefined : { lifecycle: undefined },
  ),
  target('lifecycle of a century', (t) =>
    t['lifecycle'] === undefined ? undefined : { lifecycle: 36500 },
  ),
  target('lifecycle in words', () => ({ lifecycle: '365 days' })),
  target('domain that is none', (t) => (t['domain'] === undefined ? undefined : { domain: 'zzz' })),
  target('write that is none', (t) =>
    t['write'] === 'overwrite' ? { write: 'insert_overwrite' } : { write: 'merge_into' },
  ),
  target('write in capitals', (t) => ({ write: String(t['write']).toUpperCase() })),
  target('append on each rerun', (t) =>
    t['write'] === 'overwrite' ? { write: 'append' } : undefined,
  ),
  target('key that is none of its columns', () => ({ key: ['no_such_column'] })),
  target('comment of a column that is none', () => ({
    columns: [{ name: 'no_such_column', comment: '无' }],
  })),
  {
    name: 'column named by a reserved word',
    area: 'standards',
    *make(subject) {
      if (subject.document.target === undefined) return;
      const last = subject.document.stages.length - 1;
      for (const { path, item } of items(subject, 'measures'))
        if (
          path.startsWith(`/stages/${last}/`) &&
          !JSON.stringify(subject.document)
            .replace(`"as":"${String(item['as'])}"`, '')
            .includes(String(item['as']))
        )
          yield changed(subject, [{ op: 'replace', path: at(path, 'as'), value: 'order' }]);
    },
  },
  {
    name: 'column with capitals',
    area: 'standards',
    *make(subject) {
      if (subject.document.target === undefined) return;
      const last = subject.document.stages.length - 1;
      for (const { path, item } of items(subject, 'measures'))
        if (path.startsWith(`/stages/${last}/`))
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'as'), value: `${String(item['as'])}_Total` }],
            ['/stages'],
          );
    },
  },
  {
    name: 'column named for another period',
    area: 'standards',
    *make(subject) {
      // A measure on the way to the result may have any name.
      const last = `/stages/${subject.document.stages.length - 1}/`;
      for (const { path, item } of items(subject, 'measures')) {
        const period = (item['time'] as { period?: string } | undefined)?.period;
        const name = String(item['as']);
        if (period === undefined || !name.endsWith(`_${period}`) || !path.startsWith(last))
          continue;
        const other = period === '7d' ? '30d' : '7d';
        if (subject.ontology.periods.has(other))
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'time', 'period'), value: other }],
            [path, at(path, 'as')],
          );
      }
    },
  },
  {
    name: 'fixed day in a model',
    area: 'standards',
    *make(subject) {
      if (subject.document.target === undefined) return;
      for (const { path, item } of items(subject, 'measures'))
        if (item['time'] !== undefined)
          yield changed(
            subject,
            [
              {
                op: 'replace',
                path: at(path, 'time'),
                value: { from: "date '2026-01-01'", to: "date '2026-01-07'" },
              },
            ],
            [path],
          );
    },
  },
  {
    name: 'own table as a source',
    area: 'standards',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (stage['from'] === 'self')
          yield changed(subject, [
            { op: 'replace', path: at(path, 'from'), value: subject.document.target!['table'] },
          ]);
    },
  },
  {
    name: 'sensitive column shown',
    area: 'policy',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const entity = subject.ontology.entities.get(String(stage['from']));
        const secret = [...(entity?.attributes.values() ?? [])].find((a) => a.sensitive);
        const list = stage['columns'] !== undefined ? 'columns' : 'by';
        const all = stage[list] as readonly unknown[] | undefined;
        if (secret === undefined || all === undefined) continue;
        const value = { as: `${secret.name}_shown`, is: secret.name };
        yield changed(
          subject,
          [{ op: 'add', path: at(path, list, all.length), value }],
          ['/target', path],
        );
      }
    },
  },
  {
    name: 'limit without an order',
    area: 'order',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (stage['limit'] !== undefined && stage['order'] !== undefined && hasKey(subject, stage))
          yield changed(subject, [{ op: 'remove', path: at(path, 'order') }], [at(path, 'limit')]);
    },
  },
  {
    name: 'order that nothing reads',
    area: 'order',
    *make(subject) {
      for (const [i, stage] of subject.document.stages.entries()) {
        if (i === subject.document.stages.length - 1 || stage['order'] !== undefined) continue;
        const by = (stage['by'] ?? []) as readonly { as: string }[];
        if (by[0] !== undefined)
          yield changed(subject, [
            { op: 'add', path: at('/stages', i, 'order'), value: [{ by: by[0].as }] },
          ]);
      }
    },
  },
  {
    name: 'stage that nothing reads',
    area: 'order',
    *make(subject) {
      const [first] = subject.document.stages;
      if (first !== undefined)
        yield changed(subject, [
          { op: 'add', path: '/stages/0', value: { ...first, name: 'spare_stage' } },
        ]);
    },
  },
  {
    name: 'window without an order',
    area: 'order',
    *make(subject) {
      for (const { path, item } of items(subject, 'windows'))
        if (
          item['order'] !== undefined &&
          ['row_number', 'rank', 'lag', 'lead'].includes(String(item['fn']))
        )
          yield changed(subject, [{ op: 'remove', path: at(path, 'order') }], [path]);
    },
  },
  {
    name: 'match that nothing reads',
    area: 'joins',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const match = (stage['match'] ?? []) as readonly Readonly<Record<string, unknown>>[];
        const [first] = match;
        if (first === undefined || first['only'] !== undefined) continue;
        yield changed(subject, [
          {
            op: 'add',
            path: at(path, 'match', match.length),
            value: { ...first, as: 'spare_match' },
          },
        ]);
      }
    },
  },
];

/** Rows without a key have undecided ties in the original already. */
function hasKey({ ontology }: Subject, stage: StageJson): boolean {
  const columns = stage['columns'] as readonly { readonly is: string }[] | undefined;
  const key = ontology.entities.get(String(stage['from']))?.key ?? [];
  return (
    columns === undefined || (key.length > 0 && key.every((k) => columns.some((c) => c.is === k)))
  );
}

type TargetJson = Readonly<Record<string, unknown>>;

function target(name: string, make: (target: TargetJson) => TargetJson | undefined): MutantClass {
  return {
    name,
    area: 'standards',
    *make(subject: Subject) {
      const own = subject.document.target;
      const made = own && make(own);
      if (own === undefined || made === undefined) return;
      const operations = Object.entries(made).map(([key, value]) =>
        value === undefined
          ? ({ op: 'remove', path: `/target/${key}` } as const)
          : ({ op: 'add', path: `/target/${key}`, value } as const),
      );
      const broken = changed(
        subject,
        operations.filter((o) => o.op !== 'remove' || own[o.path.slice(8)] !== undefined),
      );
      yield broken;
    },
  };
}
