import { at } from '../../../../src/base/diagnostic.js';
import { quoteName } from '../../../../src/base/text/name.js';
import { changed, type MutantClass, type StageJson } from '../mutant.js';
import { items, stages, texts, written } from '../sites.js';

/** Other right documents: what only the requirement tells apart, unless names in the document do. */
export const meaningClasses: readonly MutantClass[] = [
  {
    name: 'another valid metric',
    area: 'meaning',
    needsRequirement: 'the other metric is as valid, unless the name of the column says which',
    *make(subject) {
      const metrics = [...subject.ontology.metrics.keys()];
      for (const { path, item } of items(subject, 'measures'))
        if (item['metric'] !== undefined && metrics.length > 1)
          yield changed(
            subject,
            [
              {
                op: 'replace',
                path: at(path, 'metric'),
                value: subject.chance.pick(metrics.filter((m) => m !== item['metric'])),
              },
            ],
            [path, at(path, 'as')],
          );
    },
  },
  {
    name: 'condition left out',
    area: 'meaning',
    needsRequirement: 'only the requirement says which rows count',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        for (const [i] of ((stage['where'] ?? []) as readonly string[]).entries())
          yield changed(subject, [{ op: 'remove', path: at(path, 'where', i) }]);
      for (const { path, item } of items(subject, 'measures'))
        for (const [i] of ((item['where'] ?? []) as readonly string[]).entries())
          yield changed(subject, [{ op: 'remove', path: at(path, 'where', i) }]);
    },
  },
  {
    name: 'kept rows left out',
    area: 'meaning',
    needsRequirement: 'only the requirement says which result rows stay',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        if (stage['keep'] !== undefined)
          yield changed(subject, [{ op: 'remove', path: at(path, 'keep') }]);
    },
  },
  {
    name: 'sum for average and the like',
    area: 'meaning',
    needsRequirement: 'the other aggregate is as valid, unless the name of the column says which',
    *make(subject) {
      const other: Readonly<Record<string, string>> = {
        sum: 'avg',
        avg: 'sum',
        count: 'count_distinct',
        min: 'max',
        max: 'min',
      };
      for (const { path, item } of items(subject, 'measures')) {
        const to = other[String(item['agg'])];
        if (to !== undefined && (to !== 'count_distinct' || item['of'] !== undefined))
          yield changed(subject, [{ op: 'replace', path: at(path, 'agg'), value: to }], [path]);
      }
    },
  },
  {
    name: 'sum for distinct count of the same',
    area: 'meaning',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures'))
        if (item['agg'] === 'count_distinct')
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'agg'), value: 'sum' }],
            [path, at(path, 'of')],
          );
    },
  },
  {
    name: 'count for distinct count of the same',
    area: 'meaning',
    needsRequirement:
      'rows are as right where rows are wanted, unless what is counted only names something',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures'))
        if (item['agg'] === 'count_distinct')
          yield changed(
            subject,
            [{ op: 'replace', path: at(path, 'agg'), value: 'count' }],
            [path, at(path, 'of')],
          );
    },
  },
  {
    name: 'group key repeated',
    area: 'meaning',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const all = stage['by'] as readonly Readonly<Record<string, unknown>>[] | undefined;
        if (all?.[0]?.['as'] !== undefined)
          yield changed(
            subject,
            [{ op: 'add', path: at(path, 'by', all.length), value: { ...all[0], as: 'again' } }],
            [path],
          );
      }
    },
  },
  {
    name: 'sorted the other way',
    area: 'meaning',
    needsRequirement: 'only the requirement says which end comes first',
    *make(subject) {
      for (const { path, item } of items(subject, 'order'))
        yield changed(subject, [
          { op: 'add', path: at(path, 'dir'), value: item['dir'] === 'desc' ? 'asc' : 'desc' },
        ]);
    },
  },
  {
    name: 'one row more',
    area: 'meaning',
    needsRequirement: 'only the requirement says how many rows are wanted',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const limit = stage['limit'] as { rows: number } | undefined;
        if (limit !== undefined)
          yield changed(subject, [
            { op: 'replace', path: at(path, 'limit', 'rows'), value: limit.rows + 1 },
          ]);
      }
    },
  },
  {
    name: 'comparison off by one',
    area: 'meaning',
    needsRequirement: 'only the requirement says whether the bound itself counts',
    *make(subject) {
      for (const site of texts(subject, 'Expr'))
        if (/ > /.test(site.text)) yield written(subject, site, site.text.replace(' > ', ' >= '));
    },
  },
  {
    name: 'conditions that exclude each other',
    area: 'meaning',
    *make(subject) {
      for (const { path, stage } of stages(subject))
        for (const [i, text] of ((stage['where'] ?? []) as readonly string[]).entries()) {
          const found = /^([\w.]+) = ('[^']*')$/.exec(text);
          if (found === null) continue;
          const where = stage['where'] as readonly string[];
          yield changed(
            subject,
            [
              {
                op: 'add',
                path: at(path, 'where', where.length),
                value: `${found[1]!} = 'zzz_other'`,
              },
            ],
            [at(path, 'where', i)],
          );
        }
    },
  },
  {
    name: 'none asked of groups that have some',
    area: 'meaning',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const [measure, ...others] = (stage['measures'] ?? []) as readonly StageJson[];
        const keys = (stage['by'] ?? []) as readonly Readonly<Record<string, unknown>>[];
        const metric = subject.ontology.metrics.get(String(measure?.['metric']));
        const isCount =
          metric?.type === 'aggregate' && metric.agg === 'count' && metric.of === undefined;
        if (stage['from'] !== undefined || others.length > 0 || !isCount) continue;
        if (keys.length === 0 || keys.some((k) => k['grain'] !== undefined)) continue;
        const keep = (stage['keep'] ?? []) as readonly string[];
        yield changed(subject, [
          {
            op: 'add',
            path: at(path, 'keep'),
            value: [...keep, `${quoteName(String(measure!['as']))} = 0`],
          },
        ]);
      }
    },
  },
  {
    name: 'condition that always holds',
    area: 'meaning',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const where = stage['where'] as readonly string[] | undefined;
        if (where !== undefined && where.length > 0)
          yield changed(subject, [
            { op: 'add', path: at(path, 'where', where.length), value: '1 = 1' },
          ]);
      }
    },
  },
  {
    name: 'condition repeated',
    area: 'meaning',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const where = stage['where'] as readonly string[] | undefined;
        if (where?.[0] !== undefined)
          yield changed(
            subject,
            [{ op: 'add', path: at(path, 'where', where.length), value: where[0] }],
            [at(path, 'where', 0)],
          );
      }
    },
  },
  {
    name: 'part of a sum twice',
    area: 'meaning',
    *make(subject) {
      for (const { path, stage } of stages(subject)) {
        const all = stage['measures'] as readonly Readonly<Record<string, unknown>>[] | undefined;
        if (all?.[0] !== undefined)
          yield changed(
            subject,
            [
              {
                op: 'add',
                path: at(path, 'measures', all.length),
                value: { ...all[0], as: 'again' },
              },
            ],
            [at(path, 'measures', 0)],
          );
      }
    },
  },
];
