import { hasErrors, type Details, type Diagnostic } from '../../base/diagnostic.js';
import { sourceTables } from '../../ddl/source-tables.js';
import type { Engine, EngineError, Prepared } from '../../engine/engine.js';
import { taskDiagnostic } from '../../interop/sql/diagnostics.js';
import { boundTask, type BoundTask } from '../../interop/sql/judge/bound-task.js';
import { examine, type ColumnLineage } from '../../interop/sql/judge/examine.js';
import { lawsOf } from '../../interop/sql/judge/laws-of.js';
import { mixedTask, type MixedTask } from '../../interop/sql/text/mixed.js';
import { withOwnTables } from '../../interop/sql/judge/own-tables.js';
import { placeOf } from '../../interop/sql/judge/place.js';
import { usesMacros, type TaskDialect } from '../../interop/sql/dialects.js';
import { withDay } from '../../interop/sql/days/with-day.js';
import { readTask, readsDoubleAsText } from '../../interop/sql/parse/read.js';
import { entityOfTable } from '../../interop/sql/relation.js';
import { targetOf } from '../../interop/sql/judge/target-of.js';
import { tokensOf } from '../../interop/sql/text/tokens.js';
import type { SqlTarget, SqlTask } from '../../interop/sql/tree.js';
import { tableId } from '../../ontology/index-of.js';
import type { Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { dialectNamed } from '../../sql/dialects/all-dialects.js';
import { createMacros, macroPrefix } from '../../sql/dialects/maxcompute-macros.js';
import { statementsOf } from '../../sql/statements.js';
import { printed } from '../printed.js';
import type { Proof } from './equal-rows.js';
import { offeredDocument, type Offered } from './offered-document.js';

/** What is known of one statement of a task. */
export interface JudgedStatement {
  readonly task: SqlTask;
  readonly tables: readonly string[];
  readonly columns: readonly ColumnLineage[];
  readonly target?: SqlTarget;
  /** As laws, DDL and checks see it. */
  readonly terms: BoundTask;
  /** The result's columns and types as DuckDB binds them; absent where it cannot. */
  readonly bound?: Prepared['columns'];
  /** Present where everything could be said in the DSL and there were data to compare on. */
  readonly proof?: Proof;
}

/** What is known of a task, statement by statement, and what was found wrong. */
export interface JudgedTask {
  readonly statements: readonly JudgedStatement[];
  readonly findings: readonly Diagnostic[];
}

/** How a task is judged: its dialect, its day, and databases to ask. */
export interface JudgeOptions {
  readonly dialect: TaskDialect;
  readonly title: string;
  /** With nothing in it: for binding. */
  readonly empty: Engine;
  readonly duckdb: Dialect;
  /** Documents are made, and compared on these data; absent: the task alone is judged. */
  readonly offer?: {
    /** The day that `${bizdate}` and relative time mean, as ISO. */
    readonly day?: string;
    /** With the tables of the task. */
    readonly data?: Engine;
  };
}

/**
 * Reads a task, holds it against the ontology and the standards, binds its queries on empty tables, says them
 * in the DSL and compares the rows. Nothing of the task but its SELECT is ever run.
 */
export async function judgeTask(
  text: string,
  ontology: Ontology,
  options: JudgeOptions,
): Promise<JudgedTask> {
  const { dialect, empty, duckdb, title } = options;
  const { sql, words } = mixedTask(text);
  if (sql.trim() === '' && words.length > 0) return onlyWords(words, ontology);
  const [tasks, wrong] = await readTask(sql, dialect);
  if (tasks === undefined) return { statements: [], findings: wrong };
  const { tokens } = tokensOf(sql, readsDoubleAsText(dialect));
  await makeTables(empty, ontology, duckdb);
  if (usesMacros(dialect))
    for (const engine of [empty, options.offer?.data]) await engine?.execute(createMacros());
  const made = tasks.flatMap((t) => (t.target === undefined ? [] : [t.target.table]));
  const findings: Diagnostic[] = [...wrong, ...wordsSaid(words, ontology, made)];
  const statements: JudgedStatement[] = [];
  for (const [i, written] of tasks.entries()) {
    const task = { ...written, text: withOwnTables(written.text, ontology) };
    const examined = examine(task, tokens, ontology);
    const prepared = await empty.prepare(withDay(task.text, options.offer?.day));
    const bound = 'value' in prepared ? prepared.value.columns : undefined;
    const later = tasks.slice(i + 1).flatMap((t) => t.locals);
    const { table, findings: wrongTarget } = targetOf(task, examined.columns, ontology);
    // What only later statements of the task read is no table of the warehouse.
    const isLocal = later.some((l) => !l.isTable && l.name === task.target?.table.join('.'));
    const terms = boundTask(
      task,
      examined,
      isLocal ? undefined : table,
      bound?.map((c) => c.type),
      title,
    );
    const place = (name: readonly string[]) => placeOf(tokens, name, task);
    findings.push(...examined.findings, ...wrongTarget);
    if (!isLocal)
      findings.push(
        ...lawsOf(task, terms, examined, ontology, warehouseOf(dialect), (c) => place([c])),
      );
    // A name that the ontology does not have is said once.
    if ('error' in prepared && !hasErrors(examined.findings))
      findings.push(unbound(prepared.error, place));
    // Of a table that cannot be written so there is nothing to say.
    const offered: Offered =
      options.offer === undefined || hasErrors(wrongTarget)
        ? { findings: [] }
        : await offeredDocument(
            { task, examined, terms, written: table },
            ontology,
            { dialect, title, duckdb, ...options.offer },
            place,
          );
    findings.push(...offered.findings);
    const { proof } = offered;
    statements.push({
      task,
      tables: examined.tables,
      columns: examined.columns,
      ...(task.target !== undefined && { target: task.target }),
      terms,
      ...(bound !== undefined && { bound }),
      ...(proof !== undefined && { proof }),
    });
  }
  return {
    statements,
    findings: [...new Map(findings.map((f) => [JSON.stringify(f), f])).values()],
  };
}

/** Words without SQL: kept, and nothing is made of them here. */
function onlyWords(words: MixedTask['words'], ontology: Ontology): JudgedTask {
  const [{ start, end, text }] = words as [MixedTask['words'][number]];
  const finding = taskDiagnostic('only-words', '', {}, placeOfWords(start, end, text));
  return { statements: [], findings: [...wordsSaid(words, ontology, []), finding] };
}

/** What DuckDB has against a query; a function that only the task's engine has is no mistake. */
function unbound(
  { type, name, message }: EngineError,
  place: (name: readonly string[]) => Details,
): Diagnostic {
  const missing = type === 'Catalog' ? /function with name "?(\w+)/i.exec(message)?.[1] : undefined;
  // Of a function that DuckDB has as a macro, a form that the macro has not.
  const fn = missing ?? new RegExp(`Macro "?${macroPrefix}(\\w+)`).exec(message)?.[1];
  if (fn !== undefined) return taskDiagnostic('no-such-function', '', { fn }, place([fn]));
  return taskDiagnostic('unbound', '', { message }, place(name === undefined ? [] : [name]));
}

/** Words beside the SQL, with the tables in them that neither the ontology nor the task has. */
function wordsSaid(
  words: MixedTask['words'],
  ontology: Ontology,
  made: readonly (readonly string[])[],
): readonly Diagnostic[] {
  return words.map(({ start, end, text }) => {
    const names = text.match(/(?<![\w.])(?:\w+\.)?(?:ods|dwd|dim|dws|ads)_\w+/gi) ?? [];
    const unknown = [...new Set(names)].filter(
      (n) =>
        entityOfTable(ontology, n.split('.')) === undefined &&
        !made.some((table) => table.join('.') === n),
    );
    const begins = text.trim().replace(/\s+/g, ' ').slice(0, 60);
    return taskDiagnostic(
      'pseudo-code',
      '',
      { words: begins, unknown },
      placeOfWords(start, end, text),
    );
  });
}

function placeOfWords(start: number, end: number, text: string): Details {
  const begin = start + text.length - text.trimStart().length;
  return {
    offset: begin,
    length: Math.max(1, end - begin - (text.length - text.trimEnd().length)),
  };
}

/** The warehouse that a task runs in, as far as laws depend on it. */
function warehouseOf(dialect: TaskDialect): Pick<Dialect, 'title' | 'refusesFullScans'> {
  return dialectNamed(dialect) ?? { title: dialect, refusesFullScans: false };
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
