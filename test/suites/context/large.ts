import type { Ontology } from '../../../src/ontology/model.js';

/** One ontology with what others have beside it; where two have a name, that of the first counts. */
export function together(own: Ontology, others: readonly Ontology[]): Ontology {
  const all = [own, ...others];
  const entities = new Map(all.toReversed().flatMap((o) => [...o.entities]));
  // A metric of another counts only where what it is over is that other's.
  const metrics = new Map(
    all
      .toReversed()
      .flatMap((o) =>
        [...o.metrics].filter(
          ([, m]) => m.type !== 'aggregate' || entities.get(m.entity) === o.entities.get(m.entity),
        ),
      ),
  );
  const terms = new Map(all.toReversed().flatMap((o) => [...o.terms]));
  return { ...own, entities, metrics, terms };
}
