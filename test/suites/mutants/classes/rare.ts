import { at } from '../../../../src/base/diagnostic.js';
import { loadOntology } from '../../../../src/ontology/load.js';
import { changed, type Broken, type MutantClass, type StageJson, type Subject } from '../mutant.js';
import { items, stages } from '../sites.js';
import { worldYaml } from '../world.js';

type Item = Readonly<Record<string, unknown>>;
const another = 'the other document is as right where it is wanted';

/** Mistakes about what few documents have: versions of the language, zones, many partners, snapshots, own rows. */
export const rareClasses: readonly MutantClass[] = [
  ...['0', '2'].map((value): MutantClass => ({
    name: `version "${value}" of the language`,
    area: 'form',
    *make(subject) {
      yield changed(subject, [{ op: 'replace', path: '/dsl', value }]);
    },
  })),
  ...['Shanghai', 'CST', '+08:00', '东八区'].map((value): MutantClass => ({
    name: `zone written "${value}"`,
    area: 'time',
    *make(subject) {
      if (subject.document['timezone'] !== undefined)
        yield changed(subject, [{ op: 'replace', path: '/timezone', value }]);
    },
  })),
  {
    name: 'clock of another zone',
    area: 'time',
    needsRequirement: another,
    *make(subject) {
      if (subject.document['timezone'] !== undefined)
        yield changed(
          subject,
          [{ op: 'replace', path: '/timezone', value: 'America/New_York' }],
          ['/stages'],
        );
    },
  },
  {
    name: 'zone left out',
    area: 'time',
    needsRequirement:
      'without a zone moments stand as they are written, which is right where all are of one',
    *make(subject) {
      if (subject.document['timezone'] !== undefined)
        yield changed(subject, [{ op: 'remove', path: '/timezone' }], ['/stages']);
    },
  },
  {
    name: 'days as conditions on a moment',
    area: 'time',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const entity = subject.ontology.entities.get(String(stage['from']));
        const clock = entity?.attributes.get(entity.time ?? '');
        const { from, to } = (stage['time'] ?? {}) as {
          readonly from?: string;
          readonly to?: string;
        };
        if (clock?.type.kind !== 'timestamp' || from === undefined || to === undefined) continue;
        const where = (stage['where'] ?? []) as readonly string[];
        const value = [...where, `${clock.name} >= ${from}`, `${clock.name} <= ${to}`];
        yield changed(subject, [
          { op: 'remove', path: at(path, 'time') },
          { op: 'add', path: at(path, 'where'), value },
        ]);
      }
    },
  },
  {
    name: 'time of measures moved to their stage',
    area: 'time',
    needsRequirement:
      'rows that the stage chooses are as right, unless a shift or a clock reads others',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const all = (stage['measures'] ?? []) as readonly Item[];
        if (all.length === 0 || stage['time'] !== undefined) continue;
        const [time] = all.map((m) => m['time']);
        if (
          time === undefined ||
          all.some((m) => JSON.stringify(m['time']) !== JSON.stringify(time))
        )
          continue;
        yield changed(
          subject,
          [
            ...all.map((_, i) => ({
              op: 'remove' as const,
              path: at(path, 'measures', i, 'time'),
            })),
            { op: 'add', path: at(path, 'time'), value: time },
          ],
          [path],
        );
      }
    },
  },
  {
    name: 'stage of fewer days than its measures',
    area: 'time',
    needsRequirement:
      'a measure of another clock may count other days of the rows that the stage chooses',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const all = (stage['measures'] ?? []) as readonly Item[];
        if (stage['time'] !== undefined || !all.some((m) => m['time'] !== undefined)) continue;
        if (!subject.ontology.entities.has(String(stage['from']))) continue;
        const value = { last: 1, unit: 'day', mode: 'rolling' };
        yield changed(subject, [{ op: 'add', path: at(path, 'time'), value }], [path]);
      }
    },
  },
  {
    name: 'week beside a month',
    area: 'time',
    needsRequirement: another,
    *make(subject) {
      for (const { path, item } of items(subject, 'by'))
        if (item['grain'] === 'month')
          yield changed(
            subject,
            [{ op: 'add', path, value: { as: 'week', grain: 'week' } }],
            [stageOf(path)],
          );
    },
  },
  {
    name: 'columns left out',
    area: 'form',
    needsRequirement: 'measures and arithmetic alone are as right where no other column is read',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (subject.ontology.entities.has(String(stage['from'])) && stage['columns'] !== undefined)
          yield changed(subject, [{ op: 'remove', path: at(path, 'columns') }], [path]);
    },
  },
  {
    name: 'key that is another of its columns',
    area: 'standards',
    *make(subject) {
      const stage = subject.document.stages.at(-1)!;
      const measure = ((stage['measures'] ?? []) as readonly Item[]).at(-1)?.['as'];
      if (
        subject.document.target !== undefined &&
        measure !== undefined &&
        stage['by'] !== undefined
      )
        yield changed(subject, [{ op: 'add', path: '/target/key', value: [measure] }], ['/target']);
    },
  },
  {
    name: 'types of own columns left out',
    area: 'standards',
    *make({ document, ...rest }) {
      const subject = { ...rest, document };
      const columns = (document.target?.['columns'] ?? []) as readonly Item[];
      if (columns.length === 0 || !document.stages.some((s) => s['from'] === 'self')) return;
      const value = columns.map((column) => ({ ...column, type: undefined }));
      yield changed(subject, [{ op: 'replace', path: '/target/columns', value }], ['/target']);
    },
  },
  {
    name: 'partition by a column beside own rows',
    area: 'standards',
    *make(subject) {
      const { target, stages: all } = subject.document;
      const column = outputs(all.at(-1)!)[0];
      if (target === undefined || column === undefined || !all.some((s) => s['from'] === 'self'))
        return;
      const value = [{ as: column, is: column }];
      yield changed(
        subject,
        [{ op: 'add', path: '/target/partition', value }],
        ['/target', '/stages'],
      );
    },
  },
  {
    name: 'own table that a policy hides',
    area: 'policy',
    *make(subject) {
      if (!subject.document.stages.some((s) => s['from'] === 'self')) return;
      for (const { entity } of subject.ontology.policies.values()) {
        const value = subject.ontology.entities.get(entity)!.table.name.at(-1);
        yield changed(subject, [{ op: 'replace', path: '/target/table', value }], ['/stages']);
      }
    },
  },
  {
    name: 'groups listed as rows',
    area: 'grain',
    needsRequirement: another,
    *make(subject) {
      for (const { path, stage, entity, keys } of keyed(subject))
        yield changed(
          subject,
          [
            { op: 'add', path: at(path, 'from'), value: entity },
            { op: 'add', path: at(path, 'columns'), value: keys },
            { op: 'remove', path: at(path, 'by') },
            ...['measures', 'order', 'limit', 'keep', 'compute', 'windows', 'show']
              .filter((key) => stage[key] !== undefined)
              .map((key) => ({ op: 'remove' as const, path: at(path, key) })),
          ],
          [path, '/stages'],
        );
    },
  },
  {
    name: 'rows counted beside a measure that is none of theirs',
    area: 'population',
    needsRequirement: another,
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const all = stage['measures'] as readonly Item[] | undefined;
        if (all === undefined || !subject.ontology.entities.has(String(stage['from']))) continue;
        const others = [...subject.ontology.metrics.values()].filter(
          (m) => m.type === 'aggregate' && m.entity !== stage['from'],
        );
        const beside = others.length > 0 && subject.chance.pick(others);
        for (const more of [
          { agg: 'count' },
          ...(beside === false ? [] : [{ metric: beside.name }]),
        ])
          yield changed(
            subject,
            [
              {
                op: 'add',
                path: at(path, 'measures', all.length),
                value: { as: 'beside', ...more },
              },
            ],
            [path],
          );
      }
    },
  },
  {
    name: 'second way to many partners',
    area: 'joins',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        for (const key of (stage['by'] ?? []) as readonly Item[])
          for (const [own, other] of manyPaths(subject, stage, String(key['is'])))
            yield changed(
              subject,
              [
                {
                  op: 'add',
                  path: at(path, 'by', (stage['by'] as readonly Item[]).length),
                  value: { as: 'beside', is: String(key['is']).replace(own, other) },
                },
              ],
              [path],
            );
    },
  },
  {
    name: 'another entity that has the same path',
    area: 'population',
    needsRequirement: another,
    *make(subject) {
      for (const { path, keys, entity } of keyed(subject)) {
        const [first] = keys.map((k) => k.is.split('.')[0]!);
        const same = [...subject.ontology.entities.values()].filter(
          (e) => e.name !== entity && e.relationships.has(first!),
        );
        for (const { name } of same)
          yield changed(
            subject,
            [
              {
                op: 'replace',
                path: at(path, 'by'),
                value: keys.map((k) => ({ ...k, is: `${name}.${k.is}` })),
              },
              {
                op: 'add',
                path: at(path, 'measures'),
                value: [{ as: 'n', agg: 'count', entity: name }],
              },
            ],
            ['/stages'],
          );
      }
    },
  },
  {
    name: 'ordered by what is not shown',
    area: 'order',
    needsRequirement: 'which columns are shown only the requirement says; an engine may refuse it',
    *make(subject) {
      const last = subject.document.stages.length - 1;
      const stage = subject.document.stages[last]!;
      const [order] = (stage['order'] ?? []) as readonly { readonly by: string }[];
      const shown = outputs(stage).filter((name) => name !== order?.by);
      if (order !== undefined && subject.document.target !== undefined && shown.length > 0)
        yield changed(
          subject,
          [{ op: 'add', path: at('/stages', last, 'show'), value: shown }],
          ['/stages'],
        );
    },
  },
  {
    name: 'placeholder of a scheduler in a name',
    area: 'standards',
    *make(subject) {
      for (const list of ['measures', 'columns'])
        for (const { path, item } of items(subject, list)) {
          const name = String(item['as']);
          if (subject.text.split(`"${name}"`).length > 2 || !path.startsWith(lastOf(subject)))
            continue;
          const value = `${name}_\${bizdate}`;
          yield changed(subject, [{ op: 'replace', path: at(path, 'as'), value }], ['/stages']);
        }
    },
  },
  {
    name: 'control character in a comment',
    area: 'standards',
    *make(subject) {
      const comment = subject.document.target?.['comment'];
      if (typeof comment === 'string')
        yield changed(subject, [
          { op: 'replace', path: '/target/comment', value: `${comment}\u0085` },
        ]);
    },
  },
  definition(
    'join by a value of another entity',
    '  store_id: { type: bigint }\n  ship_city_id',
    '  store_id: { type: bigint, is: customer.city.region.region_id }\n  ship_city_id',
    'store',
  ),
];

/** A definition of the world that reads well by itself, broken under documents that need what it said. */
function definition(name: string, right: string, wrong: string, word: string): MutantClass {
  const [ontology] = loadOntology([{ file: 'world.yaml', text: worldYaml.replace(right, wrong) }]);
  if (ontology === undefined) throw new Error(`${name}: the definition is refused by itself`);
  return {
    name,
    area: 'definitions',
    needsRequirement: 'documents that do not need it are as right as before',
    *make(subject): Iterable<Broken> {
      if (subject.name.startsWith('world/') && subject.text.includes(word))
        yield { text: `${subject.text}\n`, at: ['/stages'], ontology };
    },
  };
}

/** Stages whose keys all start at one entity: the entity, and the keys without it. */
function* keyed(subject: Subject): Iterable<{
  readonly path: ReturnType<typeof at>;
  readonly stage: StageJson;
  readonly entity: string;
  readonly keys: readonly { readonly as: string; readonly is: string }[];
}> {
  for (const { path, stage } of stages(subject)) {
    const all = (stage['by'] ?? []) as readonly { readonly as: string; readonly is?: string }[];
    const heads = new Set(all.map((k) => /^(\w+)\.[\w.]+$/.exec(k.is ?? '')?.[1]));
    const [entity] = heads;
    if (stage['from'] !== undefined || heads.size !== 1 || entity === undefined) continue;
    if (!subject.ontology.entities.has(entity)) continue;
    const keys = all.map(({ as, is }) => ({ as, is: is!.slice(entity.length + 1) }));
    yield { path, stage, entity, keys };
  }
}

/** Of a path over a many-to-many relationship: its name, and each other of the same entity with an attribute of the same name. */
function* manyPaths(
  { ontology }: Subject,
  stage: StageJson,
  is: string,
): Iterable<readonly [string, string]> {
  const names = is.split('.');
  const start = stage['from'] === undefined ? names.shift() : stage['from'];
  let entity = typeof start === 'string' ? ontology.entities.get(start) : undefined;
  for (const name of names) {
    const relationship = entity?.relationships.get(name);
    if (entity === undefined || relationship === undefined) return;
    if (relationship.cardinality === 'many_to_many')
      for (const other of entity.relationships.values())
        if (other.cardinality === 'many_to_many' && other.name !== name) yield [name, other.name];
    entity = ontology.entities.get(relationship.to);
  }
}

/** Names of what a stage makes. */
function outputs(stage: StageJson): readonly string[] {
  return ['by', 'columns', 'measures', 'windows', 'compute'].flatMap((list) =>
    ((stage[list] ?? []) as readonly { readonly as: string }[]).map(({ as }) => as),
  );
}

function lastOf({ document }: Subject): string {
  return at('/stages', document.stages.length - 1, '');
}

function stageOf(path: string): ReturnType<typeof at> {
  const [, list, index] = path.split('/');
  return at('', list!, index!);
}
