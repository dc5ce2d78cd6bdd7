import type { Diagnostic } from '../../../src/base/diagnostic.js';
import type { Engine } from '../../../src/engine/engine.js';
import { documentOf } from '../../../src/interop/metricflow/query/document.js';
import { resolve } from '../../../src/interop/metricflow/resolve.js';
import { modelsOf, type Library } from '../../../src/interop/metricflow/library.js';
import { compiled, duckdb, engineNote, rowsOf } from '../run.js';
import { openFolder, type MetricflowCase } from './folder.js';
import { openManifest, withSeed, type Opened } from './manifests.js';
import { queryOf } from './query-of.js';

/**
 * Every metric of every manifest by everything that it reaches: compiles and runs, or is refused by a
 * code. Nothing is compared: this finds what throws, what an engine refuses, and what is refused at all.
 * Options: `--dir FOLDER`; the text after `--only` must be in the name of a query.
 */
const args = process.argv.slice(2);
const at = args.indexOf('--only');
const only = at < 0 ? '' : (args[at + 1] ?? '');
const folder = openFolder(at < 0 ? args : args.toSpliced(at, 2));
const times = ['metric_time', 'metric_time__day', 'metric_time__month', 'metric_time__alien_day'];
const models = [...new Set(folder.cases.map((c) => c.model))].toSorted();
await withSeed(folder.seed, async (engine, columns) => {
  const reasons = new Map<string, string[]>();
  let passed = 0;
  for (const model of models) {
    const opened = await openManifest(folder, model, columns, engine);
    for (const one of queriesOf(model, opened.library).filter((q) => q.name.includes(only))) {
      const why = await outcome(one, opened, engine);
      if (why === undefined) passed += 1;
      else reasons.set(why, [...(reasons.get(why) ?? []), one.name]);
    }
  }
  const lines = [...reasons].toSorted((a, b) => b[1].length - a[1].length);
  for (const [why, names] of lines)
    process.stdout.write(`${names.length}  ${why}\n    ${names.slice(0, 6).join('\n    ')}\n`);
  process.stdout.write(`${passed} compile and run\n`);
  const broken = lines.some(([why]) => why.startsWith('broken'));
  process.exitCode = broken ? 1 : 0;
});

/** Undefined where it compiles and runs; else the code and the reason. */
async function outcome(
  one: MetricflowCase,
  { library, ontology }: Opened,
  engine: Engine,
): Promise<string | undefined> {
  try {
    const query = queryOf(one, library);
    if (query === undefined) return 'no query';
    const [document, found] = documentOf(library, query);
    if (document === undefined) return found.map(said).join('; ');
    const built = compiled(JSON.stringify(document), ontology, duckdb);
    if (built.kind === 'bug') return `broken: ${built.note.slice(0, 200)}`;
    if (built.kind === 'refused') return `${built.codes.join()}: ${built.note.slice(0, 160)}`;
    const got = await rowsOf(engine, built.compiled.select.text);
    return 'error' in got ? `broken: ${engineNote(got.error).slice(0, 200)}` : undefined;
  } catch (error) {
    return `broken: ${error instanceof Error ? (error.stack ?? '').slice(0, 400) : String(error)}`;
  }
}

function said({ code, params }: Diagnostic): string {
  return `${code} ${JSON.stringify(params)}`;
}

function queriesOf(model: string, library: Library): readonly MetricflowCase[] {
  const { manifest } = library;
  return manifest.metrics.flatMap(({ name }) => {
    const dimensions = sharedDimensions(library, name);
    const timely = times.filter((t) => !t.includes('alien') || library.custom.has('alien_day'));
    const groups: (readonly string[])[] = [
      [],
      ...timely.map((t) => [t]),
      ['metric_time__month', 'metric_time__year'],
      ...dimensions.map((d) => [d]),
      ...dimensions.slice(0, 4).map((d) => ['metric_time', d]),
    ];
    const one = (more: Partial<MetricflowCase>, label: string): MetricflowCase => ({
      name: `${model} ${name} ${label}`,
      level: 1,
      model,
      metrics: [name],
      check_sql: '',
      ...more,
    });
    const between = ['2020-01-01', '2020-01-31'] as const;
    const where = "{{ TimeDimension('metric_time', 'day') }} >= '2020-01-02'";
    const [dimension] = dimensions;
    const filter = dimension === undefined ? [] : [`{{ Dimension('${dimension}') }} is not null`];
    return [
      ...groups.map((g) => one({ group_bys: g }, `by ${g.join(', ')}`)),
      one({ group_bys: ['metric_time'], time_constraint: between }, 'by metric_time in a range'),
      one({ group_bys: [], time_constraint: between }, 'in a range'),
      one({ group_bys: ['metric_time'], where_filter: where }, 'by metric_time where time'),
      one({ group_bys: [], where_filter: where }, 'where time'),
      one({ group_by_objs: [{ name: 'metric_time', date_part: 'MONTH' }] }, 'by a part'),
      ...filter.flatMap((f) => [
        one({ group_bys: ['metric_time'], where_filter: f }, `by metric_time where ${f}`),
        one({ group_bys: [], where_filter: f }, `where ${f}`),
      ]),
    ];
  });
}

/** Names that all tables of a metric reach in one way, as a query writes them. */
function sharedDimensions(library: Library, metric: string): readonly string[] {
  const { manifest } = library;
  const used = modelsOf(library, metric);
  const all = manifest.models.flatMap((m) => {
    const starts = m.entities.filter((e) => e.kind !== 'foreign').map((e) => e.name);
    const own = m.primary === undefined ? starts : [...starts, m.primary];
    return own.flatMap((s) =>
      [...m.dimensions, ...m.entities].map((d) => ({ path: [s], name: d.name })),
    );
  });
  const entities = manifest.models.flatMap((m) =>
    m.entities.map((e) => ({ path: [] as readonly string[], name: e.name })),
  );
  const names = [...entities, ...all]
    .filter((e) => used.every((m) => resolve(manifest, m, e).length === 1))
    .map(({ path, name }) => [...path, name].join('__'));
  return [...new Set(names)].toSorted();
}
