import type { Diagnostic } from '../base/diagnostic.js';
import { check, compileTo } from '../compile.js';
import { sourceTables } from '../ddl/source-tables.js';
import type { Engine, EngineError } from '../engine/engine.js';
import type { Ontology } from '../ontology/model.js';
import type { Printed } from '../sql/ast.js';
import type { Dialect } from '../sql/dialect.js';
import { statementsOf } from '../sql/statements.js';
import { printed } from './printed.js';

/** What preparing takes: an engine with nothing in it, and how its errors are led back to the document. */
export interface Preparing {
  readonly ontology: Ontology;
  /** That of the engine. */
  readonly dialect: Dialect;
  readonly open: () => Promise<Engine>;
  readonly finding: (error: EngineError, sql: Printed) => Diagnostic;
}

/**
 * What an engine has against the SELECT of a document, over empty tables made from the ontology: nothing
 * runs and no data is needed. A document with other findings gives none here.
 */
export async function prepareDocument(
  text: string,
  { ontology, dialect, open, finding }: Preparing,
): Promise<readonly Diagnostic[]> {
  const [made] = check(text, ontology);
  const [compiled] = made === undefined ? [undefined] : compileTo(made, ontology, dialect);
  if (compiled === undefined) return [];
  const engine = await open();
  try {
    const created = await engine.execute(
      sourceTables(ontology).flatMap((table) =>
        statementsOf(printed({ kind: 'create-table', table, ifNotExists: true }, dialect)),
      ),
    );
    // Tables that cannot be made are the ontology's matter, which `check` and `doctor` tell of.
    if ('error' in created) return [];
    const ready = await engine.prepare(compiled.select.text);
    return 'error' in ready ? [finding(ready.error, compiled.select)] : [];
  } finally {
    await engine.close();
  }
}
