import { dirname, join, resolve } from 'node:path';
import { inFile, type Checked } from '../base/diagnostic.js';
import { projectFile, readProjectConfig, type ProjectConfig } from '../config/project-config.js';
import { inside, insideToRead } from './files/inside.js';
import { filesBelow, foldersIn } from './files/listing.js';
import { exists, readText } from './files/read-text.js';
import { workspaceTrouble } from './troubles.js';

/** A folder with `dataagent.yaml`, and its settings. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly config: ProjectConfig;
  /** Texts read so far, by path relative to the root: what diagnostics are shown in. */
  readonly texts: Map<string, string>;
}

/**
 * Opens the project that holds `from`, or the one asked for. Wrong settings come back as diagnostics,
 * and their text with them; no project at all is a trouble.
 */
export async function openProject(
  from: string,
  asked?: string,
): Promise<{ readonly checked: Checked<Project>; readonly texts: ReadonlyMap<string, string> }> {
  const root = await projectRoot(from, asked);
  const text = await readText(join(root, projectFile));
  const texts = new Map([[projectFile, text]]);
  const [config, found] = readProjectConfig(text);
  return { checked: [config && { root, config, texts }, inFile(found, projectFile)], texts };
}

/** The folder of the project that holds `from`, or of the one asked for; none is a trouble. */
export async function projectRoot(from: string, asked?: string): Promise<string> {
  const root = asked === undefined ? await nearest(resolve(from)) : resolve(from, asked);
  if (root === undefined || !(await exists(join(root, projectFile))))
    throw workspaceTrouble('no-project', { where: asked ?? '', file: projectFile });
  return root;
}

/** The text of a file of the project; a path that leads out of it is a trouble. What is hashed is read exactly. */
export async function readProjectFile(
  project: Project,
  path: string,
  how?: 'exactly',
): Promise<string> {
  const text = await readText(await insideToRead(project.root, path), how);
  project.texts.set(path, text);
  return text;
}

/**
 * The files of the project's ontology, YAML and documents, in the order of names; no YAML is a trouble. A
 * link that cannot be followed is among them: whoever reads it is told why.
 */
export async function ontologyNames(project: Project): Promise<readonly string[]> {
  const folder = project.config.ontology;
  const base = await inside(project.root, folder);
  const refused: string[] = [];
  const found = await filesBelow(project.root, base, ['.yaml', '.yml', '.json'], (name) =>
    refused.push(name),
  );
  const names = [...found, ...refused].toSorted();
  if (names.every((name) => name.endsWith('.json')))
    throw workspaceTrouble('no-ontology', { folder });
  return names.map((name) => `${folder}/${name}`);
}

/** Reads files that diagnostics speak of and that nobody had to read before. */
export async function readTextsOf(
  project: Project,
  diagnostics: readonly { readonly file?: string }[],
): Promise<void> {
  const files = new Set(diagnostics.flatMap(({ file }) => file ?? []));
  for (const file of files)
    if (!project.texts.has(file) && file.startsWith(`${project.config.ontology}/`))
      await readProjectFile(project, file).catch(() => '');
}

/**
 * Names of the project's specs, sorted: folders with a `spec.yaml`, and those that a number says should
 * have one. A link that cannot be followed is among them: whoever reads it is told why.
 */
export async function specNames(project: Project): Promise<readonly string[]> {
  const folder = await inside(project.root, project.config.specs);
  const refused: string[] = [];
  const names = await foldersIn(project.root, folder, (name) => refused.push(name));
  const found = await Promise.all(
    names.map(async (name) =>
      /^\d+-/.test(name) || (await exists(join(folder, name, 'spec.yaml'))) ? [name] : [],
    ),
  );
  return [...found.flat(), ...refused].toSorted();
}

async function nearest(folder: string): Promise<string | undefined> {
  if (await exists(join(folder, projectFile))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearest(parent);
}
