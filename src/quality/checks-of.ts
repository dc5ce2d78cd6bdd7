import type { BoundDocument } from '../bind/bound.js';
import { originOf } from '../lineage/origin.js';
import type { Ontology } from '../ontology/model.js';
import { allChecks } from './all-checks.js';
import type { Check, CheckedTable } from './check.js';

/** The checks of a document's target, from its key, its columns' origins and the ontology; none without a target. */
export function checksOf(document: BoundDocument, ontology: Ontology): readonly Check[] {
  const { target } = document;
  const result = document.stages.at(-1);
  if (target === undefined || result === undefined) return [];
  const table: CheckedTable = {
    target,
    entities: ontology.entities,
    columns: target.columns.map((column) => {
      const origin = originOf(result, column.name);
      const metric = origin.metric === undefined ? undefined : ontology.metrics.get(origin.metric);
      return {
        name: column.name,
        type: column.type,
        origin,
        ...(metric !== undefined && { metric }),
      };
    }),
  };
  return allChecks.flatMap((kind) => kind.of(table));
}
