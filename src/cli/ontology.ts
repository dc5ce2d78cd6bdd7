import { isAbsolute, relative, resolve } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import { loadOntology } from '../ontology/load.js';
import type { Ontology } from '../ontology/model.js';
import { exists, filesBelow, readText } from '../workspace/files.js';
import { openProject, readOntology, type Project } from '../workspace/project.js';
import type { CommonOptions, Session } from './outcome.js';

/** Where names come from: a project's ontology, or a folder of one. */
export interface OntologyOptions extends CommonOptions {
  readonly ontology?: string;
}

/** An ontology as a command needs it; `ontology` is absent when `found` has an error. */
export interface OpenOntology {
  readonly ontology: Ontology | undefined;
  readonly found: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
  readonly project?: Project;
}

/** The ontology of `--ontology FOLDER`, else that of the project. */
export async function openOntology(
  session: Session,
  options: OntologyOptions,
): Promise<OpenOntology> {
  if (options.ontology !== undefined) return ofFolder(session, options.ontology);
  const [project, wrong] = await openProject(session.cwd, options.project);
  if (project === undefined) return { ontology: undefined, found: wrong, texts: new Map() };
  const [ontology, found] = await readOntology(project);
  return { ontology, found, texts: project.texts, project };
}

async function ofFolder(session: Session, folder: string): Promise<OpenOntology> {
  const base = resolve(session.cwd, folder);
  if (!(await exists(base)))
    throw new Trouble(
      'cli/no-folder',
      'usage',
      `${folder} does not exist`,
      'name a folder of YAML files',
    );
  const names = await filesBelow(base, ['.yaml', '.yml']);
  const texts = new Map<string, string>();
  for (const name of names) texts.set(`${folder}/${name}`, await readText(resolve(base, name)));
  const [ontology, found] = loadOntology([...texts].map(([file, text]) => ({ file, text })));
  return { ontology, found, texts };
}

/** A path as given, seen from where the command runs. */
export function seenFrom(session: Session, file: string): string {
  const path = isAbsolute(file) ? relative(session.cwd, file) : file;
  return path.startsWith('..') ? file : path;
}
