import { unreachable } from '../../base/unreachable.js';
import { references } from '../../expr/visit.js';
import type { Metric, Ontology } from '../../ontology/model.js';
import { firstNames } from '../first-names.js';
import { onlyPath, reachableFrom } from '../paths/join-path.js';
import type { StageFrame } from './stage-frame.js';

/**
 * The metrics that a stage can ask for (S3, S4): each of their entities reaches `from`'s entity, or
 * without `from` every entity that the stage's keys and conditions start with. In the order of names.
 */
export function groupableMetrics(frame: StageFrame): readonly string[] {
  const { ontology } = frame.context;
  const wanted = entitiesWanted(frame);
  return [...ontology.metrics.values()]
    .filter((metric) =>
      entitiesOf(ontology, metric, []).every((name) => {
        const entity = ontology.entities.get(name);
        if (entity === undefined) return false;
        return wanted.every((to) => {
          const target = ontology.entities.get(to);
          return target !== undefined && onlyPath(ontology, entity, target).kind !== 'none';
        });
      }),
    )
    .map((metric) => metric.name);
}

function entitiesWanted({ context, from, stage }: StageFrame): readonly string[] {
  if (from !== undefined) return from.kind === 'entity' ? [from.entity.name] : [];
  const texts = [...(stage.by ?? []).map((k) => k.is), ...(stage.where ?? [])];
  const starts = texts.flatMap((text) => [...firstNames(text ?? '')]);
  return [...new Set(starts)].filter((name) => context.ontology.entities.has(name));
}

/** The entities whose rows a metric comes down to. */
function entitiesOf(
  ontology: Ontology,
  metric: Metric | undefined,
  open: readonly string[],
): readonly string[] {
  if (metric === undefined || open.includes(metric.name)) return [];
  const inner = (name: string): readonly string[] =>
    entitiesOf(ontology, ontology.metrics.get(name), [...open, metric.name]);
  switch (metric.type) {
    case 'aggregate':
      return [metric.entity];
    case 'derived':
      return inner(metric.of);
    case 'composite': {
      const inputs = new Map(metric.inputs.map((i) => [i.as, i.metric]));
      return references(metric.is.expr).flatMap(({ to }) =>
        to.kind === 'path' ? inner(inputs.get(to.names[0]!) ?? to.names[0]!) : [],
      );
    }
    case 'conversion':
      // It is counted by the events of its first step (S18).
      return metric.steps.slice(0, 1).map((s) => s.entity);
    default:
      return unreachable(metric);
  }
}

/** The entities whose rows can belong to a row of `from`'s entity. */
export function belongingEntities({ context, from }: StageFrame): readonly string[] {
  const { entities } = context.ontology;
  if (from?.kind !== 'entity') return [...entities.keys()];
  return [...entities.values()]
    .filter((e) => reachableFrom(context.ontology, e).has(from.entity.name))
    .map((e) => e.name);
}
