import type { BoundDocument } from '../bind/bound.js';
import { originOf } from '../lineage/origin.js';
import type { Ontology } from '../ontology/model.js';
import { allChecks } from './all-checks.js';
import type { Check, CheckedTable } from './check.js';

/** The checks of a document's target, from its key, its columns' origins and the ontology; none without a target. */
export function checksOf(document: BoundDocument, ontology: Ontology): readonly Check[] {
  const table = checkedTable(document, ontology);
  return table === undefined ? [] : allChecks.flatMap((kind) => kind.of(table));
}

/** What is known of a document's target; undefined without one. */
export function checkedTable(
  document: BoundDocument,
  ontology: Ontology,
): CheckedTable | undefined {
  const { target } = document;
  const result = document.stages.at(-1);
  if (target === undefined || result === undefined) return undefined;
  return {
    target,
    entities: ontology.entities,
    columns: target.columns.map((column) => {
      const origin = originOf(result, column.name, document.views);
      const metric = origin.metric === undefined ? undefined : ontology.metrics.get(origin.metric);
      return {
        name: column.name,
        type: column.type,
        origin,
        ...(metric !== undefined && { metric }),
      };
    }),
  };
}
