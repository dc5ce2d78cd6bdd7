import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { archivedNames } from './archive.js';
import type { Project } from './project.js';
import { readSpec, type Spec } from './spec.js';

/**
 * The specs that are archived, as far as they can be read, and which of their files cannot. What else is
 * wrong with them was so on the day they were put away.
 */
export async function archivedSpecs(project: Project): Promise<Checked<readonly Spec[]>> {
  const specs: Spec[] = [];
  const unread: Diagnostic[] = [];
  for (const path of await archivedNames(project)) {
    const [spec, found] = await readSpec(project, path);
    if (spec !== undefined) specs.push(spec);
    unread.push(...found.filter((d) => d.code === 'spec/unreadable-file'));
  }
  return [specs, unread];
}
