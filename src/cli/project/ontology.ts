import { resolve } from 'node:path';
import type { Ontology } from '../../ontology/model.js';
import { filesBelow } from '../../workspace/files/listing.js';
import type { Project } from '../../workspace/project.js';
import { readText } from '../../workspace/files/read-text.js';
import { workspaceTrouble } from '../../workspace/troubles.js';
import { findings, type CommonOptions, type Outcome, type Session } from '../outcome.js';
import { inProject, type ProjectReading } from './project.js';

/** Where names come from: a project's ontology, or a folder of one. */
export interface OntologyOptions extends CommonOptions {
  readonly ontology?: string;
}

/** Does some work over the ontology of `--ontology FOLDER`, else over that of the project, as `inProject`. */
export async function overOntology(
  session: Session,
  options: OntologyOptions,
  work: (ontology: Ontology, project: Project | undefined) => Promise<Outcome>,
  how: ProjectReading = {},
): Promise<Outcome> {
  const folder = options.ontology;
  if (folder === undefined)
    return inProject(session, options, ({ ontology, project }) => work(ontology, project), how);
  const base = resolve(session.cwd, folder);
  const names = await filesBelow(base, base, ['.yaml', '.yml', '.json']);
  if (names.every((name) => name.endsWith('.json')))
    throw workspaceTrouble('no-ontology', { folder });
  const texts = new Map<string, string>();
  for (const name of names) texts.set(`${folder}/${name}`, await readText(resolve(base, name)));
  // What reads texts is half of the program, and a project's ontology is mostly kept.
  const { loadOntology } = await import('../../ontology/load.js');
  const [ontology, found] = loadOntology([...texts].map(([file, text]) => ({ file, text })));
  if (ontology === undefined) return { ...findings(found), texts };
  const outcome = await work(ontology, undefined);
  return { ...outcome, diagnostics: [...found, ...(outcome.diagnostics ?? [])], texts };
}

/** Adds the text of one more file to those that diagnostics are shown in. */
export function withText(outcome: Outcome, file: string, text: string): Outcome {
  return { ...outcome, texts: new Map([...(outcome.texts ?? []), [file, text]]) };
}
