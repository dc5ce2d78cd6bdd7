import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import type { Engine } from '../../../src/engine/engine.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference, type Cell } from '../../../src/evaluate/judge/compare.js';
import { loadTokenizer } from '../../../src/knowledge/tokens.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';

/** A question and the rows that answer it; more columns than these may be shown. */
export type Answer = readonly [question: string, rows: readonly (readonly Cell[])[]];

const tokenize = await loadTokenizer([]);

/** What the rows of a question are as of a day, beside what they should be; undefined where nothing differs. */
export async function wrongOn(
  asOf: string,
  { engine, ontology }: { readonly engine: Engine; readonly ontology: Ontology },
  [question, rows]: Answer,
): Promise<string | undefined> {
  const document = draft(question, ontology, { asOf, kind: 'question', tokenize }).document!;
  const [asked] = document.unresolved ?? [];
  if (asked !== undefined) return asked.question;
  const [compiled, found] = compile(JSON.stringify(document), ontology, duckdb);
  if (compiled === undefined) return found.map((d) => d.code).join(' ');
  const got = await engine.query(compiled.select.text);
  if ('error' in got) return got.error.message;
  const columns = rows[0]!.map((_, i) => `c${i}`);
  return difference(cellsOf(got.value), { columns, rows });
}
