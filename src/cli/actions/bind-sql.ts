import type { Diagnostic } from '../../base/diagnostic.js';
import type { Ontology } from '../../ontology/model.js';
import { prepareDocuments, type Sound } from '../../stages/prepare-document.js';
import { openEmpty } from '../project/database.js';
import { dialectNamed } from '../options/dialect.js';
import { engineFinding } from '../engine-finding.js';
import type { Session } from '../outcome.js';

/** Binds the SQL of documents on an embedded DuckDB without rows, as `prepareDocuments` says. */
export async function bindSql(
  session: Session,
  sound: readonly Sound[],
  ontology: Ontology,
): Promise<readonly Diagnostic[]> {
  return prepareDocuments(sound, {
    ontology,
    dialect: dialectNamed('duckdb'),
    open: () => openEmpty(session),
    finding: engineFinding,
    signal: session.signal,
  });
}
