import type { JsonPointer } from '../base/diagnostic.js';
import { references } from '../expr/visit.js';
import { inputsOf } from '../plan/inputs.js';
import type { Plan, Scan } from '../plan/plan.js';
import { indexOf, tableId } from '../ontology/index-of.js';
import type { Entity, Ontology } from '../ontology/model.js';
import { readsOf } from './reads.js';
import type { Subject } from './rule.js';

/** A partitioned table of which every partition is read, and the place of the document that asks for it. */
export interface UnboundedScan {
  readonly entity: Entity;
  readonly at: JsonPointer;
}

/** The partitioned tables that a document reads without any condition on a partition, each once. */
export function unboundedScans(subject: Subject): readonly UnboundedScan[] {
  const known = scans.get(subject.plan);
  if (known !== undefined) return known;
  const found = scansOf(subject);
  scans.set(subject.plan, found);
  return found;
}

/** Of a plan, which knows its document: several laws ask. */
const scans = new WeakMap<Subject['plan'], readonly UnboundedScan[]>();

function scansOf({ plan, bound, ontology }: Subject): readonly UnboundedScan[] {
  const nodes = plan.stages.flatMap((stage) => allOf(stage.plan));
  const conditioned = new Set(
    nodes
      .flatMap((node) =>
        node.kind === 'filter' ? node.where.flatMap((w) => references(w)).map(({ to }) => to) : [],
      )
      .flatMap((to) => (to.kind === 'column' ? [to.column.id] : [])),
  );
  let reads: ReturnType<typeof readsOf> | undefined;
  const found = new Map<string, UnboundedScan>();
  for (const scan of nodes.filter((n) => n.kind === 'scan')) {
    const table = tableId(scan.table);
    const entity = partitioned(ontology, table);
    if (entity === undefined || found.has(table) || scan.name === 'self') continue;
    if (scannedPartitions(scan, entity).some((id) => conditioned.has(id))) continue;
    reads ??= readsOf(bound);
    const asks = reads.filter((r) => tableId(r.entity.table.name) === table);
    const near = asks.find((r) => r.at === scan.at || r.at.startsWith(`${scan.at}/`)) ?? asks[0];
    found.set(table, { entity: near?.entity ?? entity, at: near?.at ?? scan.at });
  }
  return [...found.values()];
}

function allOf(plan: Plan): readonly Plan[] {
  return [plan, ...inputsOf(plan).flatMap(allOf)];
}

function partitioned(ontology: Ontology, table: string): Entity | undefined {
  const entities = (indexOf(ontology).byTable.get(table) ?? []).map((n) =>
    ontology.entities.get(n),
  );
  return entities.find((entity) => entity !== undefined && entity.table.partition.length > 0);
}

function scannedPartitions(scan: Scan, { table }: Entity): readonly number[] {
  const names = table.partition.map((p) => p.column);
  return scan.columns.filter((_, i) => names.includes(scan.physical[i]!)).map((c) => c.id);
}
