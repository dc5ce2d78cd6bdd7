import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileSchema } from '../base/json/json-schema.js';
import { readJson } from '../base/json/json-text.js';
import type { HoleValue } from '../dsl/skeleton.js';
import schema from './model-template.schema.json' with { type: 'json' };
import { filesBelow } from './files/listing.js';
import { inside } from './files/inside.js';
import { readProjectFile, type Project } from './project.js';
import { workspaceTrouble } from './troubles.js';

/** A kind of document with typed holes, of `templates/models/`. */
export interface ModelTemplate {
  readonly template: string;
  readonly about: Readonly<Record<'en' | 'zh', string>>;
  readonly holes: readonly Hole[];
  readonly document: unknown;
}

/** A place of a template that somebody fills, and what may stand there. */
export interface Hole {
  readonly name: string;
  readonly kind:
    | 'text'
    | 'name'
    | 'number'
    | 'entity'
    | 'attribute'
    | 'columns'
    | 'metrics'
    | 'additive'
    | 'periods'
    | 'steps';
  readonly default?: HoleValue;
}

/** The templates that come with the tool, and those of the project, which stand in for them by name. */
export async function modelTemplates(project: Project): Promise<readonly ModelTemplate[]> {
  const own = new URL('../../templates/models/', import.meta.url);
  const shipped = await Promise.all(
    (await readdir(own)).toSorted().map(async (file) => {
      const text = await readFile(new URL(file, own), 'utf8');
      return templateOf(fileURLToPath(new URL(file, own)), text);
    }),
  );
  const folder = 'templates/models';
  const names = await filesBelow(project.root, await inside(project.root, folder), ['.json']);
  const added = await Promise.all(
    names.map(async (name) =>
      templateOf(`${folder}/${name}`, await readProjectFile(project, `${folder}/${name}`)),
    ),
  );
  const byName = new Map([...shipped, ...added].map((t) => [t.template, t]));
  return [...byName.values()].toSorted((a, b) => (a.template < b.template ? -1 : 1));
}

function templateOf(file: string, text: string): ModelTemplate {
  const { root, problems } = readJson(text);
  const form: object = schema;
  const wrong = problems[0]?.path ?? compileSchema(form)(root?.value)[0]?.path;
  if (root === undefined || wrong !== undefined)
    throw workspaceTrouble('not-a-template', { file, path: wrong ?? '' });
  return root.value as ModelTemplate;
}
