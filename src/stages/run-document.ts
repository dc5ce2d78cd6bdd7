import type { Diagnostic } from '../base/diagnostic.js';
import { withDefaults } from '../bind/param-default.js';
import type { CheckedDocument } from '../compile.js';
import { createTable } from '../ddl/table.js';
import type { Engine, EngineError, Rows } from '../engine/engine.js';
import type { Ontology } from '../ontology/model.js';
import { checksOf } from '../quality/checks-of.js';
import type { Check } from '../quality/check.js';
import type { Printed } from '../sql/ast.js';
import type { Dialect } from '../sql/dialect.js';
import { statementsOf } from '../sql/statements.js';
import { printed } from './printed.js';
import { writtenRows } from './cases/written-rows.js';
import { findOutOfRange } from './prove/out-of-range.js';

/** What a data quality rule said about the rows of a run. */
export interface CheckResult {
  readonly check: Check;
  /** How many rows or groups break it; undefined when the rule itself could not run: that is never a pass. */
  readonly failed: number | undefined;
  readonly error?: EngineError;
}

/** What a document gave on a database. */
export interface RunResult {
  readonly rows: Rows;
  readonly rowCount: number;
  readonly checks: readonly CheckResult[];
  /** Ranges that no day of the data lies in, where they are why there are no rows or values. */
  readonly outOfRange: readonly Diagnostic[];
}

/** A statement that the engine refused, with the text it was. */
export interface RunError {
  readonly error: EngineError;
  readonly sql: Printed;
}

/**
 * Runs a checked document on an engine whose databases are read-only: a question is queried; a table is
 * made and written in the engine's own target, read back, and checked by its data quality rules.
 */
export async function runDocument(
  engine: Engine,
  made: CheckedDocument,
  ontology: Ontology,
  dialect: Dialect,
  options: {
    readonly params: Readonly<Record<string, string>>;
    readonly maxRows: number;
    /** Checks beyond those that follow from what is known. */
    readonly written?: readonly Check[];
  },
): Promise<{ readonly value: RunResult } | RunError> {
  const { maxRows, written: rules = [] } = options;
  const params = withDefaults(made.bound, options.params);
  const how = { params };
  const { target } = made.bound;
  const resultOf = async (all: Rows, checks: readonly CheckResult[]): Promise<RunResult> => ({
    rows: first(all, maxRows),
    rowCount: all.rows.length,
    checks,
    outOfRange: await findOutOfRange(engine, made, ontology, dialect, all, params['bizdate']),
  });
  const sql = printed(made.statement, dialect);
  if (target === undefined) {
    const got = await engine.query(sql.text, how);
    if ('error' in got) return { error: got.error, sql };
    return { value: await resultOf(got.value, []) };
  }
  for (const statement of [printed(createTable(target), dialect), sql]) {
    const written = await engine.execute(statementsOf(statement), how);
    if ('error' in written) return { error: written.error, sql: statement };
  }
  const read = printed(writtenRows(target), dialect);
  const got = await engine.query(read.text, how);
  if ('error' in got) return { error: got.error, sql: read };
  const checks: CheckResult[] = [];
  for (const check of [...checksOf(made.bound, ontology), ...rules]) {
    const answer = await engine.query(printed(check.statement, dialect).text, how);
    if ('error' in answer) {
      checks.push({ check, failed: undefined, error: answer.error });
      continue;
    }
    const failed = answer.value.rows[0]?.[0] ?? null;
    checks.push({ check, failed: failed === null ? undefined : Number(failed) });
  }
  return { value: await resultOf(got.value, checks) };
}

function first(rows: Rows, count: number): Rows {
  return rows.rows.length <= count
    ? rows
    : { ...rows, rows: rows.rows.slice(0, count), truncated: true };
}
