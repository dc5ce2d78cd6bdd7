import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckdb } from '../../../../src/engine/duckdb.js';
import { suiteOntology } from '../../ontology.js';
import { documentsIn, sharedFile, sharedJson } from '../../shared.js';
import type { Question } from '../../run.js';
import { writeTarget } from '../../write-target.js';
import type { Case } from '../../verdict.js';
import { readCsv } from './csv.js';

interface Task {
  readonly id: string;
  readonly gold_csv: readonly string[];
}

/** Northwind's modelling tasks: each document's table, written in memory, against the task's CSV. */
export async function answerNorthwind(shared: string): Promise<readonly Case[]> {
  const tasks = sharedJson(shared, 'bench/northwind/tasks.json') as readonly Task[];
  const ontology = suiteOntology('corpus/ontology/northwind');
  const file = sharedFile(shared, 'bench/northwind/northwind_ods.duckdb');
  const documents = documentsIn(join(import.meta.dirname, '../documents/northwind'));
  const cases: Case[] = [];
  for (const [id, document] of documents) {
    const task = tasks.find((one) => one.id === id);
    if (task === undefined) throw new Error(`there is no task ${id}`);
    const golds = task.gold_csv.map((name) =>
      readCsv(readFileSync(sharedFile(shared, 'bench/northwind', name), 'utf8')),
    );
    // A CSV has neither types nor empty text beside null.
    const manner = { numericText: true, emptyIsNull: true };
    const name = `northwind/${id}`;
    const question: Question = { name, level: 'northwind', document, ontology, golds, manner };
    const engine = await openDuckdb({ databases: [{ file }] });
    cases.push((await writeTarget(question, engine)).case);
    await engine.close();
  }
  return cases;
}
