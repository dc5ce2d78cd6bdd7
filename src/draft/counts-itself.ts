import { quoteName } from '../base/name.js';
import type { Stage } from '../dsl/document.js';
import type { Entity, Ontology } from '../ontology/model.js';

/**
 * Whether a stage says how many of something there are for each of it, or the average of what it has once:
 * that is one row, and something else was meant.
 */
export function countsItself(stage: Stage, ontology: Ontology): boolean {
  const keys = new Set((stage.by ?? []).map((key) => ('is' in key ? key.is : '')));
  const isKey = (entity: Entity): boolean =>
    entity.key.length > 0 &&
    entity.key.every((k) => {
      const path = quoteName(k);
      return (
        keys.has(`${quoteName(entity.name)}.${path}`) ||
        (stage.from === quoteName(entity.name) && keys.has(path))
      );
    });
  return (stage.measures ?? []).some((measure) => {
    const metric = ontology.metrics.get(measure.metric ?? '');
    const isCount = metric?.type === 'aggregate' ? metric.agg === 'count' : measure.agg === 'count';
    const counted = metric?.type === 'aggregate' ? metric.entity : (measure.entity ?? stage.from);
    const entity = ontology.entities.get(counted ?? '');
    const isOwnMean =
      measure.agg === 'avg' && measure.of !== undefined && !measure.of.includes('.');
    const isOne = isOwnMean || (isCount && measure.of === undefined);
    return isOne && entity !== undefined && isKey(entity);
  });
}
