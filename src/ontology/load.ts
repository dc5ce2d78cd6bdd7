import type { Checked } from '../base/diagnostic.js';
import type { Ontology } from './model.js';

/** One file of the ontology: its name relative to the project, and its text. */
export interface OntologyFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads and checks a whole ontology (design section 3). The order of files never matters. Each problem
 * is a diagnostic with file, YAML document and pointer; the ontology is absent after an error.
 */
export declare function loadOntology(files: readonly OntologyFile[]): Checked<Ontology>;
