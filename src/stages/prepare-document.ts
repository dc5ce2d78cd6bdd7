import { inFile, type Diagnostic } from '../base/diagnostic.js';
import { check, compileTo, type CheckedDocument } from '../compile.js';
import { sourceTables, tableId } from '../ddl/source-tables.js';
import { tableOf } from '../ddl/table.js';
import type { Engine, EngineError } from '../engine/engine.js';
import type { Type } from '../expr/type.js';
import type { Ontology } from '../ontology/model.js';
import { inputsOf } from '../plan/inputs.js';
import type { Plan } from '../plan/plan.js';
import type { Printed, TableDefinition } from '../sql/ast.js';
import type { Dialect } from '../sql/dialect.js';
import { statementsOf } from '../sql/statements.js';
import { printed } from './printed.js';

/** What preparing takes: an engine with nothing in it, and how its errors are led back to the document. */
export interface Preparing {
  readonly ontology: Ontology;
  /** That of the engine. */
  readonly dialect: Dialect;
  readonly open: () => Promise<Engine>;
  readonly finding: (error: EngineError, sql: Printed) => Diagnostic;
  readonly signal?: AbortSignal;
}

/** A document that keeps every law, and its file. */
export interface Sound {
  /** Absent while it has none. */
  readonly file?: string;
  readonly checked: CheckedDocument;
}

/** The same as `prepareDocuments` of one text, which has no file yet; one with other findings gives none here. */
export async function prepareDocument(
  text: string,
  preparing: Preparing,
): Promise<readonly Diagnostic[]> {
  const [checked] = check(text, preparing.ontology);
  if (checked === undefined) return [];
  return prepareDocuments([{ checked }], preparing);
}

/**
 * Binds the SELECT of each document, and of each of its quality rules, on an engine with empty tables made
 * from the ontology: what no law thought of comes back at its place in the document (L6). No row is needed,
 * and none is read.
 */
export async function prepareDocuments(
  sound: readonly Sound[],
  { ontology, dialect, open, finding, signal }: Preparing,
): Promise<readonly Diagnostic[]> {
  if (sound.length === 0) return [];
  const engine = await open();
  try {
    const absent = new Set<string>();
    for (const table of tablesOf(sound, ontology)) {
      const create = printed({ kind: 'create-table', table, ifNotExists: true }, dialect);
      const created = await engine.execute(statementsOf(create));
      if ('error' in created) absent.add(tableId(table.name));
    }
    const found: Diagnostic[] = [];
    for (const { file, checked } of sound) {
      signal?.throwIfAborted();
      const [compiled] = compileTo(checked, ontology, dialect);
      // What cannot be made here (a table of another catalog) cannot be bound here.
      if (compiled === undefined || scanned(checked).some((t) => absent.has(t))) continue;
      const params = valuesOf(checked);
      const texts = [
        compiled.select,
        ...(absent.size > 0 ? [] : compiled.checks.map((c) => c.sql)),
      ];
      for (const sql of texts) {
        const answer = await engine.prepare(sql.text, { params });
        if (!('error' in answer)) continue;
        const problem = finding(answer.error, sql);
        found.push(...(file === undefined ? [problem] : inFile([problem], file)));
      }
    }
    return found;
  } finally {
    await engine.close();
  }
}

/** Every table that is read or written, once, with the columns of all who know it. */
function tablesOf(sound: readonly Sound[], ontology: Ontology): readonly TableDefinition[] {
  const targets = sound.flatMap(({ checked: { bound: made } }) =>
    made.target === undefined ? [] : [tableOf(made.target)],
  );
  const read = new Set(sound.flatMap(({ checked }) => scanned(checked)));
  // Rules look keys up in tables of entities that the document itself does not scan.
  const sources = sourceTables(ontology).filter(
    (t) => targets.length > 0 || read.has(tableId(t.name)),
  );
  const tables = new Map<string, TableDefinition>();
  for (const table of [...sources, ...targets]) {
    const known = tables.get(tableId(table.name));
    tables.set(tableId(table.name), known === undefined ? table : merged(known, table));
  }
  return [...tables.values()];
}

function merged(known: TableDefinition, other: TableDefinition): TableDefinition {
  const names = new Set([...known.columns, ...known.partition].map((c) => c.name.toLowerCase()));
  const more = [...other.columns, ...other.partition].filter(
    (c) => !names.has(c.name.toLowerCase()),
  );
  return { ...known, columns: [...known.columns, ...more] };
}

/** The tables that a document reads. */
function scanned({ plan }: CheckedDocument): readonly string[] {
  return plan.stages.flatMap((s) => scans(s.plan)).map(tableId);
}

function scans(plan: Plan): readonly (readonly string[])[] {
  return plan.kind === 'scan' ? [plan.table] : inputsOf(plan).flatMap(scans);
}

/** Any value of its type for each parameter: names and types are bound, not rows. */
function valuesOf({ plan }: CheckedDocument): Readonly<Record<string, string>> {
  return Object.fromEntries(plan.params.map(({ name, type }) => [name, anyOf(type)]));
}

function anyOf({ kind }: Type): string {
  if (kind === 'date') return '2026-01-31';
  if (kind === 'timestamp') return '2026-01-31 00:00:00';
  if (kind === 'boolean') return 'true';
  return '1';
}
