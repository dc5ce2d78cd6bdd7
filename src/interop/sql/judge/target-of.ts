import type { Details, Diagnostic } from '../../../base/diagnostic.js';
import type { Entity, Ontology } from '../../../ontology/model.js';
import { taskDiagnostic } from '../diagnostics.js';
import type { ColumnLineage } from './examine.js';
import { detailsOf } from './place.js';
import { columnsOf, entityOfTable, same } from '../relation.js';
import type { SqlTarget, SqlTask } from '../tree.js';

/** The table that a statement writes, its columns by position. */
export interface WrittenTable {
  readonly target: SqlTarget;
  /** The entity over it. */
  readonly entity?: Entity;
  /** Columns that are no partition: the nth takes the values of the nth of the SELECT. */
  readonly columns: readonly {
    readonly name: string;
    readonly comment?: string;
    /** As CREATE TABLE of the task writes it. */
    readonly type?: string;
  }[];
  readonly partition: readonly {
    readonly column: string;
    /** Absent: the values of the rows. */
    readonly value?: string;
    readonly at: Details;
  }[];
}

/**
 * Holds what a statement writes against its column list, the CREATE TABLE of the task and the ontology: as many
 * columns as the table has, at the places that are theirs, and the partitions that the table has.
 */
export function targetOf(
  task: SqlTask,
  columns: readonly ColumnLineage[],
  ontology: Ontology,
): { readonly table?: WrittenTable; readonly findings: readonly Diagnostic[] } {
  const { target, declared } = task;
  if (target === undefined) return { findings: [] };
  const entity = entityOfTable(ontology, target.table);
  const name = target.table.join('.');
  const at = detailsOf(target.at);
  const findings: Diagnostic[] = [];
  const dynamic = target.partition.filter((p) => p.value === undefined);
  const given = columns.slice(0, columns.length - dynamic.length);
  const last = columns.slice(columns.length - dynamic.length);
  for (const [i, { column, at: place }] of dynamic.entries()) {
    const called = last[i]?.name;
    if (called !== undefined && !same(called, column))
      findings.push(
        taskDiagnostic('dynamic-partition', '', { partition: column, called }, detailsOf(place)),
      );
  }
  for (const { column, at: place } of target.partition.filter((p) => p.value !== undefined))
    if (given.some((c) => same(c.name, column)))
      findings.push(taskDiagnostic('partition-twice', '', { column }, detailsOf(place)));
  const has =
    declared?.partition.map((p) => p.name) ?? entity?.table.partition.map((p) => p.column);
  findings.push(...partitionFindings(target, has, given));
  const wanted = target.columns.length > 0 ? target.columns : declared?.columns.map((c) => c.name);
  if (wanted !== undefined && wanted.length !== given.length) {
    const params = { table: name, wanted: wanted.length, given: given.length };
    findings.push(taskDiagnostic('target-count', '', params, at));
  }
  for (const [i, column] of (wanted ?? []).entries()) {
    const called = given[i]?.name;
    if (called === undefined || same(called, column)) continue;
    if (!wanted!.some((w) => same(w, called))) continue;
    findings.push(taskDiagnostic('target-order', '', { column, called }, at));
  }
  const known = entity === undefined ? [] : columnsOf({ kind: 'entity', entity });
  const names = wanted ?? given.map((c) => c.name);
  if (entity !== undefined && declared === undefined)
    for (const column of names)
      if (!known.some((k) => same(k, column)))
        findings.push(taskDiagnostic('target-column', '', { table: name, column }, at));
  return {
    findings,
    table: {
      target,
      ...(entity !== undefined && { entity }),
      columns: names.map((column) => {
        const stated = declared?.columns.find((c) => same(c.name, column));
        return { ...stated, name: column };
      }),
      partition: target.partition.map(({ column, value, at: place }) => ({
        column,
        ...(value !== undefined && { value }),
        at: detailsOf(place),
      })),
    },
  };
}

/** The partitions that are named against those that the table has, in order, constants before those of the rows. */
function partitionFindings(
  { table, how, partition, at }: SqlTarget,
  has: readonly string[] | undefined,
  given: readonly ColumnLineage[],
): readonly Diagnostic[] {
  if (how === 'create') return [];
  const name = table.join('.');
  const named = partition.map((p) => p.column);
  const firstOfRows = partition.findIndex((p) => p.value === undefined);
  const late = partition.find(
    (p, i) => firstOfRows >= 0 && i > firstOfRows && p.value !== undefined,
  );
  const findings: Diagnostic[] = [];
  if (late !== undefined) {
    const params = { partition: late.column, before: named[firstOfRows]! };
    findings.push(taskDiagnostic('partition-order', '', params, detailsOf(late.at)));
  }
  if (has === undefined) return findings;
  // Where partitions are columns like others, rows may bring them without PARTITION.
  const inRows = partition.length === 0 && has.every((h) => given.some((c) => same(c.name, h)));
  const agree = has.length === named.length && has.every((h) => named.some((n) => same(n, h)));
  if (agree || (inRows && has.length > 0)) return findings;
  const params = { table: name, has, named };
  findings.push(taskDiagnostic('target-partition', '', params, detailsOf(at)));
  return findings;
}
