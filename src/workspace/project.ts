import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import { projectFile, readProjectConfig, type ProjectConfig } from '../config/project-config.js';
import { loadOntology } from '../ontology/load.js';
import type { Ontology } from '../ontology/model.js';
import { exists, filesBelow, foldersIn, inside, readText } from './files.js';

/** A folder with `dataagent.yaml`, and its settings. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly config: ProjectConfig;
  /** Texts read so far, by path relative to the root: what diagnostics are shown in. */
  readonly texts: Map<string, string>;
}

/**
 * Opens the project that holds `from`, or the one asked for; wrong settings come back as diagnostics.
 * No project at all is a trouble.
 */
export async function openProject(from: string, asked?: string): Promise<Checked<Project>> {
  const root = asked === undefined ? await nearest(resolve(from)) : resolve(from, asked);
  const file = root === undefined ? undefined : join(root, projectFile);
  if (root === undefined || file === undefined || !(await exists(file)))
    throw new Trouble(
      'workspace/no-project',
      'usage',
      asked === undefined
        ? `no ${projectFile} here or in a folder above`
        : `${asked} has no ${projectFile}`,
      'make a project with "dataagent init", or name one with --project',
    );
  const text = await readText(file);
  const [config, found] = readProjectConfig(text);
  const texts = new Map([[projectFile, text]]);
  return [config && { root, config, texts }, found];
}

/** The text of a file of the project; a path that leads out of it is a trouble. */
export async function readProjectFile(project: Project, path: string): Promise<string> {
  const text = await readText(await inside(project.root, path));
  project.texts.set(path, text);
  return text;
}

/** The whole ontology of a project, from every YAML file of its folder. */
export async function readOntology(project: Project): Promise<Checked<Ontology>> {
  const folder = project.config.ontology;
  const base = await inside(project.root, folder);
  const names = await filesBelow(base, ['.yaml', '.yml']);
  if (names.length === 0)
    throw new Trouble(
      'workspace/no-ontology',
      'usage',
      `the folder "${folder}" has no ontology`,
      'write YAML files there, or read a database with "dataagent init --from duckdb:FILE"',
    );
  const files = [];
  for (const name of names) {
    const file = `${folder}/${name}`;
    files.push({ file, text: await readProjectFile(project, file) });
  }
  return loadOntology(files);
}

/** Names of the project's specs, sorted. */
export async function specNames(project: Project): Promise<readonly string[]> {
  const folder = await inside(project.root, project.config.specs);
  const names = await foldersIn(folder);
  const found = await Promise.all(
    names.map(async (name) => ((await exists(join(folder, name, 'spec.yaml'))) ? [name] : [])),
  );
  return found.flat();
}

/** A path as people see it: relative to the project, with `/`. */
export function shown(project: Project, path: string): string {
  return relative(project.root, path).split(sep).join('/');
}

/** Diagnostics of one file, with its name in each that has none. */
export function inFile(file: string, found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.map((d) => (d.file === undefined ? { ...d, file } : d));
}

async function nearest(folder: string): Promise<string | undefined> {
  if (await exists(join(folder, projectFile))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearest(parent);
}
