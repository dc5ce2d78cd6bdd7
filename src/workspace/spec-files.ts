import type { Diagnostic } from '../base/diagnostic.js';
import { sha256 } from '../base/sha256.js';
import { insideToRead } from './files/inside.js';
import { filesBelow } from './files/listing.js';
import { readBytes } from './files/read-text.js';
import { unreadable } from './files/unreadable.js';
import type { SpecFile } from './files/yaml-documents.js';
import { readProjectFile, type Project } from './project.js';

/** The files of one spec, as they can be read. */
export interface SpecFiles {
  /** A file of the folder; absent where there is none, or none that can be read. */
  readonly one: (path: string) => Promise<SpecFile | undefined>;
  /** Those below a folder of it, or the whole, whose names end so; of Parquet a text that stands for its bytes. */
  readonly below: (
    folder: string,
    endings: readonly string[],
    how?: 'exactly',
  ) => Promise<readonly SpecFile[]>;
  /** What could not be read so far, each at its file, in the order of files. */
  readonly unread: () => readonly Diagnostic[];
}

/** Lists the files of a spec's folder. One that cannot be read is no trouble: the others can. */
export async function specFiles(project: Project, folder: string): Promise<SpecFiles> {
  const unread: Diagnostic[] = [];
  const names = await insideToRead(project.root, folder)
    .then((base) =>
      filesBelow(project.root, base, [''], (path, trouble) =>
        unread.push(unreadable(trouble, `${folder}/${path}`)),
      ),
    )
    .catch((trouble: unknown): readonly string[] => {
      unread.push(unreadable(trouble, folder));
      return [];
    });
  const read = async (path: string, how?: 'exactly'): Promise<readonly SpecFile[]> => {
    const file = `${folder}/${path}`;
    try {
      const text = path.endsWith('.parquet')
        ? await hashOf(project, file)
        : await readProjectFile(project, file, how);
      return [{ file, text }];
    } catch (trouble) {
      unread.push(unreadable(trouble, file));
      return [];
    }
  };
  return {
    one: async (path) => (names.includes(path) ? (await read(path))[0] : undefined),
    below: async (sub, endings, how) => {
      const start = sub === '' ? '' : `${sub}/`;
      const own = names.filter((n) => n.startsWith(start) && endings.some((e) => n.endsWith(e)));
      return (await Promise.all(own.map((n) => read(n, how)))).flat();
    },
    unread: () => unread.toSorted((a, b) => ((a.file ?? '') < (b.file ?? '') ? -1 : 1)),
  };
}

/** What stands for bytes where people decide on them. */
async function hashOf({ root }: Project, file: string): Promise<string> {
  return `sha256 ${sha256(await readBytes(await insideToRead(root, file)))}\n`;
}
