import { withDefaults } from '../../bind/param-default.js';
import { at, type Diagnostic } from '../../base/diagnostic.js';
import type { CheckedDocument } from '../../compile.js';
import { sourceTables } from '../../ddl/source-tables.js';
import { createTable, tableOf } from '../../ddl/table.js';
import type { Attempt, Engine, EngineError, Rows } from '../../engine/engine.js';
import { tableId } from '../../ontology/index-of.js';
import type { Ontology } from '../../ontology/model.js';
import { scannedTables } from '../../plan/inputs.js';
import type { Check } from '../../quality/check.js';
import { checksOf } from '../../quality/checks-of.js';
import type { From, Query, SqlStatement, TableDefinition } from '../../sql/ast.js';
import type { Dialect } from '../../sql/dialect.js';
import { statementsOf } from '../../sql/statements.js';
import type { TestCase } from '../../workspace/test-cases.js';
import { caseFinding } from './case-finding.js';
import { compareRows } from './compare-rows.js';
import { loadedCase, type LoadedCase, type RowFiles } from './file-rows.js';
import { givenRows } from './given-rows.js';
import { checkInvariants } from '../invariants/check-invariants.js';
import { printed } from '../printed.js';
import { writtenRows } from './written-rows.js';

/** What cases run with: `open` gives an engine with nothing in it, each case its own. */
export interface TestBench {
  readonly ontology: Ontology;
  /** That of the engine. */
  readonly dialect: Dialect;
  readonly open: () => Promise<Engine>;
  /** What the rules of `dqc.yaml` check, by short name of the document. */
  readonly written: ReadonlyMap<string, readonly Check[]>;
  /** Rows that stand in files. */
  readonly rows: RowFiles;
}

/**
 * Runs one case of a document on an engine of its own; nothing found means that it passed. Of a table the
 * data quality rules run too, over what was written.
 */
export async function runCase(
  one: TestCase,
  document: string,
  made: CheckedDocument,
  { ontology, dialect, open, written, rows }: TestBench,
): Promise<readonly Diagnostic[]> {
  const checks = [...checksOf(made.bound, ontology), ...(written.get(document) ?? [])];
  const tables = neededTables(one, made, checks, ontology);
  const [loaded, unread] = await loadedCase(one, rows);
  if (loaded === undefined) return unread;
  const [given, wrong] = givenRows(one, loaded, tables);
  if (wrong.length > 0) return wrong;
  const engine = await open();
  try {
    const created = await engine.execute(
      tables.flatMap((table) =>
        statementsOf(printed({ kind: 'create-table', table, ifNotExists: true }, dialect)),
      ),
    );
    if ('error' in created) return [broken(one, created.error)];
    for (const { name, table, rows: values } of given) {
      const put = await engine.load(table.name, values);
      if ('error' in put) return [broken(one, put.error, at('/given', name))];
    }
    const result = await resultRows(engine, made, dialect, withDefaults(made.bound, paramsOf(one)));
    if ('error' in result) return [broken(one, result.error)];
    return [
      ...differences(one, loaded, result.value),
      ...(await brokenRules(one, loaded, checks, engine, dialect)),
      ...(await brokenInvariants(one, made, engine, ontology, dialect)),
    ];
  } finally {
    await engine.close();
  }
}

/** What holds of any rows and not of these: the ontology says something of the data that is not so. */
async function brokenInvariants(
  one: TestCase,
  made: CheckedDocument,
  engine: Engine,
  ontology: Ontology,
  dialect: Dialect,
): Promise<readonly Diagnostic[]> {
  const day = one.bizdate ?? made.document.as_of;
  if (day === undefined) return [];
  const { broken: violated } = await checkInvariants(engine, made, ontology, dialect, day);
  return violated.map(({ invariant: { kind, measure, at: node }, key, left, right }) =>
    caseFinding(one, 'broken-invariant', '/test', {
      test: one.test,
      kind,
      measure,
      node,
      key,
      left,
      right,
    }),
  );
}

/** Rules that cannot run, and those that fail or pass other than the case expects. */
async function brokenRules(
  one: TestCase,
  { expected: wanted }: LoadedCase,
  checks: readonly Check[],
  engine: Engine,
  dialect: Dialect,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const failed = new Set<string>();
  for (const check of checks) {
    const sql = printed(check.statement, dialect).text;
    const answer = await engine.query(sql, { params: paramsOf(one) });
    if ('error' in answer) found.push(broken(one, answer.error));
    else if (Number(answer.value.rows[0]?.[0] ?? 0) > 0) failed.add(check.id);
  }
  const expected = one.fails ?? [];
  const finding = (kind: string, row: string): Diagnostic =>
    caseFinding(one, 'test-failed', '/expect', { test: one.test, kind, row });
  // A case without rows shows that there are none: that a run should write some is not its matter.
  const counts = (check: Check): boolean =>
    one.fails !== undefined ||
    (check.strength === 'strong' && !(check.id === 'row-count' && wanted?.rows.length === 0));
  return [
    ...found,
    ...checks
      .filter((c) => failed.has(c.id) && !expected.includes(c.id) && counts(c))
      .map((c) => finding('fails', c.id)),
    ...expected.filter((id) => !failed.has(id)).map((id) => finding('passes', id)),
  ];
}

function paramsOf({ params, bizdate }: TestCase): Readonly<Record<string, string>> {
  return { ...params, ...(bizdate !== undefined && { bizdate }) };
}

/** The rows of a question; for a table, what its INSERT wrote into the run's partitions. */
async function resultRows(
  engine: Engine,
  { bound, statement }: CheckedDocument,
  dialect: Dialect,
  params: Readonly<Record<string, string>>,
): Promise<Attempt<Rows>> {
  const { target } = bound;
  if (target === undefined) return engine.query(printed(statement, dialect).text, { params });
  const written = await engine.execute(
    [createTable(target), statement].flatMap((one) => statementsOf(printed(one, dialect))),
    { params },
  );
  if ('error' in written) return written;
  return engine.query(printed(writtenRows(target), dialect).text, { params });
}

/**
 * The tables that a document and its rules read, and those that a case gives rows of. The document's own
 * table is among them: `self` reads what earlier runs left there.
 */
function neededTables(
  one: TestCase,
  { plan, bound }: CheckedDocument,
  checks: readonly Check[],
  ontology: Ontology,
): readonly TableDefinition[] {
  const scanned = plan.stages.flatMap((s) => scannedTables(s.plan));
  const checked = checks.flatMap((c) => tablesIn(c.statement));
  const read = new Set([...scanned, ...checked].map(tableId));
  const given = new Set(Object.keys(one.given).map((name) => name.toLowerCase()));
  const own = bound.target === undefined ? '' : tableId(bound.target.table);
  const sources = sourceTables(ontology).filter((table) => {
    const id = tableId(table.name);
    return id !== own && (read.has(id) || given.has(id));
  });
  return bound.target === undefined ? sources : [...sources, tableOf(bound.target)];
}

function tablesIn(statement: SqlStatement): readonly (readonly string[])[] {
  if (statement.kind !== 'query') return [];
  const { ctes, query } = statement.with;
  return [...ctes.map((c) => c.query), query].flatMap(tablesOfQuery);
}

function tablesOfQuery(query: Query): readonly (readonly string[])[] {
  if (query.kind === 'union') return query.inputs.flatMap(tablesOfQuery);
  return query.from === undefined ? [] : tablesOfFrom(query.from);
}

function tablesOfFrom(from: From): readonly (readonly string[])[] {
  if (from.kind === 'table') return [from.name];
  if (from.kind === 'subquery') return tablesOfQuery(from.query);
  return from.kind === 'join' ? [from.left, from.right].flatMap(tablesOfFrom) : [];
}

function differences(
  one: TestCase,
  { expected: wanted }: LoadedCase,
  rows: Rows,
): readonly Diagnostic[] {
  if (wanted === undefined) return [];
  const inFile = wanted.columns !== undefined;
  return compareRows(wanted.rows, rows, one.ordered).map(({ kind, row, expected }) => {
    const path = expected === undefined || inFile ? '/expect/rows' : at('/expect/rows', expected);
    return caseFinding(one, 'test-failed', path, { test: one.test, kind, row });
  });
}

function broken(one: TestCase, error: EngineError, path: Diagnostic['path'] = '/test'): Diagnostic {
  const detail = error.message.split('\n')[0]!;
  return caseFinding(one, 'test-broken', path, { test: one.test, detail });
}
