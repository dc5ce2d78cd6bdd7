import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../../src/compile.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { demoOntology } from '../../demo/demo-ontology.js';
import { benches } from '../corpus/benches.js';
import { northwindDatabase } from '../corpus/northwind/run.js';
import { suiteOntology } from '../ontology.js';
import { documentsIn, sharedFile } from '../shared.js';
import { json, type Original } from './mutant.js';
import { shopOriginals } from './shop.js';
import { worldOriginals } from './world.js';

const root = join(import.meta.dirname, '../../..');

/** Every valid document of the demo, TPC-H and the corpus, and some over the small shop, with its ontology; in one layout. */
export function originals(shared: string): readonly Original[] {
  const demo = demoOntology!;
  const warehouse = suiteOntology('corpus/ontology/warehouse');
  const northwind = suiteOntology('corpus/ontology/northwind');
  const all: readonly Original[] = [
    ...shopOriginals(),
    ...worldOriginals(),
    ...demoDocuments(demo),
    ...benches(shared).flatMap(({ database, questions }) =>
      questions.map(({ name, document, ontology }) => ({
        name,
        text: document,
        ontology,
        database,
      })),
    ),
    ...of('warehouse', sharedFile(shared, 'dsl/corpus/warehouse'), warehouse, 'warehouse'),
    ...of(
      'northwind',
      join(root, 'test/suites/corpus/documents/northwind'),
      northwind,
      northwindDatabase,
    ),
  ];
  return all
    .filter(({ text, ontology }) => check(text, ontology)[0] !== undefined)
    .map((one) => ({ ...one, text: json(JSON.parse(one.text)) }));
}

function of(
  name: string,
  folder: string,
  ontology: Ontology,
  database: string,
): readonly Original[] {
  return [...documentsIn(folder)].map(([id, text]) => ({
    name: `${name}/${id}`,
    text,
    ontology,
    database,
  }));
}

function demoDocuments(ontology: Ontology): readonly Original[] {
  const specs = readdirSync(join(root, 'specs')).filter((f) => /^\d/.test(f));
  const folders = [...specs.map((spec) => `specs/${spec}/dsl`), 'test/demo/questions'];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((f) => f.endsWith('.json'))
      .map((f) => ({
        name: `demo/${f.replace('.json', '')}`,
        text: readFileSync(join(root, folder, f), 'utf8'),
        ontology,
        database: 'demo',
      })),
  );
}
