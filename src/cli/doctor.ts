import { hasErrors } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import { commonType } from '../expr/common-type.js';
import { printType } from '../expr/print-type.js';
import { sourceTables } from '../ddl/source-tables.js';
import type { CatalogTable } from '../engine/engine.js';
import type { Ontology } from '../ontology/model.js';
import { openProject, readOntology, specNames, type Project } from '../workspace/project.js';
import type { DoctorOptions } from './commands/doctor.js';
import { openDatabase } from './database.js';
import { exitCodes } from './exit-codes.js';
import type { Outcome, Session } from './outcome.js';
import { sourcesOf } from './sources.js';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Looks at everything a run needs, and says of each whether it is there. */
export async function examine(session: Session, options: DoctorOptions): Promise<Outcome> {
  const findings: Finding[] = [];
  const say = (what: string, ok: boolean, detail: string): void =>
    void findings.push({ what, ok, detail });
  say('node', atLeast(process.versions.node, [20, 19]), process.versions.node);
  let project: Project | undefined;
  let ontology: Ontology | undefined;
  const outcome: { diagnostics: Outcome['diagnostics']; sources: Outcome['sources'] } = {
    diagnostics: [],
    sources: new Map(),
  };
  try {
    const [opened, wrong] = await openProject(session.cwd, options.project);
    project = opened;
    say('project', opened !== undefined, opened?.root ?? `${wrong.length} problems`);
    if (opened !== undefined) {
      const [loaded, found] = await readOntology(opened);
      ontology = loaded;
      outcome.diagnostics = found;
      outcome.sources = await sourcesOf(opened.texts);
      const count = `${loaded?.entities.size ?? 0} entities, ${loaded?.metrics.size ?? 0} metrics`;
      say('ontology', loaded !== undefined && !hasErrors(found), count);
      say('specs', true, String((await specNames(opened)).length));
    }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say('project', false, error.message);
  }
  await examineDatabase(session, options, project, ontology, say);
  const bad = findings.filter((f) => !f.ok).length;
  const lines = findings.map((f) => `${f.ok ? 'ok  ' : 'FAIL'} ${f.what}: ${f.detail}\n`);
  return {
    ...(bad > 0 && { exit: exitCodes.environment }),
    text: lines.join(''),
    data: { findings },
    ...(outcome.diagnostics !== undefined && { diagnostics: outcome.diagnostics }),
    ...(outcome.sources !== undefined && { sources: outcome.sources }),
  };
}

async function examineDatabase(
  session: Session,
  options: DoctorOptions,
  project: Project | undefined,
  ontology: Ontology | undefined,
  say: (what: string, ok: boolean, detail: string) => void,
): Promise<void> {
  const address = options.database ?? project?.config.database;
  if (address === undefined) return say('database', true, 'none is named');
  try {
    const engine = await openDatabase(session.cwd, options.database, project);
    try {
      const { tables } = await engine.describe();
      say('database', true, `${address}, ${tables.length} tables`);
      for (const problem of ontology === undefined ? [] : mismatches(ontology, tables))
        say('table', false, problem);
    } finally {
      await engine.close();
    }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say('database', false, error.message);
  }
}

/** What the ontology says of tables and the database does not have. */
function mismatches(ontology: Ontology, tables: readonly CatalogTable[]): readonly string[] {
  return sourceTables(ontology).flatMap((wanted) => {
    const name = wanted.name.join('.');
    const table = tables.find((t) => isNamed(t, wanted.name));
    if (table === undefined) return [`${name} is not in the database`];
    return [...wanted.columns, ...wanted.partition].flatMap((column) => {
      const real = table.columns.find((c) => c.name.toLowerCase() === column.name.toLowerCase());
      if (real === undefined) return [`${name} has no column ${column.name}`];
      return commonType(real.type, column.type) === undefined
        ? [`${name}.${column.name} is ${printType(real.type)}, not ${printType(column.type)}`]
        : [];
    });
  });
}

function isNamed(table: CatalogTable, name: readonly string[]): boolean {
  const full = [table.catalog, table.schema, table.name].map((p) => p.toLowerCase());
  const wanted = name.map((p) => p.toLowerCase());
  return wanted.every((part, i) => part === full[full.length - wanted.length + i]);
}

function atLeast(version: string, wanted: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
}
