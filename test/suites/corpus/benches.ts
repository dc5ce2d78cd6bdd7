import { join } from 'node:path';
import type { Cell, Manner, Rows } from '../../../src/evaluate/judge/compare.js';
import { suiteOntology } from '../ontology.js';
import type { Question } from '../run.js';
import { tpchDatabase, tpchQuestions } from '../tpch/questions.js';
import { documentsIn, sharedFile, sharedJson } from '../shared.js';

/** A bench: its database, and its questions that have a document. */
export interface Bench {
  readonly name: string;
  /** The file of its database, below the shared folder. */
  readonly database: string;
  readonly questions: readonly Question[];
}

interface Answers {
  readonly golds: readonly Rows[];
  /** The place of the ontology, below `corpus/ontology`. */
  readonly ontology: string;
}

/** TPC-H's, Falcon's, Defog's and ACME's questions: documents of the shared corpus, and those written here. */
export function benches(shared: string): readonly Bench[] {
  return [
    { name: 'tpch', database: tpchDatabase, questions: tpchQuestions(shared) },
    bench(shared, 'falcon', falcon(shared), { byColumn: true, numericText: true }),
    bench(shared, 'defog', defog(shared)),
    bench(shared, 'acme', acme(shared)),
  ];
}

function bench(
  shared: string,
  name: string,
  answers: ReadonlyMap<string, Answers>,
  manner: Manner = {},
): Bench {
  const ontologies = new Map(
    [...new Set([...answers.values()].map(({ ontology }) => ontology))].map((place) => [
      place,
      suiteOntology('corpus/ontology', place),
    ]),
  );
  const read = (folder: string, level: string): readonly Question[] =>
    [...documentsIn(folder)].map(([id, document]) => {
      const found = answers.get(id);
      if (found === undefined) throw new Error(`there is no question ${name}/${id}`);
      const ontology = ontologies.get(found.ontology)!;
      return { name: `${name}/${id}`, level, document, ontology, golds: found.golds, manner };
    });
  return {
    name,
    database: `bench/${name}/${name}.duckdb`,
    questions: [
      ...read(join(sharedFile(shared, 'dsl/corpus'), name), name),
      ...read(join(import.meta.dirname, 'documents', name), `${name}, more`),
    ],
  };
}

interface FalconQuestion {
  readonly id: string;
  readonly schema: string;
  readonly gold_columns: readonly string[];
  readonly gold_rows: readonly (readonly Cell[])[];
}

function falcon(shared: string): ReadonlyMap<string, Answers> {
  const questions = sharedJson(shared, 'bench/falcon/questions.json') as readonly FalconQuestion[];
  return new Map(
    questions.map(({ id, schema, gold_columns: columns, gold_rows: rows }) => [
      id,
      { golds: [{ columns, rows }], ontology: `falcon/${schema}.yaml` },
    ]),
  );
}

interface DefogQuestion {
  readonly id: string;
  readonly db: string;
  readonly gold?: readonly Rows[];
}

function defog(shared: string): ReadonlyMap<string, Answers> {
  const questions = sharedJson(shared, 'bench/defog/questions.json') as readonly DefogQuestion[];
  return new Map(
    questions.map(({ id, db, gold = [] }) => [id, { golds: gold, ontology: `defog/${db}.yaml` }]),
  );
}

function acme(shared: string): ReadonlyMap<string, Answers> {
  const questions = sharedJson(shared, 'bench/acme/questions.json') as readonly FalconQuestion[];
  return new Map(
    questions.map(({ id, gold_columns: columns, gold_rows: rows }) => [
      id,
      { golds: [{ columns, rows }], ontology: 'acme' },
    ]),
  );
}
