import { archivedNames } from './archive.js';
import type { Project } from './project.js';
import { readSpec, type Spec } from './spec.js';

/** The specs that are archived, as far as they can be read. */
export async function archivedSpecs(project: Project): Promise<readonly Spec[]> {
  const specs: Spec[] = [];
  for (const path of await archivedNames(project)) {
    const [spec] = await readSpec(project, path);
    if (spec !== undefined) specs.push(spec);
  }
  return specs;
}
