import { at } from '../../../../src/base/diagnostic.js';
import type { Entity } from '../../../../src/ontology/model.js';
import { changed, type Broken, type MutantClass, type Subject } from '../mutant.js';
import { items, readersOf, stages } from '../sites.js';

/** Populations, group keys, joins and aggregates that count other rows than meant. */
export const grainClasses: readonly MutantClass[] = [
  {
    name: 'fan-out column',
    area: 'grain',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const entity = subject.ontology.entities.get(String(stage['from']));
        const many = entity && manySide(subject, entity);
        if (many === undefined) continue;
        const list = stage['columns'] !== undefined ? 'columns' : 'by';
        const all = (stage[list] ?? []) as readonly unknown[];
        if (all.length === 0) continue;
        const value = { as: 'many_side', is: many };
        yield changed(subject, [{ op: 'add', path: at(path, list, all.length), value }]);
      }
    },
  },
  {
    name: 'fan-out condition',
    area: 'grain',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const entity = subject.ontology.entities.get(String(stage['from']));
        const many = entity && manySide(subject, entity);
        const where = (stage['where'] ?? []) as readonly unknown[];
        if (many === undefined || where.length === 0) continue;
        const value = `${many} is not null`;
        yield changed(subject, [{ op: 'add', path: at(path, 'where', where.length), value }]);
      }
    },
  },
  {
    name: 'ratio summed in a later stage',
    area: 'grain',
    *make(subject) {
      for (const [i, stage] of subject.document.stages.entries()) {
        if (stage['by'] === undefined || i < subject.document.stages.length - 1) continue;
        const shown = (stage['show'] ?? undefined) as readonly string[] | undefined;
        for (const column of (
          (stage['compute'] ?? []) as readonly { as: string; is: string }[]
        ).filter((c) => /\//.test(c.is) && (shown?.includes(c.as) ?? true)))
          yield summed(subject, i, column.as);
      }
    },
  },
  {
    name: 'average or distinct count summed in a later stage',
    area: 'grain',
    *make(subject) {
      for (const [i, stage] of subject.document.stages.entries()) {
        if (stage['by'] === undefined || i < subject.document.stages.length - 1) continue;
        const shown = (stage['show'] ?? undefined) as readonly string[] | undefined;
        for (const m of (
          (stage['measures'] ?? []) as readonly { as: string; agg?: string; metric?: string }[]
        ).filter((c) => shown?.includes(c.as) ?? true)) {
          const metric = subject.ontology.metrics.get(m.metric ?? '');
          const agg = metric?.type === 'aggregate' ? metric.agg : m.agg;
          if (agg === 'avg' || agg === 'count_distinct') yield summed(subject, i, m.as);
        }
      }
    },
  },
  {
    name: 'population that is another entity',
    area: 'population',
    needsRequirement: 'where every name fits the other entity too, it is another right document',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        if (!subject.ontology.entities.has(String(stage['from']))) continue;
        for (const other of subject.chance.some([...subject.ontology.entities.keys()], 3))
          if (other !== stage['from'])
            yield changed(
              subject,
              [{ op: 'replace', path: at(path, 'from'), value: other }],
              [path],
            );
      }
    },
  },
  {
    name: 'population left out',
    area: 'population',
    needsRequirement:
      'without `from` each measure has rows of its own: fewer groups, as right where only they are wanted',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (stage['from'] !== undefined)
          yield changed(subject, [{ op: 'remove', path: at(path, 'from') }], [path]);
    },
  },
  {
    name: 'measure over an entity that is elsewhere',
    area: 'population',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures')) {
        if (item['agg'] === undefined) continue;
        for (const other of subject.chance.some([...subject.ontology.entities.keys()], 2))
          if (other !== item['entity'])
            yield changed(
              subject,
              [
                {
                  op: item['entity'] === undefined ? 'add' : 'replace',
                  path: at(path, 'entity'),
                  value: other,
                },
              ],
              [path],
            );
      }
    },
    needsRequirement: 'where every name fits the other entity too, it is another right measure',
  },
  {
    name: 'group key that is read later left out',
    area: 'grain',
    *make(subject) {
      for (const { path, item } of items(subject, 'by')) {
        const readers = readersOf(subject, String(item['as'])).filter((p) => !p.startsWith(path));
        // Elsewhere another thing may have the name.
        const needed = readers.filter((p) => /^\/stages\/\d+\/(?:order|show|limit)\//.test(p));
        if (needed.length > 0) yield changed(subject, [{ op: 'remove', path }], readers);
      }
    },
  },
  {
    name: 'group key left out',
    area: 'grain',
    needsRequirement: 'a coarser grain is as right where it is wanted',
    *make(subject) {
      for (const { path, item } of items(subject, 'by')) {
        const readers = readersOf(subject, String(item['as'])).filter((p) => !p.startsWith(path));
        if (readers.length === 0) yield changed(subject, [{ op: 'remove', path }]);
      }
    },
  },
  {
    name: 'group key too many',
    area: 'grain',
    needsRequirement: 'a finer grain is as right where it is wanted',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const entity = subject.ontology.entities.get(String(stage['from']));
        const by = stage['by'] as readonly { as: string }[] | undefined;
        const extra = [...(entity?.attributes.keys() ?? [])].find(
          (a) => !by?.some((k) => k.as === a),
        );
        if (by !== undefined && extra !== undefined)
          yield changed(subject, [
            { op: 'add', path: at(path, 'by', by.length), value: { as: extra, is: extra } },
          ]);
      }
    },
  },
  {
    name: 'aggregate at no grain',
    area: 'grain',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (
          stage['by'] !== undefined &&
          stage['measures'] !== undefined &&
          stage['from'] !== undefined
        )
          yield changed(
            subject,
            [{ op: 'remove', path: at(path, 'by') }],
            [
              path,
              ...(stage['by'] as readonly { as: string }[]).flatMap((k) =>
                readersOf(subject, k.as),
              ),
            ],
          );
    },
    needsRequirement:
      'a measure over rows that belong to each row of `from` is as right without groups',
  },
  {
    name: 'columns beside groups',
    area: 'grain',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (stage['by'] !== undefined && stage['from'] !== undefined) {
          const by = stage['by'] as readonly { as: string; is?: string }[];
          const value = by
            .filter((k) => k.is !== undefined)
            .map((k) => ({ as: `${k.as}_c`, is: k.is }));
          if (value.length > 0)
            yield changed(subject, [{ op: 'add', path: at(path, 'columns'), value }]);
        }
    },
  },
  {
    name: 'match without its whole key',
    area: 'joins',
    *make(subject) {
      for (const { path, item } of items(subject, 'match')) {
        const on = item['on'] as readonly unknown[];
        if (on.length > 0)
          yield changed(
            subject,
            [{ op: 'remove', path: at(path, 'on', 0) }],
            [path, ...readersOf(subject, String(item['as'] ?? item['to']))],
          );
      }
    },
  },
  {
    name: 'match on a column of another type',
    area: 'joins',
    *make(subject) {
      for (const { path, item } of items(subject, 'match'))
        for (const [i] of (item['on'] as readonly unknown[]).entries())
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'on', i, 'is'), value: 'true' }],
            [at(path, 'on', i)],
          );
    },
  },
  {
    name: 'match whose key is none of the other side',
    area: 'joins',
    *make(subject) {
      for (const { path, item } of items(subject, 'match'))
        for (const [i] of (item['on'] as readonly unknown[]).entries())
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'on', i, 'key'), value: 'no_such_column' }],
            readersOf(subject, String(item['as'] ?? item['to'])),
          );
    },
  },
  {
    name: 'via that leads elsewhere',
    area: 'joins',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures')) {
        const via = item['via'] as readonly string[] | undefined;
        if (via !== undefined && via.length > 0)
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'via', 0), value: 'elsewhere' }],
            [path],
          );
      }
    },
  },
  {
    name: 'via left out',
    area: 'joins',
    *make(subject) {
      for (const { path, stage, item } of items(subject, 'measures'))
        if (item['via'] !== undefined)
          yield changed(
            subject,
            [{ op: 'remove', path: at(path, 'via') }],
            [path, at(stage, 'by')],
          );
    },
  },
  {
    name: 'units mixed',
    area: 'types',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const measured = ((stage['measures'] ?? []) as readonly { as: string; metric?: string }[])
          .map((m) => ({ as: m.as, unit: subject.ontology.metrics.get(m.metric ?? '')?.unit }))
          .filter((m) => m.unit !== undefined);
        const [first] = measured;
        const other = measured.find((m) => m.unit !== first?.unit);
        const compute = (stage['compute'] ?? []) as readonly unknown[];
        if (first === undefined || other === undefined) continue;
        const value = { as: 'mixed', is: `${first.as} + ${other.as}` };
        yield changed(subject, [
          compute.length > 0
            ? { op: 'add', path: at(path, 'compute', compute.length), value }
            : { op: 'add', path: at(path, 'compute'), value: [value] },
        ]);
      }
    },
  },
  {
    name: 'cycle of computed columns',
    area: 'types',
    *make(subject) {
      for (const { path, item } of items(subject, 'compute'))
        yield changed(subject, [
          { op: 'replace', path: at(path, 'is'), value: `${String(item['as'])} + 1` },
        ]);
    },
  },
];

/** Adds a stage that sums a column of the last one. */
function summed(subject: Subject, i: number, column: string): Broken {
  const stage = subject.document.stages[i]!;
  const value = {
    name: 'summed_up',
    from: stage.name,
    by: [],
    measures: [{ as: 'total', agg: 'sum', of: column }],
  };
  return changed(subject, [{ op: 'add', path: at('/stages', i + 1), value }]);
}

/** A path from an entity to many rows. */
function manySide({ ontology }: Subject, entity: Entity): string | undefined {
  for (const r of entity.relationships.values()) {
    if (r.cardinality !== 'one_to_many') continue;
    const other = ontology.entities.get(r.to)!;
    const value = [...other.attributes.values()].find((a) => a.column !== undefined);
    if (value !== undefined) return `${r.name}.${value.name}`;
  }
  // The other side of a many-to-one relationship, by the name of its entity.
  for (const other of ontology.entities.values())
    for (const r of other.relationships.values())
      if (
        r.to === entity.name &&
        r.cardinality === 'many_to_one' &&
        other.name !== entity.name &&
        // Where one row of it is declared, that is all there is.
        ![...entity.relationships.values()].some((own) => own.to === other.name)
      ) {
        const value = [...other.attributes.values()].find((a) => a.column !== undefined);
        if (value !== undefined) return `${other.name}.${value.name}`;
      }
  return undefined;
}
