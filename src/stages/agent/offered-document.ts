import type { Details, Diagnostic } from '../../base/diagnostic.js';
import type { BoundTarget } from '../../bind/bound.js';
import type { Document } from '../../dsl/document.js';
import type { Engine } from '../../engine/engine.js';
import { taskDiagnostic } from '../../interop/sql/diagnostics.js';
import type { TaskDialect } from '../../interop/sql/dialects.js';
import type { BoundTask } from '../../interop/sql/judge/bound-task.js';
import { documentTarget } from '../../interop/sql/document/document-target.js';
import type { Examined } from '../../interop/sql/judge/examine.js';
import { withDay } from '../../interop/sql/days/with-day.js';
import { writtenText } from '../../interop/sql/statements/locals.js';
import { detailsOf } from '../../interop/sql/judge/place.js';
import type { WrittenTable } from '../../interop/sql/judge/target-of.js';
import {
  translateQuery,
  type Refusal,
  type Translated,
} from '../../interop/sql/document/translate.js';
import { ownName } from '../../interop/sql/relation.js';
import type { SqlQuery, SqlTask } from '../../interop/sql/tree.js';
import type { Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { keyInRows } from './key-in-rows.js';
import { equalRows, type Proof } from './equal-rows.js';

/** What became of saying one statement in the DSL. */
export interface Offered {
  /** Present where everything could be said and there were data to compare on. */
  readonly proof?: Proof;
  readonly findings: readonly Diagnostic[];
}

/** What a document is made and proven with. */
export interface OfferOptions {
  readonly dialect: TaskDialect;
  readonly title: string;
  /** The day of the run, as ISO. */
  readonly day?: string;
  /** With the tables of the task. */
  readonly data?: Engine;
  readonly duckdb: Dialect;
}

/** One statement as it was read, and the table that it writes. */
export interface OfferedTask {
  readonly task: SqlTask;
  readonly examined: Pick<Examined, 'columns'>;
  readonly terms: BoundTask;
  readonly written: WrittenTable | undefined;
}

/**
 * Says a statement as a document, of the table that it writes where it writes one, and compares the rows: those of
 * the SELECT, or those that the table comes to hold. Where nothing tells the key of that table, the rows do.
 */
export async function offeredDocument(
  given: OfferedTask,
  ontology: Ontology,
  options: OfferOptions,
  placeAt: (name: readonly string[]) => Details,
): Promise<Offered> {
  const { data, day, duckdb } = options;
  const { task, examined } = given;
  const table = tableOf(given);
  const made = translated(task, table, ontology, options);
  const place = placeAt([]);
  if (made.document === undefined)
    return {
      findings: made.refused.map(({ what, name }) =>
        taskDiagnostic('not-in-dsl', '', { what }, placeAt(name ?? [])),
      ),
    };
  const notRun = (detail: string): Diagnostic => taskDiagnostic('not-run', '', { detail }, place);
  if (data === undefined) return { findings: [notRun('no database')] };
  if (day === undefined && withDay(task.text, anyDay) !== task.text)
    return { findings: [notRun('bizdate has no value: --as-of gives it one')] };
  // Without a day in the query the rows are those of every day: any will do for the partition.
  const run = day ?? anyDay;
  const sql = withDay(
    table === undefined
      ? task.text
      : writtenText(task.text, table.columns, table.written.target.partition),
    run,
  );
  // The one requirement of a spec that begins with a task is the task.
  const document: Document = { ...made.document, satisfies: ['REQ-001'], ...projectOf(given) };
  const compared = (one: Document): Promise<Proof> =>
    equalRows(data, sql, one, ontology, duckdb, run);
  const proof = await compared(document);
  const { target } = document;
  if (target === undefined || table === undefined || !lacksKey(proof))
    return { proof, findings: saidOf(proof, made, place, placeAt) };
  const key = await keyInRows(data, sql, examined.columns, table.columns);
  if (key === undefined) return { proof, findings: saidOf(proof, made, place, placeAt) };
  const keyed = await compared({
    ...document,
    target: { ...target, key },
    assumptions: [
      ...(document.assumptions ?? []),
      { about: target.table, taken: key.join(', '), at: '/target/key' },
    ],
  });
  const at = detailsOf(table.written.target.at);
  const params = { table: target.table, key };
  const findings = saidOf(keyed, made, place, placeAt);
  return {
    proof: keyed,
    findings:
      keyed.kind === 'equal'
        ? [taskDiagnostic('key-of-rows', '', params, at), ...findings]
        : findings,
  };
}

/** A project or schema before the name of the table is where a document runs, not what it says. */
function projectOf({ written }: OfferedTask): Pick<Document, 'assumptions'> {
  const name = written?.target.table ?? [];
  const last = name.at(-1);
  if (name.length < 2 || last === undefined || written?.entity !== undefined) return {};
  return { assumptions: [{ about: name.join('.'), taken: last, at: '/target/table' }] };
}

const anyDay = '2026-01-31';

interface OfferedTable {
  readonly written: WrittenTable;
  readonly target: BoundTarget;
  readonly columns: readonly string[];
}

function tableOf({ terms, written }: OfferedTask): OfferedTable | undefined {
  const { target } = terms;
  if (target === undefined || written === undefined) return undefined;
  return { written, target, columns: written.columns.map((c) => c.name) };
}

function translated(
  task: SqlTask,
  table: OfferedTable | undefined,
  ontology: Ontology,
  { dialect, title, day }: OfferOptions,
): Translated {
  const options = { title, dialect, ...(day !== undefined && { asOf: day }) };
  const query = withLocals(task);
  if (table === undefined) return translateQuery(query, ontology, options);
  const refused: Refusal[] = [];
  const target = documentTarget(table.written, table.target, (what, name) => {
    refused.push({ what, ...(name !== undefined && { name }) });
    return '';
  });
  const unnamed = unnamedColumn(task, table.written);
  if (unnamed !== undefined)
    refused.push({
      what: `the column ${unnamed} of ${table.target.table.join('.')}, which nothing names`,
      name: table.target.table,
    });
  const dynamic = table.written.partition.filter((p) => p.value === undefined);
  const names = [...table.columns, ...dynamic.map((p) => p.column)];
  const made = translateQuery(query, ontology, { ...options, target, names });
  if (refused.length === 0) return made;
  const { document: _, ...rest } = made;
  return { ...rest, refused: [...made.refused, ...refused] };
}

/** The first column of a table that neither the SELECT nor the task nor the ontology names, counted from 1. */
function unnamedColumn(
  { declared, query, target }: SqlTask,
  { entity }: WrittenTable,
): number | undefined {
  const isNamed = declared !== undefined || entity !== undefined;
  const items = query.arms[0]?.items ?? [];
  const at = items.findIndex(
    ({ as, value }) => as === undefined && value.kind !== 'star' && ownName(value) === undefined,
  );
  return at < 0 || isNamed || (target?.columns.length ?? 0) > 0 ? undefined : at + 1;
}

function lacksKey(proof: Proof): boolean {
  return proof.kind === 'refused' && proof.diagnostics.some((d) => d.code === 'bind/no-key');
}

function saidOf(
  proof: Proof,
  { document, byRows, byClock, byNewest }: Translated,
  place: Details,
  placeAt: (name: readonly string[]) => Details,
): readonly Diagnostic[] {
  switch (proof.kind) {
    case 'equal':
      return [
        ...byRows.map((fn) => taskDiagnostic('by-rows', '', { fn }, placeAt([fn]))),
        ...byNewest.map(({ table: { name } }) =>
          taskDiagnostic('by-newest', '', { table: name.join('.') }, placeAt(['max_pt'])),
        ),
        ...byClock.map(({ entity, column }) => {
          const table = entity.table.name.join('.');
          const params = { table, column, clock: entity.time ?? '' };
          return taskDiagnostic('by-clock', '', params, placeAt(entity.table.name));
        }),
      ];
    case 'differs':
      return [taskDiagnostic('rows-differ', '', { difference: proof.difference }, place)];
    case 'not-run':
      return [taskDiagnostic('not-run', '', { detail: proof.detail }, place)];
    case 'refused':
      break;
  }
  return proof.diagnostics
    .filter((d) => d.severity === 'error')
    .map(({ code, path }) => {
      const table = document?.target?.table;
      if (path === '/target' && table !== undefined)
        return taskDiagnostic(
          'not-in-dsl',
          '',
          { what: `the table ${table}`, by: code },
          placeAt(table.split('.')),
        );
      const said = valueAt(document, path);
      const what = typeof said === 'string' ? said : path;
      return taskDiagnostic(
        'not-in-dsl',
        '',
        { what, by: code },
        placeOfSaid(what, place, placeAt),
      );
    });
}

/** What stands at a place of the document. */
function valueAt(document: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, part) => (value as Record<string, unknown> | undefined)?.[part],
      document,
    );
}

/** Where the SQL has the first name of what the document says of it. */
function placeOfSaid(
  said: string,
  whole: Details,
  placeAt: (name: readonly string[]) => Details,
): Details {
  const places = (said.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).map((name) => placeAt([name]));
  return places.find((p) => p.offset !== whole.offset) ?? whole;
}

/** The query with what earlier statements made. */
function withLocals({ query, locals }: SqlTask): SqlQuery {
  return locals.length === 0 ? query : { ...query, with: [...locals, ...query.with] };
}
