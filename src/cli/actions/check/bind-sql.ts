import type { Diagnostic } from '../../../base/diagnostic.js';
import type { Ontology } from '../../../ontology/model.js';
import {
  bindable,
  prepareAll,
  type Bindable,
  type Sound,
} from '../../../stages/prepare-document.js';
import { openEmpty } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { engineFinding } from '../../engine-finding.js';
import type { Session } from '../../outcome.js';

/** Binds the SQL of documents on an embedded DuckDB without rows, as `prepareAll` says. */
export async function bindSql(
  session: Session,
  sound: readonly Sound[],
  ontology: Ontology,
): Promise<readonly Diagnostic[]> {
  return bindAll(
    session,
    sound.flatMap((one) => boundSql(one, ontology)),
    ontology,
  );
}

/** What of a document is bound there. */
export function boundSql(sound: Sound, ontology: Ontology): readonly Bindable[] {
  return bindable(sound, ontology, embedded);
}

/** The same as `bindSql` of what was made of documents before. */
export async function bindAll(
  session: Session,
  all: readonly Bindable[],
  ontology: Ontology,
): Promise<readonly Diagnostic[]> {
  return prepareAll(all, {
    ontology,
    dialect: embedded,
    open: () => openEmpty(session),
    finding: engineFinding,
    signal: session.signal,
  });
}

const embedded = dialectNamed('duckdb');
