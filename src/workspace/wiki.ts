import { inside } from './files/inside.js';
import { filesBelow } from './files/listing.js';
import { readProjectFile, type Project } from './project.js';
import type { SpecFile } from './files/yaml-documents.js';

/** The markdown pages below `wiki/` of a project, in the order of names; none where there is no such folder. */
export async function readWiki(project: Project): Promise<readonly SpecFile[]> {
  const names = await filesBelow(project.root, await inside(project.root, 'wiki'), ['.md']);
  const pages: SpecFile[] = [];
  for (const name of names) {
    const file = `wiki/${name}`;
    pages.push({ file, text: await readProjectFile(project, file) });
  }
  return pages;
}
