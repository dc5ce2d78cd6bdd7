import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { firstOntology } from '../first-ontology.js';
import { answer, engineNote, rowsOf } from '../run.js';
import { documentsIn, sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

const questions = join(import.meta.dirname, 'questions');

/**
 * Ten questions to the Chinook music store: documents over the ontology that `init` reads from the
 * database, unedited, against SQL written by hand.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const file = sharedFile(shared, 'bench/chinook/chinook.duckdb');
  const engine = await openDuckdb({ databases: [{ file }] });
  const ontology = await firstOntology(engine);
  const cases: Case[] = [];
  for (const [id, document] of documentsIn(questions)) {
    const right = await rowsOf(engine, readFileSync(join(questions, `${id}.sql`), 'utf8'));
    if ('error' in right) throw new Error(`${id}.sql: ${engineNote(right.error)}`);
    const golds = [right.rows];
    const question = { name: `chinook/${id}`, level: 'chinook', document, ontology, golds };
    cases.push((await answer(question, engine)).case);
  }
  await engine.close();
  const failed = cases.some(({ verdict }) => verdict === 'wrong');
  return { text: json ? asJson(cases) : asText(cases), failed };
});
