import { hasErrors, type Diagnostic, type Language } from '../base/diagnostic.js';
import { suggest } from '../base/suggest.js';
import { Trouble } from '../base/trouble.js';
import type { Ontology } from '../ontology/model.js';
import type { Dialect } from '../sql/dialect.js';
import { openProject, readOntology, specNames, type Project } from '../workspace/project.js';
import { readSpec, type Spec } from '../workspace/spec.js';
import { dialectNamed } from './dialect.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';
import { sourcesOf } from './sources.js';

/** A project with its ontology read, ready to work in. */
export interface Opened {
  readonly project: Project;
  readonly ontology: Ontology;
  readonly dialects: readonly Dialect[];
  /** Language of generated comments. */
  readonly language: Language;
  /** Warnings of settings and ontology. */
  readonly found: readonly Diagnostic[];
}

/** Opens the project and its ontology; an outcome instead where either has errors. */
export async function openAll(
  session: Session,
  options: CommonOptions,
): Promise<Opened | { readonly outcome: Outcome }> {
  const [project, wrong] = await openProject(session.cwd, options.project);
  if (project === undefined) return { outcome: { text: '', data: {}, diagnostics: wrong } };
  const [ontology, found] = await readOntology(project);
  const all = [...wrong, ...found];
  if (ontology === undefined || hasErrors(all))
    return {
      outcome: { text: '', data: {}, diagnostics: all, sources: await sourcesOf(project.texts) },
    };
  return {
    project,
    ontology,
    dialects: project.config.dialects.map(dialectNamed),
    language: project.config.language ?? session.language,
    found: all,
  };
}

/** The spec of that name, number (`001`) or beginning; without one, the only spec there is. */
export async function specNamed(project: Project, asked: string | undefined): Promise<string> {
  const names = await specNames(project);
  const matching =
    asked === undefined ? names : names.filter((n) => n === asked || n.startsWith(`${asked}-`));
  if (matching.length === 1) return matching[0]!;
  const near = asked === undefined ? names : suggest(asked, names);
  const list = (near.length > 0 ? near : names).join(', ');
  throw new Trouble(
    'cli/which-spec',
    'usage',
    asked === undefined
      ? 'no spec is named, and the project has not exactly one'
      : `no single spec is called "${asked}"`,
    list === '' ? 'make one with "dataagent new spec"' : `one of ${list}`,
  );
}

/** Reads a spec; its findings go beside it. */
export async function openSpec(
  project: Project,
  asked: string | undefined,
): Promise<{ readonly spec: Spec | undefined; readonly found: readonly Diagnostic[] }> {
  const [spec, found] = await readSpec(project, await specNamed(project, asked));
  return { spec, found };
}
