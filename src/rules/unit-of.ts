import { remember } from '../base/remember.js';
import type { BoundLeaf, BoundStage, ResultExpr, SourceExpr } from '../bind/bound.js';
import type { Ontology } from '../ontology/model.js';

/** The unit of a column of a stage's result, as the ontology states it; undefined where nothing does. */
function unitOf(ontology: Ontology, stage: BoundStage, column: string): string | undefined {
  return known(stage, column, () => ofColumn(ontology, stage, column));
}

/** A bound stage is of one ontology. */
const known = remember<string | undefined>();

function ofColumn(ontology: Ontology, stage: BoundStage, column: string): string | undefined {
  const step = stage.steps.find((s) => s.as === column);
  if (step?.kind === 'compute') return unitOfResult(ontology, stage, step.is);
  if (step?.kind === 'window')
    return step.of !== undefined && keepsUnit.has(step.fn)
      ? unitOf(ontology, stage, step.of)
      : undefined;
  const measure = stage.measures.find((m) => m.as === column);
  if (measure?.metric !== undefined) return ontology.metrics.get(measure.metric)?.unit;
  if (measure !== undefined) {
    const leaf = stage.leaves.find((l) => l.at === measure.at);
    return leaf && ofLeaf(ontology, stage, leaf);
  }
  const value =
    stage.columns.find((c) => c.as === column)?.is ?? stage.keys?.find((k) => k.as === column)?.is;
  return value && ofSource(ontology, stage, value);
}

/** The unit of an expression over result columns: one that all its terms have. A product has another. */
export function unitOfResult(
  ontology: Ontology,
  stage: BoundStage,
  expr: ResultExpr,
): string | undefined {
  if (expr.kind === 'reference')
    return expr.to.kind === 'result' ? unitOf(ontology, stage, expr.to.column) : undefined;
  if (expr.kind === 'unary' || expr.kind === 'cast')
    return unitOfResult(ontology, stage, expr.operand);
  if (expr.kind === 'binary' && (expr.operator === '+' || expr.operator === '-'))
    return unitOfResult(ontology, stage, expr.left) ?? unitOfResult(ontology, stage, expr.right);
  const [first] = expr.kind === 'call' && sameUnit.has(expr.name) ? expr.args : [];
  return first && unitOfResult(ontology, stage, first);
}

/** Functions whose value is in the unit of their first argument. */
const sameUnit: ReadonlySet<string> = new Set(['coalesce', 'nullif', 'round', 'abs', 'greatest']);

/** Aggregates and windows whose value is in the unit of what they read. */
const keepsUnit: ReadonlySet<string> = new Set([
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'percentile',
  'first',
  'last',
  'lag',
  'lead',
]);

function ofLeaf(ontology: Ontology, stage: BoundStage, { agg, of }: BoundLeaf): string | undefined {
  return of !== undefined && keepsUnit.has(agg) ? ofSource(ontology, stage, of) : undefined;
}

function ofSource(ontology: Ontology, stage: BoundStage, expr: SourceExpr): string | undefined {
  if (expr.kind !== 'reference') return undefined;
  const { to } = expr;
  if (to.kind === 'attribute') return to.attribute.unit;
  if (to.kind === 'column' && stage.from?.kind === 'stage')
    return unitOf(ontology, stage.from.stage, to.column);
  if (to.kind !== 'match') return undefined;
  const match = stage.matches.find((m) => m.as === to.match);
  return match?.to.kind === 'stage'
    ? unitOf(ontology, match.to.stage, to.column)
    : to.attribute?.unit;
}
