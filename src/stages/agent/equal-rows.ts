import { understand, type CheckedDocument } from '../../compile.js';
import { applyPatch } from '../../fix/apply-patch.js';
import { formatDocument } from '../../dsl/canonical.js';
import { parseDocument } from '../../dsl/parse.js';
import type { Checked, Diagnostic } from '../../base/diagnostic.js';
import type { Document } from '../../dsl/document.js';
import type { Engine, ResultColumn, Rows, Value } from '../../engine/engine.js';
import type { Ontology } from '../../ontology/model.js';
import type { SqlStatement } from '../../sql/ast.js';
import { withSilentCasts } from './silent-casts.js';
import type { Dialect } from '../../sql/dialect.js';
import { withPartitions } from '../../sql/rewrites/partition-values.js';
import { print } from '../../sql/print/print.js';

/** What became of the comparison of a task with the document that was made of it. */
export type Proof =
  | {
      readonly kind: 'equal';
      readonly text: string;
      /** The table that the document writes; absent: a question. */
      readonly target?: string;
      readonly rows: number;
      readonly sql: string;
    }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'not-run'; readonly detail: string }
  | { readonly kind: 'differs'; readonly difference: string };

/**
 * Compiles the document, runs both on the same data and compares the rows as bags, column by column in their
 * order: decimals by value, doubles within 1e-9 of their size. Of a table these are the rows that it comes to hold,
 * with its partitions; `day` is the one it is made for. Only equal rows are a proof, and no rows at all are none.
 * The laws are no part of it: a document says what a task does, also where that breaks one.
 */
export async function equalRows(
  engine: Engine,
  sql: string,
  document: Document,
  ontology: Ontology,
  dialect: Dialect,
  day?: string,
): Promise<Proof> {
  const [understood, found] = understoodWithCasts(document, ontology);
  if (understood === undefined) return { kind: 'refused', diagnostics: found };
  const { text, made } = understood;
  const { statement } = made;
  const rowsOf: SqlStatement =
    statement.kind === 'insert' ? { kind: 'query', with: withPartitions(statement) } : statement;
  const [printed, printing] = print(rowsOf, dialect);
  if (printed === undefined) return { kind: 'refused', diagnostics: printing };
  const wanted = await engine.query(sql);
  if ('error' in wanted) return { kind: 'not-run', detail: `SQL: ${wanted.error.message}` };
  const got = await engine.query(printed.text, {
    params: day === undefined ? {} : { bizdate: day },
  });
  if ('error' in got) return { kind: 'not-run', detail: `DSL: ${got.error.message}` };
  const difference = rowsDiffer(wanted.value, got.value);
  if (difference !== undefined) return { kind: 'differs', difference };
  const rows = wanted.value.rows.length;
  if (rows === 0) return { kind: 'not-run', detail: 'both give no rows on this data' };
  const target = document.target?.table;
  return { kind: 'equal', text, rows, sql: printed.text, ...(target !== undefined && { target }) };
}

/** The document as it is understood, with the conversions that SQL makes silently. */
function understoodWithCasts(
  document: Document,
  ontology: Ontology,
): Checked<{ readonly text: string; readonly made: CheckedDocument }> {
  const [parsed, formal] = parseDocument(JSON.stringify(document));
  if (parsed === undefined) {
    const named = withFixes(document, formal);
    return named === undefined ? [undefined, formal] : understoodWithCasts(named, ontology);
  }
  const text = formatDocument(parsed.document);
  const [made, found] = understand(text, ontology);
  if (made !== undefined) return [{ text, made }, found];
  // Places are those of the canonical text.
  const converted = withSilentCasts(JSON.parse(text) as Document, found);
  return converted === undefined ? [undefined, found] : understoodWithCasts(converted, ontology);
}

/** Names of SQL that a document writes in backticks; undefined where its form has another fault. */
function withFixes(document: Document, found: readonly Diagnostic[]): Document | undefined {
  const isName = found.every((d) => d.code === 'dsl/bad-name' && d.fix !== undefined);
  const patch = isName ? found.flatMap((d) => d.fix ?? []) : [];
  return patch.length === 0 ? undefined : (applyPatch(document, patch) as Document | undefined);
}

/** How the rows of two results differ as bags; undefined: they do not. */
export function rowsDiffer(wanted: Rows, got: Rows): string | undefined {
  if (wanted.columns.length !== got.columns.length)
    return `${got.columns.length} columns instead of ${wanted.columns.length}`;
  if (wanted.rows.length !== got.rows.length)
    return `${got.rows.length} rows instead of ${wanted.rows.length}`;
  const near = wanted.columns.map((c, k) => toleranceOf(c, got.columns[k]!));
  const [a, b] = [sorted(wanted, near), sorted(got, near)];
  const at = a.findIndex((row, i) => !row.every((cell, k) => close(cell, b[i]![k]!, near[k]!)));
  return at < 0 ? undefined : `(${b[at]!.join(', ')}) where the SQL gives (${a[at]!.join(', ')})`;
}

/** How far apart two values of a column may be, relative to their size; 0: not at all. */
function toleranceOf(a: ResultColumn, b: ResultColumn): number {
  if (a.databaseType === 'FLOAT' || b.databaseType === 'FLOAT') return 1e-6;
  return a.type.kind === 'double' || b.type.kind === 'double' ? 1e-9 : 0;
}

function sorted({ rows }: Rows, near: readonly number[]): readonly (readonly string[])[] {
  const keyed = rows.map((row) => {
    const cells = row.map(plainCell);
    const key = cells.map((cell, k) => (near[k]! > 0 && isNumber(cell) ? rounded(cell) : cell));
    return { cells, key: JSON.stringify(key) };
  });
  return keyed
    .toSorted((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0))
    .map(({ cells }) => cells);
}

/** A date is its midnight, a number is its value, whatever type the engine gave it. */
function plainCell(value: Value): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^-?\d+\.\d*?0*$/.test(text) && !/e/i.test(text)) return text.replace(/\.?0+$/, '') || '0';
  return text.replace(/^(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?$/, '$1');
}

/** Far coarser than what counts as equal, so that equal numbers rarely sort apart. */
function rounded(text: string): string {
  return Number(text).toPrecision(5);
}

function close(a: string, b: string, tolerance: number): boolean {
  if (a === b) return true;
  if (tolerance === 0 || !isNumber(a) || !isNumber(b)) return false;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}
