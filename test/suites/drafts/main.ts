import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { draft } from '../../../src/draft/draft.js';
import { dictionaryOf } from '../../../src/draft/vocabulary.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { loadTokenizer } from '../../../src/knowledge/tokens.js';
import { answer, engineNote, rowsOf } from '../run.js';
import { firstOntology } from '../first-ontology.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

/** A requirement and SQL that gives its rows. */
interface Asked {
  readonly ask: string;
  readonly sql: string;
}

const databases = {
  chinook: ['bench', 'chinook', 'chinook.duckdb'],
  northwind: ['bench', 'northwind', 'northwind_ods.duckdb'],
} as const;

/**
 * Requirements in English and Chinese drafted without a model over the ontologies that `init` reads from
 * two databases, unedited; rows against SQL written by hand. What is asked back counts as refused.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const cases: Case[] = [];
  for (const [level, path] of Object.entries(databases)) {
    const engine = await openDuckdb({ databases: [{ file: sharedFile(shared, ...path) }] });
    const ontology = await firstOntology(engine);
    const tokenize = await loadTokenizer(dictionaryOf(ontology));
    const text = readFileSync(join(import.meta.dirname, `${level}.yaml`), 'utf8');
    for (const { ask, sql } of parse(text) as readonly Asked[]) {
      const right = await rowsOf(engine, sql);
      if ('error' in right) throw new Error(`${ask}: ${engineNote(right.error)}`);
      const name = `${level}/${ask}`;
      const { document } = draft(ask, ontology, { asOf: '2026-01-01', kind: 'question', tokenize });
      const open = document?.unresolved ?? [];
      if (document === undefined || open.length > 0) {
        const note = open.map((hole) => hole.question).join('; ');
        cases.push({ name, level, verdict: 'refused', codes: ['asked'], note });
        continue;
      }
      const written = JSON.stringify(document);
      const question = { name, level, document: written, ontology, golds: [right.rows] };
      cases.push((await answer(question, engine)).case);
    }
    await engine.close();
  }
  const failed = cases.some(({ verdict }) => verdict === 'wrong');
  return { text: json ? asJson(cases) : asText(cases), failed };
});
