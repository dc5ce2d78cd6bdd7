import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, compile } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';
import { print } from '../../src/sql/print/print.js';
import { generatedDocument, generatedOntology, type DocumentSize } from './generated-ontology.js';
import { timed, timesOf } from './times.js';

/** What one document costs, in milliseconds: from text to checked SQL, and with SELECT, DDL and quality checks. */
export interface CompileCost {
  readonly document: string;
  /** The least of all: what is left where a busy machine takes no part. */
  readonly sqlMinMs: number;
  readonly sqlMs: number;
  readonly sqlP99Ms: number;
  readonly allMs: number;
  readonly allP99Ms: number;
}

const root = join(import.meta.dirname, '../..');
const duckdb = allDialects.find((dialect) => dialect.name === 'duckdb')!;
const runs = 60;

/** Documents of three sizes over a generated ontology, and those of the demo. They take turns, as in a check of many. */
export function compileCosts(): readonly CompileCost[] {
  const small = ontologyOf(generatedOntology(10));
  const sizes: readonly DocumentSize[] = ['small', 'typical', 'large'];
  const documents = [
    ...sizes.map((size) => ({ name: size, text: generatedDocument(size), ontology: small })),
    ...demoDocuments(),
  ];
  const sql = documents.map((): number[] => []);
  const all = documents.map((): number[] => []);
  for (let run = 0; run < runs + 10; run++)
    for (const [i, { text, ontology }] of documents.entries()) {
      const first = timed(() => {
        const [checked] = check(text, ontology);
        if (checked === undefined) throw new Error('a document of the bench does not compile');
        print(checked.statement, duckdb);
      });
      const second = timed(() => compile(text, ontology, duckdb));
      // The first runs warm the compiler up.
      if (run < 10) continue;
      sql[i]!.push(first);
      all[i]!.push(second);
    }
  return documents.map(({ name }, i) => {
    const [a, b] = [timesOf(sql[i]!), timesOf(all[i]!)];
    return {
      document: name,
      sqlMinMs: a.minMs,
      sqlMs: a.medianMs,
      sqlP99Ms: a.p99Ms,
      allMs: b.medianMs,
      allP99Ms: b.p99Ms,
    };
  });
}

function demoDocuments() {
  const ontology = ontologyOf(
    filesBelow(join(root, 'ontology'), /\.yaml$/).map(({ name, text }) => ({ file: name, text })),
  );
  return filesBelow(join(root, 'specs'), /[/\\]dsl[/\\][^/\\]+\.json$/).map(({ name, text }) => ({
    name: name.replace(/^.*[/\\]/, '').replace(/\.json$/, ''),
    text,
    ontology,
  }));
}

function ontologyOf(files: Parameters<typeof loadOntology>[0]): Ontology {
  const [ontology] = loadOntology(files);
  if (ontology === undefined) throw new Error('an ontology of the bench does not load');
  return ontology;
}

function filesBelow(folder: string, like: RegExp) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => like.test(name))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
