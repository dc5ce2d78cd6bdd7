import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, compileTo } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';

const folder = join(import.meta.dirname, '../../ontology');

/** The demo's ontology with what was found while loading it. */
export const [demoOntology, ontologyFindings] = loadOntology(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({
      file: `ontology/${file.replaceAll('\\', '/')}`,
      text: readFileSync(join(folder, file), 'utf8'),
    })),
);

/** The DuckDB SELECT of a document over the demo's ontology, which must be free of errors. */
export function selectOf(document: string): string {
  const [checked, found] = check(document, demoOntology!);
  const duckdb = allDialects.find((d) => d.name === 'duckdb')!;
  const [compiled, refused] = checked ? compileTo(checked, demoOntology!, duckdb) : [undefined, []];
  if (compiled === undefined) throw new Error(JSON.stringify([...found, ...refused], null, 1));
  return compiled.select.text;
}
