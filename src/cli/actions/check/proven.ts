import type { Diagnostic } from '../../../base/diagnostic.js';
import type { Ontology } from '../../../ontology/model.js';
import { proveOntology } from '../../../stages/prove/prove-ontology.js';
import type { Project } from '../../../workspace/project.js';
import type { CheckOptions } from '../../commands/check.js';
import { dialectNamed } from '../../options/dialect.js';
import type { Session } from '../../outcome.js';
import { openDatabase } from '../../project/database.js';

/** What a database denies of the ontology; nothing is asked of one that is not named here. */
export async function proven(
  session: Session,
  { database }: CheckOptions,
  ontology: Ontology,
  project: Project | undefined,
): Promise<readonly Diagnostic[]> {
  if (database === undefined) return [];
  const engine = await openDatabase(session, { database }, project);
  try {
    return await proveOntology(engine, ontology, dialectNamed(engine.dialect));
  } finally {
    await engine.close();
  }
}
