import type { Diagnostic } from '../base/diagnostic.js';
import type { Stage } from '../dsl/document.js';
import { types } from '../expr/type.js';
import type { Metric, Ontology } from '../ontology/model.js';
import { newExpansion } from './attribute-expansion.js';
import { newFindings, type Context } from './context.js';
import { bizdate } from './time/days.js';
import { bindMeasure } from './measure.js';
import { bindPolicy, policyContext } from './policies.js';
import type { StageFrame } from './stage/stage-frame.js';
import { bindSummary } from './summaries.js';
import { viewBinding } from './bind.js';
import { checkViews } from './views.js';

/**
 * Types and paths of everything the ontology defines, each definition on its own: computed attributes,
 * metrics down to their leaves, policies. What is wrong points into the ontology's files.
 */
export function checkOntology(ontology: Ontology): readonly Diagnostic[] {
  const findings = newFindings();
  const context = contextOf(ontology, findings.report);
  for (const entity of ontology.entities.values())
    for (const attribute of entity.attributes.values()) context.expand(entity, attribute);
  for (const metric of ontology.metrics.values()) checkMetric(context, metric);
  const alone = policyContext(ontology, findings.report);
  for (const entity of ontology.entities.values()) bindSummary(alone, entity);
  for (const policy of ontology.policies.values()) {
    const entity = ontology.entities.get(policy.entity);
    if (entity !== undefined) bindPolicy(alone, entity, policy);
  }
  for (const found of checkViews(viewBinding(ontology, []))) findings.report(found);
  return findings.all();
}

/** Asks for a metric as a total of the as-of day; what has no file of its own is the metric's. */
function checkMetric(context: Context, metric: Metric): void {
  const { file, document, path } = metric.source;
  const report = (d: Diagnostic): void => {
    if (d.code !== 'bind/nothing-to-shift')
      context.report(d.file === undefined ? { ...d, file, document, path } : d);
  };
  const stage: Stage = { name: metric.name, by: [] };
  const frame: StageFrame = { context: { ...context, report }, stage, path };
  // A range makes a metric's own clock matter.
  const clocked = metric.type === 'aggregate' && metric.time !== undefined;
  const time = clocked && { time: { period: '1d' } };
  bindMeasure(frame, { as: metric.name, metric: metric.name, ...time }, path, new Set());
}

/** Dates of definitions count from a day that only a run knows. */
function contextOf(ontology: Ontology, report: Context['report']): Context {
  const context: Context = {
    ontology,
    asOf: bizdate(),
    params: new Map([['bizdate', types.date]]),
    model: true,
    dayFormat: 'yyyyMMdd',
    use: () => undefined,
    report,
    expand: newExpansion(() => context),
  };
  return context;
}
