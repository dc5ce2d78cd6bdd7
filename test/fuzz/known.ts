import type { Document, Measure } from '../../src/dsl/document.js';
import type { Ontology } from '../../src/ontology/model.js';

/**
 * The open case of test/reference/differences that a document has the shape of: what it differs in is
 * known already. Each goes away with its case.
 */
export function knownDifference(document: Document, ontology: Ontology): string | undefined {
  for (const stage of document.stages) {
    const bucketed = (stage.by ?? []).some(({ grain }) => grain !== undefined);
    const windowed = (stage.measures ?? []).filter((m) => readsOtherDays(m, ontology));
    const open =
      stage.time === undefined || (stage.time.to === undefined) !== (stage.time.from === undefined);
    const several =
      (stage.measures ?? []).length > 1 || windowed.some((m) => isComposite(m, ontology));
    if (bucketed && open && windowed.length > 0 && several) return 'window-beyond-own-data';
  }
  return undefined;
}

function readsOtherDays(measure: Measure, ontology: Ontology): boolean {
  if (measure.time !== undefined || isShifted(measure, ontology)) return true;
  const metric = measure.metric === undefined ? undefined : ontology.metrics.get(measure.metric);
  return metric?.type === 'derived' && metric.time !== undefined;
}

function isShifted(measure: Measure, ontology: Ontology): boolean {
  if (measure.shift !== undefined) return true;
  const metric = measure.metric === undefined ? undefined : ontology.metrics.get(measure.metric);
  if (metric?.type === 'derived') return metric.shift !== undefined;
  return metric?.type === 'composite' && metric.inputs.some((i) => i.shift !== undefined);
}

function isComposite({ metric }: Measure, ontology: Ontology): boolean {
  return metric !== undefined && ontology.metrics.get(metric)?.type === 'composite';
}
