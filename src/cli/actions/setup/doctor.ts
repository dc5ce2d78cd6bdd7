import { hasErrors, type Diagnostic } from '../../../base/diagnostic.js';
import { Trouble, troubleText } from '../../../base/trouble.js';
import type { Ontology } from '../../../ontology/model.js';
import { openOntology } from '../../../workspace/cache/ontology-cache.js';
import { openProject, specNames, type Project } from '../../../workspace/project.js';
import type { DoctorOptions } from '../../commands/doctor.js';
import { openDatabase } from '../../project/database.js';
import type { Outcome, Said, Session } from '../../outcome.js';
import { toolVersion } from '../../../base/tool-version.js';
import { mismatches } from './mismatches.js';

/** One thing a run needs, and whether it is there. */
interface Finding {
  readonly what: 'dataagent' | 'node' | 'project' | 'ontology' | 'specs' | 'database' | 'table';
  readonly ok: boolean;
  readonly detail: string;
}

/** Looks at everything a run needs, and says of each whether it is there. */
export async function examine(session: Session, options: DoctorOptions): Promise<Outcome> {
  const exam: Exam = { session, findings: [], diagnostics: [], texts: new Map() };
  add(exam, 'dataagent', true, toolVersion);
  add(exam, 'node', atLeast(process.versions.node, [20, 19]), process.versions.node);
  const project = await attempt(exam, 'project', () => examineProject(exam, options));
  const ontology =
    project && (await attempt(exam, 'ontology', () => examineOntology(exam, project)));
  if (project !== undefined)
    await attempt(exam, 'specs', async () => {
      const count = (await specNames(project)).length;
      add(exam, 'specs', true, `${count}`);
    });
  const address = options.database ?? project?.config.database;
  if (address === undefined) add(exam, 'database', true, say(session, noDatabase));
  else
    await attempt(exam, 'database', () =>
      examineDatabase(exam, address, options, project, ontology),
    );
  const { findings, diagnostics, texts } = exam;
  const lines = findings.map((f) => `${f.ok ? 'ok  ' : 'FAIL'} ${f.what}: ${f.detail}\n`);
  return {
    ...(findings.some((f) => !f.ok) && { ending: 'environment' }),
    text: lines.join(''),
    data: { findings },
    diagnostics,
    texts,
  };
}

interface Exam {
  readonly session: Session;
  readonly findings: Finding[];
  readonly diagnostics: Diagnostic[];
  readonly texts: Map<string, string>;
}

const noDatabase = { en: 'none is named', zh: '未指定' };

async function examineProject(exam: Exam, options: DoctorOptions): Promise<Project | undefined> {
  const { checked, texts } = await openProject(exam.session.cwd, options.project);
  const [project, found] = checked;
  note(exam, found, texts);
  add(exam, 'project', project !== undefined, project?.root ?? problems(exam, found.length));
  return project;
}

async function examineOntology(exam: Exam, project: Project): Promise<Ontology | undefined> {
  const [ontology, found] = await openOntology(project, { cached: false });
  note(exam, found, project.texts);
  const errors = found.filter((d) => d.severity === 'error').length;
  const { entities, metrics } = ontology ?? { entities: new Map(), metrics: new Map() };
  const counts = {
    en: `${entities.size} entities, ${metrics.size} metrics`,
    zh: `${entities.size} 个实体，${metrics.size} 个指标`,
  };
  const detail = hasErrors(found) ? problems(exam, errors) : say(exam.session, counts);
  add(exam, 'ontology', !hasErrors(found), detail);
  return ontology;
}

async function examineDatabase(
  exam: Exam,
  address: string,
  options: DoctorOptions,
  project: Project | undefined,
  ontology: Ontology | undefined,
): Promise<void> {
  const engine = await openDatabase(exam.session, options, project);
  try {
    const { tables } = await engine.describe();
    const count = { en: `${tables.length} tables`, zh: `${tables.length} 张表` };
    add(exam, 'database', true, `${address}, ${say(exam.session, count)}`);
    for (const problem of ontology === undefined ? [] : mismatches(ontology, tables))
      add(exam, 'table', false, say(exam.session, problem));
  } finally {
    await engine.close();
  }
}

/** What stands in the way of one look is a finding, and the others go on. */
async function attempt<T>(
  exam: Exam,
  what: Finding['what'],
  look: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind === 'interrupted') throw error;
    add(exam, what, false, troubleText(error, exam.session.language).message);
    return undefined;
  }
}

function add({ findings }: Exam, what: Finding['what'], ok: boolean, detail: string): void {
  findings.push({ what, ok, detail });
}

function note(exam: Exam, found: readonly Diagnostic[], texts: ReadonlyMap<string, string>): void {
  exam.diagnostics.push(...found);
  for (const [file, text] of texts) exam.texts.set(file, text);
}

function problems({ session }: Exam, count: number): string {
  return say(session, { en: `${count} problems`, zh: `${count} 个问题` });
}

function say({ language }: Session, text: Said): string {
  return text[language];
}

function atLeast(running: string, wanted: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = running.split('.').map(Number);
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
}
