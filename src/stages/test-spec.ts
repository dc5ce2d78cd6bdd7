import { at, type Diagnostic } from '../base/diagnostic.js';
import { suggest } from '../base/suggest.js';
import { check, type CheckedDocument } from '../compile.js';
import { formatDocument } from '../dsl/canonical.js';
import { createTable } from '../ddl/table.js';
import { sourceTables, tableId } from '../ddl/source-tables.js';
import type { Engine, EngineError, Rows } from '../engine/engine.js';
import { mapReferences } from '../expr/visit.js';
import type { Ontology } from '../ontology/model.js';
import { inputsOf } from '../plan/inputs.js';
import type { Plan } from '../plan/plan.js';
import type { Printed, Query, SqlExpr, SqlStatement, TableDefinition } from '../sql/ast.js';
import type { Dialect } from '../sql/dialect.js';
import { print } from '../sql/print.js';
import { statementsOf } from '../sql/statements.js';
import { specDiagnostic } from '../workspace/diagnostics.js';
import { documentName, type Spec, type TestCase } from '../workspace/spec.js';
import { compareRows } from './compare-rows.js';

/** What became of one case. */
export interface TestResult {
  readonly test: string;
  readonly document: string;
  readonly passed: boolean;
  readonly found: readonly Diagnostic[];
}

/** Opens an engine with nothing in it; each case gets its own. */
export type OpenEmpty = () => Promise<Engine>;

/**
 * Runs the cases of a spec: the tables of the ontology are created empty, the given rows put in, the
 * printed SQL runs as it would in the warehouse, and what it wrote is compared.
 */
export async function testSpec(
  spec: Spec,
  checked: ReadonlyMap<string, CheckedDocument>,
  ontology: Ontology,
  dialect: Dialect,
  open: OpenEmpty,
  done: (result: TestResult) => void = () => undefined,
): Promise<readonly TestResult[]> {
  const names = spec.documents.map((d) => documentName(d.file));
  const results: TestResult[] = [];
  for (const one of spec.tests) {
    const document = one.of ?? (names.length === 1 ? names[0] : undefined);
    const made = document === undefined ? undefined : checked.get(document);
    const found =
      made === undefined
        ? [caseDiagnostic(one, 'unknown-document', { document: document ?? '?' }, '/document')]
        : await runCase(one, made, ontology, dialect, open);
    const result = { test: one.test, document: document ?? '?', passed: found.length === 0, found };
    results.push(result);
    done(result);
  }
  return results;
}

/** The document as of the case's day, where the case gives a question another one than its own. */
function asOfCase(one: TestCase, made: CheckedDocument, ontology: Ontology): CheckedDocument {
  if (one.asOf === undefined || made.document.target !== undefined) return made;
  const [checked] = check(formatDocument({ ...made.document, as_of: one.asOf }), ontology);
  return checked ?? made;
}

async function runCase(
  one: TestCase,
  written: CheckedDocument,
  ontology: Ontology,
  dialect: Dialect,
  open: OpenEmpty,
): Promise<readonly Diagnostic[]> {
  const made = asOfCase(one, written, ontology);
  const tables = neededTables(one, made, ontology);
  const [given, wrong] = givenRows(one, tables);
  if (wrong.length > 0) return wrong;
  const engine = await open();
  try {
    const params = { ...one.params, ...(one.bizdate !== undefined && { bizdate: one.bizdate }) };
    const texts = tables.flatMap((table) =>
      statementsOf(printed({ kind: 'create-table', table, ifNotExists: true }, dialect)),
    );
    const created = await engine.execute(texts);
    if ('error' in created) return [failed(one, created.error)];
    for (const { table, rows } of given) {
      const loaded = await engine.load(table.name, rows);
      if ('error' in loaded) return [failed(one, loaded.error, at('/given', table.name.join('.')))];
    }
    const result = await resultRows(engine, made, dialect, params);
    if ('error' in result) return [failed(one, result.error)];
    return differences(one, result.value);
  } finally {
    await engine.close();
  }
}

/** The rows of a question; for a table, what its INSERT wrote into the run's partitions. */
async function resultRows(
  engine: Engine,
  { bound, statement }: CheckedDocument,
  dialect: Dialect,
  params: Readonly<Record<string, string>>,
): Promise<{ readonly value: Rows } | { readonly error: EngineError }> {
  const { target } = bound;
  if (target === undefined) return engine.query(text(statement, dialect), { params });
  const written = await engine.execute(
    [createTable(target), statement].flatMap((one) => statementsOf(printed(one, dialect))),
    { params },
  );
  if ('error' in written) return written;
  return engine.query(text(writtenRows(target), dialect), { params });
}

/** All columns of the rows that a run wrote: those of its static partitions. */
export function writtenRows(target: NonNullable<CheckedDocument['bound']['target']>): SqlStatement {
  const columns = [
    ...target.columns,
    ...target.partition.map((p) => ({ name: p.as, type: p.type })),
  ];
  const column = (name: string, type: (typeof columns)[number]['type']): SqlExpr => ({
    kind: 'reference',
    to: { kind: 'column', relation: 'written', name },
    type,
  });
  const query: Query = {
    kind: 'select',
    columns: columns.map(({ name, type }) => ({ is: column(name, type), as: name })),
    from: { kind: 'table', name: target.table, as: 'written' },
    where: target.partition.flatMap((p): SqlExpr[] =>
      p.value === undefined
        ? []
        : [
            {
              kind: 'binary',
              operator: '=',
              left: column(p.as, p.type),
              right: mapReferences(p.value, (leaf, reference): SqlExpr => ({
                ...reference,
                to: { kind: 'param', name: leaf.name },
              })),
              type: { kind: 'boolean' },
            },
          ],
    ),
    having: [],
    // By key, so that the first rows that people are shown are the same every time.
    order: target.key.map((name) => {
      const type = columns.find((c) => c.name === name)!.type;
      return { by: column(name, type), descending: false, nullsFirst: false };
    }),
    at: '',
  };
  return { kind: 'query', with: { ctes: [], query } };
}

/** The tables that a document reads, and those that a case gives rows of. */
function neededTables(
  one: TestCase,
  { plan, bound }: CheckedDocument,
  ontology: Ontology,
): readonly TableDefinition[] {
  const read = new Set(plan.stages.flatMap((s) => scans(s.plan)).map(tableId));
  const given = new Set(Object.keys(one.given).map((name) => name.toLowerCase()));
  const own = bound.target === undefined ? '' : tableId(bound.target.table);
  return sourceTables(ontology).filter((table) => {
    const id = tableId(table.name);
    return id !== own && (read.has(id) || given.has(id));
  });
}

function scans(plan: Plan): readonly (readonly string[])[] {
  if (plan.kind === 'scan') return [plan.table];
  return inputsOf(plan).flatMap(scans);
}

/** Given rows in the column order of their tables; names that no table has are reported. */
function givenRows(
  one: TestCase,
  tables: readonly TableDefinition[],
): readonly [
  readonly {
    readonly table: TableDefinition;
    readonly rows: readonly (readonly (string | null)[])[];
  }[],
  readonly Diagnostic[],
] {
  const found: Diagnostic[] = [];
  const made = Object.entries(one.given).flatMap(([name, rows]) => {
    const table = tables.find((t) => tableId(t.name) === name.toLowerCase());
    if (table === undefined) {
      const known = tables.map((t) => t.name.join('.'));
      found.push(
        caseDiagnostic(
          one,
          'unknown-table',
          { table: name },
          at('/given', name),
          suggest(name, known),
        ),
      );
      return [];
    }
    const columns = [...table.columns, ...table.partition].map((c) => c.name);
    rows.forEach((row, i) => {
      for (const key of Object.keys(row))
        if (!columns.includes(key)) {
          const place = at('/given', name, i, key);
          found.push(
            caseDiagnostic(
              one,
              'unknown-column',
              { table: name, column: key },
              place,
              suggest(key, columns),
            ),
          );
        }
    });
    return [{ table, rows: rows.map((row) => columns.map((c) => plain(row[c]))) }];
  });
  return [made, found];
}

function plain(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function differences(one: TestCase, rows: Rows): readonly Diagnostic[] {
  return compareRows(one.rows, rows, one.ordered).map(({ kind, row }) =>
    caseDiagnostic(one, 'test-failed', { test: one.test, kind, row }, '/expect/rows'),
  );
}

function failed(one: TestCase, error: EngineError, path: Diagnostic['path'] = ''): Diagnostic {
  const detail = error.message.split('\n')[0]!;
  return caseDiagnostic(one, 'test-broken', { test: one.test, detail }, path);
}

/** Printed text of a statement that was printed before without a finding. */
function text(statement: SqlStatement, dialect: Dialect): string {
  return printed(statement, dialect).text;
}

function printed(statement: SqlStatement, dialect: Dialect): Printed {
  const [made] = print(statement, dialect);
  if (made === undefined) throw new Error(`${dialect.name} cannot say a statement it said before`);
  return made;
}

function caseDiagnostic(
  one: TestCase,
  code: Parameters<typeof specDiagnostic>[0],
  params: Readonly<Record<string, string>>,
  path: Diagnostic['path'],
  allowed: readonly string[] = [],
): Diagnostic {
  return specDiagnostic(code, path, params as never, {
    file: one.file,
    document: one.document,
    ...(allowed.length > 0 && { allowed }),
  });
}
