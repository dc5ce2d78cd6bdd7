import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import type { Ontology } from '../../ontology/model.js';
import { bindAll } from '../actions/check/bind-sql.js';
import type { Session } from '../outcome.js';
import { checkTasks } from '../project/check-tasks.js';
import type { SpecChecked } from './check-of-spec.js';
import type { OfSpec } from './work-on-specs.js';

/** So many specs are bound on one engine: opening it costs more than binding some. */
const atOnce = 500;

type Checked = OfSpec<SpecChecked>;

/**
 * Adds to checks of specs what an embedded engine finds in their SQL. One thread asks engines, which have
 * threads of their own; while one binds, other threads check the next specs.
 */
export function onEngine(session: Session, ontology: Ontology) {
  return async function* (checked: AsyncGenerator<Checked>): AsyncGenerator<Checked> {
    let some: Checked[] = [];
    for await (const one of checked) {
      some.push(one);
      if (some.length < atOnce) continue;
      yield* await judged(session, ontology, some);
      some = [];
    }
    yield* await judged(session, ontology, some);
  };
}

async function judged(
  session: Session,
  ontology: Ontology,
  some: readonly Checked[],
): Promise<readonly Checked[]> {
  const sql = some.flatMap(({ engine }) => engine?.sql ?? []);
  const bound = await bindAll(session, sql, ontology);
  const all: Checked[] = [];
  for (const { engine, made, ...one } of some) {
    const ofTasks =
      engine === undefined ? [] : await checkTasks(session, { ontology }, engine.tasks);
    const files = new Set(engine?.sql.map(({ file }) => file));
    const ofSql = bound.filter(({ file }) => files.has(file));
    all.push({ ...one, made: withFound(made, ofTasks, ofSql) });
  }
  return all;
}

function withFound(
  { found, summary, ...rest }: SpecChecked,
  ofTasks: readonly Diagnostic[],
  ofSql: readonly Diagnostic[],
): SpecChecked {
  return {
    found: [...found, ...ofTasks, ...ofSql],
    summary: { ...summary, ok: summary.ok && !hasErrors(ofTasks) },
    ...rest,
  };
}
