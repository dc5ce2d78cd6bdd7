import { join } from 'node:path';
import { inside } from './files/inside.js';
import { filesBelow } from './files/listing.js';
import { readProjectFile, specNames, type Project } from './project.js';
import { exists } from './files/read-text.js';

/** Documents that something was generated from, with the text of the requirement they answer. */
export interface Delivered {
  readonly spec: string;
  /** The whole text of `requirement.md`. */
  readonly requirement: string;
  readonly documents: readonly string[];
}

/** What the specs of a project have delivered, but for one, in the order of names. */
export async function readDelivered(project: Project, but: string): Promise<readonly Delivered[]> {
  const made: Delivered[] = [];
  for (const spec of await specNames(project)) {
    if (spec === but) continue;
    const folder = `${project.config.specs}/${spec}`;
    const base = await inside(project.root, folder);
    const [hasGenerated, hasRequirement] = await Promise.all([
      exists(join(base, 'generated')),
      exists(join(base, 'requirement.md')),
    ]);
    if (!hasGenerated || !hasRequirement) continue;
    const documents: string[] = [];
    for (const name of await filesBelow(project.root, join(base, 'dsl'), ['.json']))
      documents.push(await readProjectFile(project, `${folder}/dsl/${name}`));
    const requirement = await readProjectFile(project, `${folder}/requirement.md`);
    made.push({ spec, requirement, documents });
  }
  return made;
}
