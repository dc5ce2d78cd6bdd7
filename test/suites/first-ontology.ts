import type { Engine } from '../../src/engine/engine.js';
import { introspect } from '../../src/introspect/introspect.js';
import { writeOntology } from '../../src/introspect/write.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';

/** The ontology that `init` reads from a database, unedited; it must have no findings. */
export async function firstOntology(engine: Engine): Promise<Ontology> {
  const [ontology, diagnostics] = loadOntology(writeOntology(await introspect(engine)));
  if (ontology !== undefined && diagnostics.length === 0) return ontology;
  const found = diagnostics.map(({ code, path }) => `${code} ${path}`);
  throw new Error(`the ontology read from the database has findings: ${found.join(', ')}`);
}
