import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/dsl/parse.js';
import { ontologyOf } from '../fuzz/trial.js';
import { valuesOf } from '../../src/reference/tables.js';
import { engineWith, runDocument, type TableRows } from '../support/compiled-rows.js';
import { difference } from './compare.js';
import { evaluateDocument } from '../../src/reference/evaluate.js';
import { resultOf, type HandRows } from './hand-rows.js';
import { textOf } from '../../src/reference/value.js';

/** A document whose rows the compiler gets wrong (`open`), or got wrong once (`closed`). */
interface Difference {
  readonly name: string;
  readonly status: 'open' | 'closed';
  /** What goes wrong, and why the expected rows are right. */
  readonly why: string;
  readonly definitions: readonly object[];
  readonly document: object;
  readonly tables: TableRows;
  readonly expected: HandRows;
}

const folder = new URL('differences/', import.meta.url);
const cases = readdirSync(folder)
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Difference);

describe('differences that made-up documents found', () => {
  it.each(cases)('the reference gives the rows worked out by hand: $name', (one) => {
    const ontology = ontologyOf(one.definitions);
    const [parsed] = parseDocument(JSON.stringify(one.document));
    const made = evaluateDocument(parsed!.document, ontology, valuesOf(ontology, one.tables));
    const wanted = resultOf(one.expected);
    expect(made.columns).toEqual(wanted.columns);
    const texts = (rows: typeof made.rows): readonly string[] =>
      rows.map((row) => made.columns.map((name) => textOf(row[name] ?? null)).join()).toSorted();
    expect(texts(made.rows)).toEqual(texts(wanted.rows));
  });

  // A difference that is gone fails here, so that its file says so.
  it.each(cases)('the compiler: $status: $name', async (one) => {
    const ontology = ontologyOf(one.definitions);
    const engine = await engineWith(ontology, one.tables);
    try {
      const outcome = await runDocument(engine, one.document, ontology);
      const same =
        outcome.kind === 'rows' && difference(resultOf(one.expected), outcome.rows) === undefined;
      expect(same ? 'closed' : 'open').toBe(one.status);
    } finally {
      await engine.close();
    }
  });
});
