import type { Diagnostic } from '../../base/diagnostic.js';
import type { ParsedExpr } from '../../expr/expr.js';
import { printExpr } from '../../expr/print.js';
import { relationshipOf } from './entities.js';
import type { Library } from './library.js';
import type { Filter, Manifest, SemanticModel } from './manifest.js';
import { pathTo, truncated } from './path.js';
import { resolve } from './resolve.js';
import { conditionOf, type Element, type MetricElement } from './template.js';

/** Conditions over the rows of a table as expressions that start there; undefined (and reported) where one cannot be said. */
export function conditions(
  library: Library,
  model: SemanticModel,
  filters: readonly Filter[],
  found: Diagnostic[],
): readonly string[] | undefined {
  const said = filters.map((filter) => {
    const [expr, problems] = conditionOf(filter, library.custom, (element) =>
      attributeOf(library, model, element),
    );
    found.push(...problems.map((d) => ({ ...d, severity: 'warning' as const })));
    return expr;
  });
  return said.every((expr) => expr !== undefined) ? said.map(printExpr) : undefined;
}

function attributeOf(
  { manifest, custom }: Library,
  model: SemanticModel,
  element: Element | MetricElement,
): ParsedExpr | undefined {
  if ('metric' in element || (element.grain !== undefined && custom.has(element.grain)))
    return undefined;
  const time = element.name === 'metric_time' && element.path.length === 0;
  const read =
    time && model.time !== undefined ? [pathTo([model.time])] : resolved(manifest, model, element);
  if (read.length !== 1) return undefined;
  return element.grain === undefined ? read[0] : truncated(element.grain, read[0]!);
}

function resolved(
  manifest: Manifest,
  model: SemanticModel,
  element: Element,
): readonly ParsedExpr[] {
  return resolve(manifest, model, element).flatMap(({ hops, attribute }) => {
    const names = hops.map(relationshipOf);
    return names.includes(undefined) ? [] : [pathTo([...(names as string[]), attribute])];
  });
}
