import type { Diagnostic } from '../../base/diagnostic.js';
import { Trouble } from '../../base/trouble.js';
import { withDefaults } from '../../bind/param-default.js';
import { check } from '../../compile.js';
import type { EngineError } from '../../engine/engine.js';
import type { Ontology } from '../../ontology/model.js';
import { prepareDocument } from '../../stages/prepare-document.js';
import { runDocument } from '../../stages/run-document.js';
import { openDatabase, openEmpty, type DatabaseOptions } from '../project/database.js';
import { dialectNamed } from '../options/dialect.js';
import { engineFinding } from '../engine-finding.js';
import { parametersOf, type ParameterOptions } from '../options/option-values.js';
import type { Session } from '../outcome.js';
import type { Work } from '../project/project.js';

/** What an engine has against a candidate whose SQL is bound on empty tables of the ontology. */
export function emptyProof(
  session: Session,
  ontology: Ontology,
): (text: string) => Promise<readonly Diagnostic[]> {
  return (text) =>
    prepareDocument(text, {
      ontology,
      dialect: dialectNamed('duckdb'),
      open: () => openEmpty(session),
      finding: engineFinding,
    });
}

/**
 * What an engine has against a candidate: first its SQL on empty tables of the ontology; then, where a
 * database is named and the parameters have values, a run on its rows. Both come back through the printed
 * spans at places of the document, so what fails on data is corrected like any other finding. Of the rows
 * nothing is told: values are cut out of the engine's words, which a model may read.
 */
export function candidateProof(
  session: Session,
  { project, ontology }: Work,
  options: DatabaseOptions & ParameterOptions,
): (text: string) => Promise<readonly Diagnostic[]> {
  const onEmpty = emptyProof(session, ontology);
  return async (text) => {
    const found = await onEmpty(text);
    const [made] = check(text, ontology);
    const database = options.database ?? project.config.database;
    if (found.length > 0 || made === undefined || database === undefined) return found;
    const params = parametersOf(options);
    const values = withDefaults(made.bound, params);
    if (made.plan.params.some(({ name }) => values[name] === undefined)) return found;
    const engine = await openDatabase(session, options, project).catch(unlessTrouble);
    if (engine === undefined) return found;
    try {
      const dialect = dialectNamed(engine.dialect);
      const ran = await runDocument(engine, made, ontology, dialect, { params, maxRows: 1 });
      return 'error' in ran ? [engineFinding(withoutValues(ran.error), ran.sql)] : found;
    } finally {
      await engine.close();
    }
  };
}

/** Whether a database can be had is said where it is needed, not while a document is drafted. */
function unlessTrouble(error: unknown): undefined {
  if (!(error instanceof Trouble) || error.kind === 'interrupted') throw error;
}

/** Only what is said of names and types is said of no row. */
const ofNames: ReadonlySet<string> = new Set(['Binder', 'Catalog', 'Parser']);

function withoutValues(error: EngineError): EngineError {
  const message = ofNames.has(error.type)
    ? error.message.replaceAll(/'(?:[^']|'')*'/g, "'…'")
    : 'a value among the rows cannot be read or computed with';
  return { ...error, message };
}
