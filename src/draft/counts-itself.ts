import { quoteName } from '../base/text/name.js';
import type { Measure, Stage } from '../dsl/document.js';
import type { Entity, Ontology } from '../ontology/model.js';

/**
 * Whether a stage says how many of something there are for each of it, or the average of what it has once:
 * that is one row, and something else was meant. So it was where values are put together by themselves: the
 * average price of each price.
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
    if (isOfItsKey(measure, keys)) return true;
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

function isOfItsKey({ agg, of, entity }: Measure, keys: ReadonlySet<string>): boolean {
  const isOfValues = agg === 'avg' || agg === 'sum' || agg === 'min' || agg === 'max';
  return (
    isOfValues && of !== undefined && entity !== undefined && keys.has(`${quoteName(entity)}.${of}`)
  );
}
