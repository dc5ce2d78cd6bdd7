import { hasErrors, type Checked } from '../base/diagnostic.js';
import { inTextOrder, linkOntology } from './link.js';
import type { Part } from './merge.js';
import type { Ontology } from './model.js';
import { readOntologyFile, type OntologyFile } from './read/file.js';

/**
 * Reads and checks a whole ontology (design section 3). The order of files never matters. Each problem
 * is a diagnostic with file, YAML document and pointer; names are looked up only once every file keeps
 * its form. The ontology is absent after an error.
 */
export function loadOntology(files: readonly OntologyFile[]): Checked<Ontology> {
  return linkFiles(files.map(readOntologyFile));
}

/** The whole ontology of files that are read already, as `loadOntology`. */
export function linkFiles(read: readonly Checked<Part>[]): Checked<Ontology> {
  const found = read.flatMap(([, diagnostics]) => diagnostics);
  const parts = read.flatMap(([part]) => (part === undefined ? [] : [part]));
  if (parts.length < read.length) return [undefined, inTextOrder(found)];
  const [ontology, linked] = linkOntology(parts);
  const all = inTextOrder([...found, ...linked]);
  return [hasErrors(all) ? undefined : ontology, all];
}
