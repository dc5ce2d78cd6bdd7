import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Cell } from '../compare.js';
import { suiteOntology } from '../ontology.js';
import { answer } from '../run.js';
import { documentsIn, sharedFile, sharedJson, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

interface Query {
  readonly id: string;
  readonly gold_columns: readonly string[];
  readonly 'gold_rows_sf0.01': readonly (readonly Cell[])[];
}

/** The 22 TPC-H documents against the reference rows at scale 0.01. */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const ontology = suiteOntology('tpch/ontology');
  const queries = sharedJson(shared, 'bench/tpch/questions.json') as readonly Query[];
  const documents = documentsIn(sharedFile(shared, 'dsl/corpus/tpch'));
  const file = sharedFile(shared, 'bench/tpch/tpch_sf0.01.duckdb');
  const engine = await openDuckdb({ databases: [{ file }] });
  const cases: Case[] = [];
  for (const [id, document] of documents) {
    const query = queries.find((one) => one.id === id);
    if (query === undefined) throw new Error(`there is no reference for ${id}`);
    const gold = { columns: query.gold_columns, rows: query['gold_rows_sf0.01'] };
    const question = { name: `tpch/${id}`, level: 'tpch', document, ontology, golds: [gold] };
    cases.push((await answer(question, engine)).case);
  }
  await engine.close();
  const failed = cases.some(({ verdict }) => verdict === 'wrong');
  return { text: json ? asJson(cases) : asText(cases), failed };
});
