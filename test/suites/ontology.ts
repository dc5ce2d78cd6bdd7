import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';

/** An ontology of a suite: one file, or all files of a folder. It is ours, so a finding in it is a bug. */
export function suiteOntology(...path: readonly string[]): Ontology {
  const place = join(import.meta.dirname, ...path);
  const files = place.endsWith('.yaml')
    ? [place]
    : readdirSync(place).map((name) => join(place, name));
  const [ontology, diagnostics] = loadOntology(
    files.map((file) => ({
      file: join(basename(dirname(file)), basename(file)),
      text: readFileSync(file, 'utf8'),
    })),
  );
  if (ontology !== undefined) return ontology;
  const found = diagnostics.map(
    ({ file, document, path: at, code, params }) =>
      `${file ?? ''}#${document ?? 0}${at} ${code} ${JSON.stringify(params)}`,
  );
  throw new Error(`the suite's ontology has findings:\n${found.join('\n')}`);
}
