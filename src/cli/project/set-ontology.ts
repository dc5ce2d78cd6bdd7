import { hasErrors } from '../../base/diagnostic.js';
import { checkOntology } from '../../bind/check-ontology.js';
import type { Engine } from '../../engine/engine.js';
import { withConcepts } from '../../introspect/concepts.js';
import { introspect } from '../../introspect/introspect.js';
import { writeOntology, type OntologyText } from '../../introspect/write.js';
import { loadOntology } from '../../ontology/load.js';
import type { Ontology } from '../../ontology/model.js';
import { withDeclarations, type Declared } from '../../evaluate/declarations/declarations.js';

/** An ontology that was made for questions, with the text it was read from. */
export interface SetOntology {
  readonly ontology: Ontology;
  readonly texts: readonly OntologyText[];
}

/**
 * An ontology of one schema of a database (of all of it where none is named), read as `init --from`
 * reads it, with what the set's own documents declare: keys, references, labels. Never from an answer.
 */
export async function ontologyOfSchema(
  engine: Engine,
  schema: string | undefined,
  declared: Declared,
): Promise<SetOntology> {
  const found = await introspect(withDeclarations(engine, declared), {
    ...(schema !== undefined && { schemas: [schema] }),
  });
  const texts = writeOntology(withConcepts(found, declared.concepts));
  const [ontology, problems] = loadOntology(texts);
  if (ontology === undefined || hasErrors([...problems, ...checkOntology(ontology)]))
    throw new Error(
      `the ontology read from ${schema ?? 'the database'} has findings: ${problems.map((d) => d.code).join(', ')}`,
    );
  return { ontology, texts };
}
