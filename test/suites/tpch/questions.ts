import type { Cell } from '../../../src/evaluate/judge/compare.js';
import { suiteOntology } from '../ontology.js';
import type { Question } from '../run.js';
import { documentsIn, sharedFile, sharedJson } from '../shared.js';

interface Query {
  readonly id: string;
  readonly gold_columns: readonly string[];
  readonly 'gold_rows_sf0.01': readonly (readonly Cell[])[];
}

/** The file of TPC-H's data at scale 0.01, below the shared folder. */
export const tpchDatabase = 'bench/tpch/tpch_sf0.01.duckdb';

/** The 22 TPC-H documents with the reference rows at scale 0.01. */
export function tpchQuestions(shared: string): readonly Question[] {
  const ontology = suiteOntology('tpch/ontology');
  const queries = sharedJson(shared, 'bench/tpch/questions.json') as readonly Query[];
  const documents = documentsIn(sharedFile(shared, 'dsl/corpus/tpch'));
  return [...documents].map(([id, document]) => {
    const query = queries.find((one) => one.id === id);
    if (query === undefined) throw new Error(`there is no reference for ${id}`);
    const gold = { columns: query.gold_columns, rows: query['gold_rows_sf0.01'] };
    return { name: `tpch/${id}`, level: 'tpch', document, ontology, golds: [gold] };
  });
}
