import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckdb } from '../../../../src/engine/duckdb.js';
import { suiteOntology } from '../../ontology.js';
import { documentsIn, sharedFile, sharedJson } from '../../shared.js';
import type { Answered, Question } from '../../run.js';
import { writeTarget } from '../../write-target.js';
import { readCsv } from './csv.js';

interface Task {
  readonly id: string;
  readonly gold_csv: readonly string[];
}

/** The file of Northwind's source layer, below the shared folder. */
export const northwindDatabase = 'bench/northwind/northwind_ods.duckdb';

/** Northwind's modelling tasks: each document's table, written in memory, against the task's CSV. */
export async function answerNorthwind(shared: string): Promise<readonly Answered[]> {
  const tasks = sharedJson(shared, 'bench/northwind/tasks.json') as readonly Task[];
  const ontology = suiteOntology('corpus/ontology/northwind');
  const file = sharedFile(shared, northwindDatabase);
  const documents = documentsIn(join(import.meta.dirname, '../documents/northwind'));
  const answers: Answered[] = [];
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
    answers.push(await writeTarget(question, engine));
    await engine.close();
  }
  return answers;
}
