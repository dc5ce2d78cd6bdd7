import { inFile, type Diagnostic } from '../base/diagnostic.js';
import { check, compileTo, type CheckedDocument } from '../compile.js';
import { sourceTables } from '../ddl/source-tables.js';
import { tableOf } from '../ddl/table.js';
import type { Engine, EngineError } from '../engine/engine.js';
import type { Type } from '../expr/type.js';
import { tableId } from '../ontology/index-of.js';
import type { Ontology } from '../ontology/model.js';
import { scannedTables } from '../plan/inputs.js';
import type { Printed, TableDefinition } from '../sql/ast.js';
import type { Dialect } from '../sql/dialect.js';
import { statementsOf, together } from '../sql/statements.js';
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

/** What of a document an engine binds: plain values, which any thread can make. */
export interface Bindable {
  readonly file?: string;
  /** The table that it writes. */
  readonly target?: TableDefinition;
  /** Tables that it reads. */
  readonly reads: readonly string[];
  readonly select: Printed;
  readonly checks: readonly Printed[];
  /** A value for each parameter. */
  readonly params: Readonly<Record<string, string>>;
}

/** The same as `prepareAll` of one text, which has no file yet; one with other findings gives none here. */
export async function prepareDocument(
  text: string,
  preparing: Preparing,
): Promise<readonly Diagnostic[]> {
  const { ontology, dialect } = preparing;
  const [checked] = check(text, ontology);
  return prepareAll(
    checked === undefined ? [] : bindable({ checked }, ontology, dialect),
    preparing,
  );
}

/** What of a document is to be bound in a dialect; nothing where the dialect cannot say it. */
export function bindable(
  { file, checked }: Sound,
  ontology: Ontology,
  dialect: Dialect,
): readonly Bindable[] {
  const [compiled] = compileTo(checked, ontology, dialect);
  if (compiled === undefined) return [];
  const { target } = checked.bound;
  const one: Bindable = {
    ...(file !== undefined && { file }),
    ...(target !== undefined && { target: withoutComments(tableOf(target)) }),
    reads: scanned(checked),
    select: compiled.select,
    checks: compiled.checks.map((c) => c.sql),
    params: valuesOf(checked),
  };
  return [one];
}

/** Comments bind nothing, and setting them costs more than making the table. */
function withoutComments({ comment: _comment, ...table }: TableDefinition): TableDefinition {
  const columns = table.columns.map(({ comment: _own, ...column }) => column);
  return { ...table, columns };
}

/**
 * Binds the SELECT of each document, and of each of its quality rules, on an engine with empty tables made
 * from the ontology: what no law thought of comes back at its place in the document (L6). No row is needed,
 * and none is read.
 */
export async function prepareAll(
  all: readonly Bindable[],
  { ontology, dialect, open, finding, signal }: Preparing,
): Promise<readonly Diagnostic[]> {
  if (all.length === 0) return [];
  const engine = await open();
  try {
    const { sources, targets } = tablesOf(all, ontology);
    const absent = await makeTables(engine, dialect, [...sources, ...targets], signal);
    const someSource = sources.some(({ name }) => absent.has(tableId(name)));
    const found: Diagnostic[] = [];
    const refusals = binder(engine);
    for (const { file, target, reads, select, checks, params } of all) {
      signal?.throwIfAborted();
      // What cannot be made here (a table of another catalog) cannot be bound here.
      if (reads.some((t) => absent.has(t))) continue;
      const unchecked = someSource || (target !== undefined && absent.has(tableId(target.name)));
      const refused = [
        ...(await refusals([select], params)),
        ...(await refusals(unchecked ? [] : checks, params)),
      ].map(({ error, sql }) => finding(error, sql));
      found.push(...(file === undefined ? refused : inFile(refused, file)));
    }
    return found;
  } finally {
    await engine.close();
  }
}

/** A statement that the engine does not bind. */
interface Refused {
  readonly error: EngineError;
  readonly sql: Printed;
}

/**
 * Asks an engine which statements it refuses. What it said of a text it says of an equal one, and where it
 * binds several together it binds each: asking costs more than binding.
 */
function binder({ prepare }: Engine) {
  const known = new Map<string, EngineError | undefined>();
  const errorOf = async (text: string, params: Bindable['params']) => {
    const key = JSON.stringify([text, params]);
    if (!known.has(key)) {
      const answer = await prepare(text, { params });
      known.set(key, 'error' in answer ? answer.error : undefined);
    }
    return known.get(key);
  };
  return async (
    selects: readonly Printed[],
    params: Bindable['params'],
  ): Promise<readonly Refused[]> => {
    if (selects.length > 1 && (await errorOf(together(selects), params)) === undefined) return [];
    const refused: Refused[] = [];
    for (const sql of selects) {
      const error = await errorOf(sql.text, params);
      if (error !== undefined) refused.push({ error, sql });
    }
    return refused;
  };
}

/** So many tables are made in one step. */
const madeAtOnce = 100;

/** Makes tables, and gives those that cannot be made: those of a step in which one fails are made one by one. */
async function makeTables(
  engine: Engine,
  dialect: Dialect,
  tables: readonly TableDefinition[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const absent = new Set<string>();
  const make = async (some: readonly TableDefinition[]): Promise<void> => {
    signal?.throwIfAborted();
    const creates = some.flatMap((table) =>
      statementsOf(printed({ kind: 'create-table', table, ifNotExists: true }, dialect)),
    );
    if (!('error' in (await engine.execute(creates)))) return;
    if (some.length === 1) absent.add(tableId(some[0]!.name));
    else for (const table of some) await make([table]);
  };
  for (let i = 0; i < tables.length; i += madeAtOnce) await make(tables.slice(i, i + madeAtOnce));
  return absent;
}

/**
 * Every table that is read or written, once, with the columns of all who know it: those of the ontology,
 * and those that only documents write.
 */
function tablesOf(all: readonly Bindable[], ontology: Ontology) {
  const written = all.flatMap(({ target }) => target ?? []);
  const read = new Set(all.flatMap(({ reads }) => reads));
  // Rules look keys up in tables of entities that the document itself does not scan.
  const known = sourceTables(ontology).filter(
    (t) => written.length > 0 || read.has(tableId(t.name)),
  );
  const sources = new Map(known.map((table) => [tableId(table.name), table]));
  const targets = new Map<string, TableDefinition>();
  for (const table of written) {
    const id = tableId(table.name);
    const others = sources.has(id) ? sources : targets;
    const other = others.get(id);
    others.set(id, other === undefined ? table : merged(other, table));
  }
  return { sources: [...sources.values()], targets: [...targets.values()] };
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
  return plan.stages.flatMap((s) => scannedTables(s.plan)).map(tableId);
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
