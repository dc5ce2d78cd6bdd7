import type { Document } from '../../src/dsl/document.js';
import { check } from '../../src/compile.js';
import { parseDocument } from '../../src/dsl/parse.js';
import type { Engine } from '../../src/engine/engine.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { difference } from '../reference/compare.js';
import { evaluateDocument } from '../../src/reference/evaluate.js';
import { Unsupported } from '../../src/reference/unsupported.js';
import type { World } from '../../src/reference/world.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { print } from '../../src/sql/print/print.js';
import { fillOwnTable } from './own-table.js';
import { runDocument, selectOf } from '../support/compiled-rows.js';

/** What became of one document. */
export type Verdict =
  | { readonly kind: 'same'; readonly rows: number }
  | { readonly kind: 'refused'; readonly codes: readonly string[]; readonly note: string }
  /** The reference does not say what is right. */
  | { readonly kind: 'open'; readonly note: string }
  | { readonly kind: 'different'; readonly note: string; readonly sql?: string };

/** Reads an ontology from its definitions; they must be sound. */
export function ontologyOf(
  definitions: readonly object[],
  documents: Readonly<Record<string, object>> = {},
): Ontology {
  const text = definitions.map((one) => JSON.stringify(one)).join('\n---\n');
  const views = Object.entries(documents).map(([file, document]) => ({
    file,
    text: JSON.stringify(document),
  }));
  const [ontology, problems] = loadOntology([{ file: 'made.yaml', text }, ...views]);
  if (ontology === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  return ontology;
}

/** Evaluates a document both ways; the engine already holds the tables. */
export async function tryDocument(
  engine: Engine,
  ontology: Ontology,
  tables: World['tables'],
  document: object,
  asOf: string,
  again?: Ontology,
): Promise<Verdict> {
  const bizdate = 'target' in document ? asOf : undefined;
  const given = bizdate === undefined ? {} : { bizdate };
  let self: World['self'];
  try {
    const [checked] = check(JSON.stringify(document), ontology);
    if (checked !== undefined && bizdate !== undefined)
      self = await fillOwnTable(engine, checked, bizdate);
  } catch (error) {
    return { kind: 'different', note: `broken: ${String(error)}` };
  }
  const outcome = await runDocument(engine, document, ontology, { p: '2', ...given });
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'broken')
    return {
      kind: 'different',
      note: `broken: ${outcome.note}`,
      ...(outcome.sql !== undefined && { sql: outcome.sql }),
    };
  // Law 9: the order of files, definitions and keys never matters.
  if (again !== undefined && textOfDocument(shuffled(document), again) !== outcome.sql)
    return { kind: 'different', note: 'broken: other bytes in another order', sql: outcome.sql };
  const [parsed] = parseDocument(JSON.stringify(document));
  try {
    const expected = evaluateDocument(
      (parsed as { document: Document }).document,
      ontology,
      tables,
      { ...given, ...(self !== undefined && { self }) },
    );
    const note = difference(expected, outcome.rows);
    return note === undefined
      ? { kind: 'same', rows: expected.rows.length }
      : { kind: 'different', note, sql: outcome.sql };
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'open', note: error.message };
    const note = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'different', note: `reference: ${note}`, sql: outcome.sql };
  }
}

function textOfDocument(document: object, ontology: Ontology): string | undefined {
  const [checked] = check(JSON.stringify(document), ontology);
  return checked && print(selectOf(checked), duckdb)[0]?.text;
}

/** The same document with the keys of every object the other way round. */
function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, part]) => [key, shuffled(part)])) as T;
}
