import { hasErrors, type Checked, type Diagnostic } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { yamlText } from '../../base/yaml/yaml-text.js';
import type { RawCalendar, RawEntity, RawMetric, RawPeriod } from '../../ontology/read/raw.js';
import { importModel, uniqueViews, type ColumnTypes, type ImportedModel } from './entities.js';
import type { Manifest, TimeSpine } from './manifest.js';
import { allTime } from './import-metric.js';
import type { Library } from './library.js';
import { importMetrics } from './metrics.js';
import { readManifest, type ManifestFile } from './read.js';

/** A manifest and the ontology that it became. */
export interface Imported {
  /** Files of an ontology, in the order of names. */
  readonly files: readonly ManifestFile[];
  readonly library: Library;
}

/**
 * dbt semantic manifests as an ontology: a file for each semantic model with the metrics of its measures,
 * one for metrics over them, one for time spines with their calendars. Whatever is not carried over is
 * reported; the same texts give the same bytes.
 */
export function importMetricflow(
  texts: readonly ManifestFile[],
  columns: ColumnTypes = () => undefined,
): Checked<Imported> {
  const [manifest, problems] = readManifest(texts);
  if (manifest === undefined) return [undefined, problems];
  const found: Diagnostic[] = [...problems];
  const models = new Map<string, ImportedModel>(
    manifest.models.map((model) => [model.name, importModel(manifest, model, columns, found)]),
  );
  nameProperties(manifest, models);
  const custom = new Set(manifest.spines.flatMap(({ grains }) => grains.map(({ name }) => name)));
  const library: Library = { manifest, models, custom, repeated: new Set(), spans: new Map() };
  const metrics = importMetrics(library, found);
  if (hasErrors(found)) return [undefined, found];
  return [{ files: filesOf(library, metrics, columns), library }, found];
}

/** A property that must agree has one name in ours: the other table's column gets the base's name, too. */
function nameProperties(manifest: Manifest, models: Map<string, ImportedModel>): void {
  for (const metric of manifest.metrics) {
    if (metric.type !== 'conversion') continue;
    const name = manifest.models.find((m) =>
      m.measures.some((measure) => measure.name === metric.converted.measure),
    )?.name;
    for (const { base, converted } of metric.same) {
      const model = name === undefined ? undefined : models.get(name);
      const there = model?.raw.attributes[converted];
      if (model === undefined || there === undefined || typeof there === 'string') continue;
      if (model.types.has(base)) continue;
      const attribute =
        there.is === undefined ? { ...there, column: there.column ?? converted } : there;
      models.set(model.model.name, {
        ...model,
        types: new Map([...model.types, [base, attribute.type]]),
        raw: { ...model.raw, attributes: { ...model.raw.attributes, [base]: attribute } },
      });
    }
  }
}

type Definition = RawEntity | RawMetric | RawPeriod | RawCalendar;

function filesOf(
  { manifest, models }: Library,
  metrics: readonly RawMetric[],
  columns: ColumnTypes,
): readonly ManifestFile[] {
  const of = (entity: string): readonly RawMetric[] =>
    metrics.filter((m) => m.type === 'aggregate' && m.entity === entity);
  const tables = [...models].map(([name, model]) => {
    const views = uniqueViews(manifest, model);
    return fileOf(name, [model.raw, ...views, ...of(name)]);
  });
  const over = metrics.filter((m) => m.type !== 'aggregate');
  const periods: readonly RawPeriod[] = over.some(
    (m) => m.type === 'derived' && m.time?.period === allTime,
  )
    ? [{ period: allTime, all_time: true }]
    : [];
  const spines = manifest.spines.flatMap((spine) => spineDefinitions(spine, columns));
  return [
    ...tables,
    ...(over.length === 0 ? [] : [fileOf('metrics', [...periods, ...over])]),
    ...(spines.length === 0 ? [] : [fileOf('time_spines', spines)]),
  ];
}

function fileOf(name: string, definitions: readonly Definition[]): ManifestFile {
  const texts = definitions.map(yamlText);
  return { file: `${name}.yaml`, text: texts.join('---\n') };
}

/** The entity of a time spine, and a calendar where it has grains of its own. */
function spineDefinitions(spine: TimeSpine, columns: ColumnTypes): readonly Definition[] {
  const types = columns(spine.table.join('.'));
  const entity: RawEntity = {
    entity: spine.name,
    source: { table: spine.table.map(quoteName).join('.') },
    key: [spine.column],
    time: spine.column,
    attributes: {
      [spine.column]: { type: types?.get(spine.column) ?? 'timestamp' },
      ...Object.fromEntries(
        spine.grains.map(({ column }) => [column, { type: types?.get(column) ?? 'timestamp' }]),
      ),
    },
  };
  if (spine.grains.length === 0) return [entity];
  const grains = spine.grains.map(({ name, column }) => [name, { value: column, order: column }]);
  const calendar: RawCalendar = {
    calendar: `${spine.name}_calendar`,
    entity: spine.name,
    day: spine.column,
    grains: Object.fromEntries(grains) as RawCalendar['grains'],
  };
  return [entity, calendar];
}
