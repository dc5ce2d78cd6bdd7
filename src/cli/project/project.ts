import { hasErrors, type Language } from '../../base/diagnostic.js';
import { suggest } from '../../base/text/suggest.js';
import type { Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { openOntology } from '../../workspace/cache/ontology-cache.js';
import { openProject, readTextsOf, specNames, type Project } from '../../workspace/project.js';
import type { Spec } from '../../workspace/spec.js';
import { dialectNamed } from '../options/dialect.js';
import { findings, type CommonOptions, type Outcome, type Session } from '../outcome.js';
import { cliTrouble } from '../troubles/cli.js';

/** A project with its ontology read, ready to work in. */
export interface Work {
  readonly project: Project;
  readonly ontology: Ontology;
  readonly dialects: readonly Dialect[];
  /** Language of generated comments. */
  readonly language: Language;
}

/** How the ontology of a project is read, and what is said of it. */
export interface ProjectReading {
  readonly cached?: boolean;
  readonly warnings?: boolean;
}

/**
 * Does some work in the project; where its settings or its ontology have errors, those are the outcome
 * instead. Their warnings, and the texts of all files that were read, are added to the work's outcome.
 * With `cached: false` nothing that an earlier command kept is believed. Warnings of the ontology are told
 * with `warnings`: by commands that are about it, not before everything that somebody does.
 */
export async function inProject(
  session: Session,
  options: CommonOptions,
  work: (work: Work) => Promise<Outcome>,
  { cached = true, warnings = false }: ProjectReading = {},
): Promise<Outcome> {
  const { checked, texts } = await openProject(session.cwd, options.project);
  const [project, wrong] = checked;
  if (project === undefined) return { ...findings(wrong), texts };
  const progress = readingProgress(session);
  const [ontology, found] = await openOntology(project, { cached, progress });
  const told = ontology === undefined || warnings;
  const known = [...wrong, ...(told ? found : found.filter((d) => d.severity === 'error'))];
  await readTextsOf(project, known);
  if (ontology === undefined) return { ...findings(known), texts: project.texts };
  session.signal.throwIfAborted();
  const { dialects, language } = project.config;
  const outcome = await work({
    project,
    ontology,
    dialects: dialects.map(dialectNamed),
    language: language ?? session.language,
  });
  const diagnostics = [...known, ...(outcome.diagnostics ?? [])];
  await readTextsOf(project, diagnostics);
  return { ...outcome, diagnostics, texts: project.texts };
}

/** Files that are read before anybody has begun to wait, but on a machine that does much else. */
const fewFiles = 100;

/** A line every two seconds for people who wait for a large ontology. */
function readingProgress({ progress }: Session): (done: number, of: number) => void {
  let last = performance.now();
  return (done, of) => {
    if (of < fewFiles || performance.now() - last < 2000) return;
    last = performance.now();
    progress({
      en: `reading the ontology: ${done} of ${of} files`,
      zh: `正在读取本体：${done}/${of} 个文件`,
    });
  };
}

/** The spec of that folder, number (`001`), beginning or name; without one, the only spec there is. */
export async function specNamed(project: Project, asked: string | undefined): Promise<string> {
  const names = await specNames(project);
  const matching = asked === undefined ? names : specsLike(names, asked);
  if (matching.length === 1) return matching[0]!;
  const near = asked === undefined ? [] : suggest(asked, names);
  throw cliTrouble('which-spec', { asked: asked ?? '', known: near.length > 0 ? near : names });
}

/** The specs that a folder, a number, a beginning or a name without its number means. */
export function specsLike(names: readonly string[], asked: string): readonly string[] {
  if (names.includes(asked)) return [asked];
  const begun = names.filter((name) => name.startsWith(`${asked}-`));
  return begun.length > 0 ? begun : names.filter((name) => name.replace(/^\d+-/, '') === asked);
}

/** All specs, or the one asked for. */
export async function specsAsked(
  project: Project,
  asked: string | undefined,
): Promise<readonly string[]> {
  return asked === undefined ? specNames(project) : [await specNamed(project, asked)];
}

/** Does some work with a spec as it stands; where its files have errors, those are the outcome instead. */
export async function withSpec(
  project: Project,
  name: string,
  work: (spec: Spec) => Promise<Outcome>,
): Promise<Outcome> {
  // The forms of a spec's files are much to read for what works on a document alone.
  const { readSpec } = await import('../../workspace/spec.js');
  const [spec, found] = await readSpec(project, name);
  if (spec === undefined || hasErrors(found)) return findings(found, { spec: name });
  const outcome = await work(spec);
  return { ...outcome, diagnostics: [...found, ...(outcome.diagnostics ?? [])] };
}
