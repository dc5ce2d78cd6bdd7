import { at, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { placedWindows } from '../placed-windows.js';
import type { Population } from './from.js';
import type { RowColumn } from './outputs.js';

/** A stage is not called as an entity (S2). */
export function reportName(context: Context, { name }: Stage, path: JsonPointer): void {
  if (!context.ontology.entities.has(name)) return;
  const params = { name, by: `the entity "${name}"` };
  context.report(bindDiagnostic('name-taken', at(path, 'name'), params));
}

/** A stage without `from` and without measures has no rows. */
export function reportNoRows(context: Context, stage: Stage, path: JsonPointer): void {
  const allowed = populationNamed(context, stage);
  context.report(bindDiagnostic('no-rows', path, { stage: stage.name }, allowed));
}

/** Nothing of the rows is said, so the result would have no columns. */
export function reportNoColumns(
  context: Context,
  { name }: Stage,
  path: JsonPointer,
  { root }: Population,
): void {
  const allowed = root.kind === 'entity' ? { allowed: [...root.entity.attributes.keys()] } : {};
  context.report(bindDiagnostic('no-columns', path, { stage: name }, allowed));
}

/** What rows bring along keeps its name: only `columns` puts another value in its place (S2). */
export function reportTaken(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  { root }: Population,
  columns: readonly RowColumn[],
): void {
  if (root.kind !== 'columns') return;
  const brought = new Set(columns.filter((c) => c.at === path).map((c) => c.as));
  for (const part of ['measures', 'windows', 'compute'] as const)
    (stage[part] ?? []).forEach(({ as }, i) => {
      if (!brought.has(as)) return;
      const params = { name: as, by: `"${root.columns.of}.${as}"` };
      context.report(bindDiagnostic('name-taken', at(path, part, i, 'as'), params));
    });
}

/** S10: without a key only a second column of the order can decide between equal rows. */
export function reportTies(context: Context, stage: Stage, path: JsonPointer): void {
  const decided = (order: Stage['order']): boolean => (order ?? []).length > 1;
  for (const [i, { as, fn, order }] of (stage.windows ?? []).entries())
    if (placedWindows.has(fn) && !decided(order))
      context.report(tiesOf(stage, as, at(path, 'windows', i)));
  if (stage.limit !== undefined && stage.limit.ties !== 'include' && !decided(stage.order))
    context.report(tiesOf(stage, 'limit', at(path, 'limit')));
}

function tiesOf(stage: Stage, what: string, path: JsonPointer): Diagnostic {
  return bindDiagnostic('undecided-ties', path, { what, stage: stage.name });
}

/** Where all keys name one entity, its rows are what is meant. */
function populationNamed(context: Context, stage: Stage): { readonly allowed?: readonly string[] } {
  const starts = new Set((stage.by ?? []).map((k) => /^[^.]+/.exec(k.is ?? '')?.[0] ?? ''));
  const [only, second] = starts;
  if (only === undefined || second !== undefined || !context.ontology.entities.has(only)) return {};
  return { allowed: [only] };
}
