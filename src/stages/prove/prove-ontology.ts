import { at, type Diagnostic } from '../../base/diagnostic.js';
import { isNamed, type CatalogTable, type Engine, type Value } from '../../engine/engine.js';
import { commonType } from '../../expr/common-type.js';
import { printType } from '../../expr/print-type.js';
import type { Entity, Ontology } from '../../ontology/model.js';
import type { SqlStatement } from '../../sql/ast.js';
import type { Dialect } from '../../sql/dialect.js';
import { printed } from '../printed.js';
import type { Claim } from './claim.js';
import { claimsOf } from './claims.js';
import { proofDiagnostic } from './diagnostics.js';
import { countOf, examplesOf } from './rows.js';

/** So many keys or values are shown of those that break a claim. */
const shown = 3;

/**
 * Holds what the ontology says of tables and rows against a database: tables, columns and types; unique
 * keys, required values and partners, codes, cardinalities, `same_as`, and versions that do not overlap.
 * What is denied is located in the ontology's file, with its count and a few keys; never a sensitive value.
 */
export async function proveOntology(
  engine: Engine,
  ontology: Ontology,
  dialect: Dialect,
): Promise<readonly Diagnostic[]> {
  const { tables } = await engine.describe();
  const found: Diagnostic[] = [];
  const sound = new Set<string>();
  const entities = [...ontology.entities.values()].filter((e) => e.table.dsl === undefined);
  for (const entity of entities) {
    const problems = tableProblems(entity, tables);
    found.push(...problems);
    if (problems.length === 0) sound.add(entity.name);
  }
  for (const entity of entities)
    for (const claim of claimsOf(ontology, entity))
      if (claim.reads.every((e) => sound.has(e.name)))
        found.push(...(await deny(engine, claim, dialect)));
  return found;
}

async function deny(
  engine: Engine,
  claim: Claim,
  dialect: Dialect,
): Promise<readonly Diagnostic[]> {
  const { code, source, path, entity, what, broken } = claim;
  const [[counted] = []] = await rowsOf(engine, countOf(broken), dialect);
  const count = Number(counted ?? 0);
  if (count === 0) return [];
  const rows =
    claim.shown === 0 ? [] : await rowsOf(engine, examplesOf(broken, claim.shown, shown), dialect);
  const examples = rows.map((row) => row.map(textOf).join(' / '));
  const { file, document } = source;
  const make = proofDiagnostic as (
    code: string,
    path: Claim['path'],
    params: Diagnostic['params'],
    more: { readonly file: string; readonly document: number },
  ) => Diagnostic;
  return [make(code, path, { entity, what, count, examples }, { file, document })];
}

async function rowsOf(
  engine: Engine,
  statement: SqlStatement,
  dialect: Dialect,
): Promise<readonly (readonly Value[])[]> {
  const answer = await engine.query(printed(statement, dialect).text);
  if ('error' in answer) throw new Error(answer.error.message);
  return answer.value.rows;
}

/** Long texts are cut: an example is to find a row by. */
function textOf(value: Value): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What the database's catalog denies of an entity's table. */
function tableProblems(entity: Entity, tables: readonly CatalogTable[]): readonly Diagnostic[] {
  const { file, document } = entity.source;
  const name = entity.table.name.join('.');
  const table = tables.find((t) => isNamed(t, entity.table.name));
  if (table === undefined)
    return [proofDiagnostic('no-table', '/source', { table: name }, { file, document })];
  const attributes = [...entity.attributes.values()].flatMap((attribute): readonly Diagnostic[] => {
    const { column, type, source } = attribute;
    if (column === undefined) return [];
    const real = columnCalled(table, column);
    const place = { file: source.file, document: source.document };
    if (real === undefined)
      return [proofDiagnostic('no-column', source.path, { table: name, column }, place)];
    if (commonType(real.type, type) !== undefined) return [];
    const params = { column, is: real.databaseType, should: printType(type) };
    return [proofDiagnostic('other-type', source.path, params, place)];
  });
  const partitions = entity.table.partition.flatMap(({ column }, i): readonly Diagnostic[] =>
    columnCalled(table, column) !== undefined
      ? []
      : [
          proofDiagnostic(
            'no-column',
            at('/source/partition', i),
            { table: name, column },
            { file, document },
          ),
        ],
  );
  return [...attributes, ...partitions];
}

function columnCalled(table: CatalogTable, column: string) {
  return table.columns.find((c) => c.name.toLowerCase() === column.toLowerCase());
}
