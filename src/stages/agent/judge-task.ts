import type { Diagnostic } from '../../base/diagnostic.js';
import { sourceTables, tableId } from '../../ddl/source-tables.js';
import type { Engine, Prepared } from '../../engine/engine.js';
import { taskDiagnostic } from '../../interop/sql/diagnostics.js';
import { examine, placeOf, type ColumnLineage } from '../../interop/sql/examine.js';
import { readTask, readsDoubleAsText, type TaskDialect } from '../../interop/sql/read.js';
import { tokensOf } from '../../interop/sql/tokens.js';
import { translateQuery } from '../../interop/sql/translate.js';
import type { SqlTarget, SqlTask } from '../../interop/sql/tree.js';
import type { Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { statementsOf } from '../../sql/statements.js';
import { printed } from '../printed.js';
import { equalRows, type Proof } from './equal-rows.js';

/** What is known of one statement of a task. */
export interface JudgedStatement {
  readonly task: SqlTask;
  readonly tables: readonly string[];
  readonly columns: readonly ColumnLineage[];
  readonly target?: SqlTarget;
  /** The result's columns and types as DuckDB binds them; absent where it cannot. */
  readonly bound?: Prepared['columns'];
  /** Present where everything could be said in the DSL and there were data to compare on. */
  readonly proof?: Proof;
}

export interface JudgedTask {
  readonly statements: readonly JudgedStatement[];
  readonly findings: readonly Diagnostic[];
}

export interface JudgeOptions {
  readonly dialect: TaskDialect;
  readonly title: string;
  /** The day that `${bizdate}` and relative time mean, as ISO. */
  readonly day?: string;
  /** With nothing in it: for binding. */
  readonly empty: Engine;
  /** With the tables of the task: for comparing rows. */
  readonly data?: Engine;
  readonly duckdb: Dialect;
}

/**
 * Reads a task, holds it against the ontology and the standards, binds its queries on empty tables, says them
 * in the DSL and compares the rows. Nothing of the task but its SELECT is ever run.
 */
export async function judgeTask(
  sql: string,
  ontology: Ontology,
  options: JudgeOptions,
): Promise<JudgedTask> {
  const { dialect, empty, duckdb } = options;
  const [tasks, wrong] = await readTask(sql, dialect);
  if (tasks === undefined) return { statements: [], findings: wrong };
  const { tokens } = tokensOf(sql, readsDoubleAsText(dialect));
  await makeTables(empty, ontology, duckdb);
  const findings: Diagnostic[] = [];
  const statements: JudgedStatement[] = [];
  for (const task of tasks) {
    const examined = examine(task, tokens, ontology);
    findings.push(...examined.findings);
    const runnable = withDay(task.text, options.day);
    const prepared = await empty.prepare(runnable);
    if ('error' in prepared) {
      const place = { offset: task.start, length: 1 };
      findings.push(taskDiagnostic('unbound', '', { message: prepared.error.message }, place));
    }
    const proof = await said(task, runnable, ontology, options, findings, tokens);
    statements.push({
      task,
      tables: examined.tables,
      columns: examined.columns,
      ...(task.target !== undefined && { target: task.target }),
      ...('value' in prepared && { bound: prepared.value.columns }),
      ...(proof !== undefined && { proof }),
    });
  }
  return { statements, findings };
}

async function said(
  task: SqlTask,
  runnable: string,
  ontology: Ontology,
  { dialect, title, day, data, duckdb }: JudgeOptions,
  findings: Diagnostic[],
  tokens: ReturnType<typeof tokensOf>['tokens'],
): Promise<Proof | undefined> {
  const made = translateQuery(task.query, ontology, {
    title,
    dialect,
    ...(day !== undefined && { asOf: day }),
  });
  const own = tokens.filter((t) => t.start >= task.start && t.end <= task.end);
  for (const { what, name } of made.refused)
    findings.push(taskDiagnostic('not-in-dsl', '', { what }, placeOf(own, name ?? [], task)));
  if (made.document === undefined) return undefined;
  const place = { offset: task.start, length: 1 };
  if (data === undefined) {
    findings.push(taskDiagnostic('not-run', '', { detail: 'no database' }, place));
    return undefined;
  }
  const proof = await equalRows(data, runnable, made.document, ontology, duckdb);
  if (proof.kind === 'differs')
    findings.push(taskDiagnostic('rows-differ', '', { difference: proof.difference }, place));
  if (proof.kind === 'not-run')
    findings.push(taskDiagnostic('not-run', '', { detail: proof.detail }, place));
  if (proof.kind === 'refused')
    for (const { code, path } of proof.diagnostics.filter((d) => d.severity === 'error'))
      findings.push(taskDiagnostic('not-in-dsl', '', { what: `${code} at ${path}` }, place));
  return proof;
}

/** Parameters that stand for the day, as a text: as the partition is written where that is `yyyyMMdd`. */
function withDay(text: string, day: string | undefined): string {
  if (day === undefined) return text;
  return text.replace(/'\$\{?\s*bizdate\s*\}?'\s?/g, `'${day.replaceAll('-', '')}' `);
}

async function makeTables(engine: Engine, ontology: Ontology, dialect: Dialect): Promise<void> {
  const made = new Set<string>();
  for (const table of sourceTables(ontology)) {
    if (made.has(tableId(table.name))) continue;
    made.add(tableId(table.name));
    // A table that cannot be made here (of another catalog) is not bound here either: DuckDB says so.
    await engine.execute(
      statementsOf(printed({ kind: 'create-table', table, ifNotExists: true }, dialect)),
    );
  }
}
