import { at, type Diagnostic } from '../../base/diagnostic.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource, unknown } from './lint.js';
import { lintExpression } from './expression.js';
import type { Entity, Ontology } from '../model.js';

/**
 * What a summary names exists; a key is the column at the end of a path, a metric is an aggregate of the
 * summarised rows, and its rows are told apart by its keys and its time.
 */
export function lintSummary(ontology: Ontology, entity: Entity): readonly Diagnostic[] {
  const { summary, source, time, name } = entity;
  if (summary === undefined) return [];
  const { of, keys, grain, metrics } = summary;
  const summarised = ontology.entities.get(of);
  if (summarised === undefined)
    return [unknown(source, '/summary/of', { kind: 'entity', name: of }, ontology.entities.keys())];
  const attributes = [
    ...[...keys.keys()].map((key) => ['keys', key] as const),
    ...[...metrics.keys()].map((key) => ['metrics', key] as const),
  ].flatMap(([list, key]) => {
    if (entity.attributes.get(key)?.column !== undefined) return [];
    const columns = [...entity.attributes.values()].filter((a) => a.column !== undefined);
    const what = { kind: 'attribute', name: key, of: name };
    const names = columns.map((a) => a.name);
    return [unknown(source, at('/summary', list, key), what, names, { key: true })];
  });
  const fault = (what: string, path: Diagnostic['path'], about: string): Diagnostic =>
    ontologyDiagnostic('summary-cannot-hold', path, { what, name: about }, inSource(source));
  const paths = [...keys].flatMap(([key, path]) => {
    const problems = lintExpression(ontology, summarised, path);
    if (problems.length > 0) return problems;
    const { expr } = path;
    const isPath = expr.kind === 'reference' && expr.to.kind === 'path';
    return isPath ? [] : [fault('key', at('/summary/keys', key), key)];
  });
  const held = [...metrics].flatMap(([key, metric]) => {
    const path = at('/summary/metrics', key);
    const found = ontology.metrics.get(metric);
    if (found === undefined)
      return [unknown(source, path, { kind: 'metric', name: metric }, ontology.metrics.keys())];
    return found.type === 'aggregate' && found.entity === of ? [] : [fault('metric', path, key)];
  });
  const timed = grain !== undefined && time === undefined;
  const told = [...keys.keys(), ...(grain === undefined || time === undefined ? [] : [time])];
  const same = told.toSorted().join() === entity.key.toSorted().join();
  return [
    ...attributes,
    ...paths,
    ...held,
    ...(timed ? [fault('grain', '/summary/grain', name)] : []),
    ...(same || timed ? [] : [fault('rows', '/summary', name)]),
  ];
}
