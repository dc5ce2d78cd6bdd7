import { hasErrors, type Checked, type Diagnostic } from '../../base/diagnostic.js';
import { isObject } from '../../base/json/json-object.js';
import { readYaml } from '../../base/yaml/yaml.js';
import { interopDiagnostic } from '../diagnostics.js';
import type { ManifestMetric, Manifest, SavedQuery, SemanticModel, TimeSpine } from './manifest.js';
import { readFilters } from './read-filter.js';
import { readMetric } from './read-metric.js';
import { readModel } from './read-model.js';
import { child, needed, node, nodes, number, text, texts, type Node } from './read-value.js';

/** One YAML text of a manifest. */
export interface ManifestFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads dbt semantic manifests: documents headed `semantic_model`, `metric`, `saved_query` and
 * `project_configuration`, dbt's lists (`semantic_models`, `metrics`, `saved_queries`, `models` with
 * `time_spine`), and metrics that aggregate without a measure. Definitions are in the order of names,
 * so the order of files does not matter.
 */
export function readManifest(files: readonly ManifestFile[]): Checked<Manifest> {
  const found: Diagnostic[] = [];
  const parts = files.flatMap((file) => documentsOf(file, found)).map((part) => readPart(part));
  const byName = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] =>
    all.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const models = byName(parts.flatMap((part) => part.models));
  const metrics = parts.flatMap((part) => part.metrics);
  const given = new Set(metrics.map(({ name }) => name));
  const made = models.flatMap(metricsMade).filter(({ name }) => !given.has(name));
  const manifest: Manifest = {
    models,
    metrics: byName([...metrics, ...made]),
    savedQueries: byName(parts.flatMap((part) => part.savedQueries)),
    spines: byName(parts.flatMap((part) => part.spines)),
  };
  return [hasErrors(found) ? undefined : manifest, found];
}

type Part = Manifest;

function documentsOf({ file, text: yaml }: ManifestFile, found: Diagnostic[]): readonly Node[] {
  const { documents, problem } = readYaml(yaml);
  if (problem !== undefined)
    found.push({
      ...interopDiagnostic('unreadable', problem.path, { detail: problem.detail }),
      file,
      document: problem.document,
      ...(problem.offset !== undefined && problem.path === '' && { offset: problem.offset }),
    });
  return documents.flatMap((value, document) =>
    isObject(value) ? [node(value, { file, document, path: '' }, found)] : [],
  );
}

function readPart(root: Node): Part {
  const one = <T>(key: string, read: (of: Node) => T): readonly T[] => {
    const value = child(root, key);
    return value === undefined ? [] : [read(value)];
  };
  const many = <T>(key: string, read: (of: Node) => T): readonly T[] => nodes(root, key).map(read);
  const settings = child(root, 'project_configuration');
  return {
    models: [...one('semantic_model', readModel), ...many('semantic_models', readModel)],
    metrics: [...one('metric', readMetric), ...many('metrics', readMetric)],
    savedQueries: [...one('saved_query', readSaved), ...many('saved_queries', readSaved)],
    spines: [
      ...(settings === undefined ? [] : nodes(settings, 'time_spines').map(readSpine)),
      ...many('models', readModelSpine).flatMap((spine) => (spine === undefined ? [] : [spine])),
    ],
  };
}

/** Measures with `create_metric` are metrics of their own name. */
function metricsMade(model: SemanticModel): readonly ManifestMetric[] {
  return model.measures.flatMap((measure) =>
    measure.made
      ? [
          {
            name: measure.name,
            type: 'simple' as const,
            filters: [],
            input: { measure: measure.name, filters: [], spine: false },
            place: measure.place,
          },
        ]
      : [],
  );
}

function readSaved(of: Node): SavedQuery {
  const params = child(of, 'query_params') ?? of;
  const limit = number(params, 'limit');
  return {
    name: needed(of, 'name'),
    metrics: texts(params, 'metrics'),
    groupBy: texts(params, 'group_by'),
    where: readFilters(params, 'where'),
    orderBy: texts(params, 'order_by'),
    ...(limit !== undefined && { limit }),
    place: of.place,
  };
}

function readSpine(of: Node): TimeSpine {
  const relation = child(of, 'node_relation');
  const primary = child(of, 'primary_column');
  const schema = relation === undefined ? undefined : text(relation, 'schema_name');
  const alias = relation === undefined ? '' : needed(relation, 'alias');
  return {
    name: alias,
    table: schema === undefined ? [alias] : [schema, alias],
    column: primary === undefined ? '' : needed(primary, 'name'),
    grain: (primary === undefined ? undefined : text(primary, 'time_granularity')) ?? 'day',
    grains: customGrains(of),
    place: of.place,
  };
}

/** dbt's own form: a model with `time_spine: {standard_granularity_column}` and a granularity on that column. */
function readModelSpine(of: Node): TimeSpine | undefined {
  const spine = child(of, 'time_spine');
  if (spine === undefined) return undefined;
  const name = needed(of, 'name');
  const column = needed(spine, 'standard_granularity_column');
  const own = nodes(of, 'columns').find((c) => text(c, 'name') === column);
  return {
    name,
    table: [name],
    column,
    grain: (own === undefined ? undefined : text(own, 'granularity')) ?? 'day',
    grains: customGrains(spine),
    place: of.place,
  };
}

function customGrains(of: Node): TimeSpine['grains'] {
  return nodes(of, 'custom_granularities').map((grain) => {
    const name = needed(grain, 'name');
    return { name, column: text(grain, 'column_name') ?? name };
  });
}
