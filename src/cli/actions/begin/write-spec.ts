import type { Project } from '../../../workspace/project.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { Outcome, Session } from '../../outcome.js';

/** What is said of a new spec beside its files. */
export interface NewSpecSays {
  readonly next: string;
  /** A line before the next command. */
  readonly line?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Writes the folder of a new spec from files by their paths in it; the outcome names them and the next command. */
export async function writeSpec(
  session: Session,
  { root, config }: Project,
  name: string,
  made: ReadonlyMap<string, string | Uint8Array>,
  { next, line = '', data }: NewSpecSays,
): Promise<Outcome> {
  const files = new Map(
    [...made].map(([path, content]) => [`${config.specs}/${name}/${path}`, content]),
  );
  session.signal.throwIfAborted();
  await writeFiles(root, files);
  const paths = [...files.keys()];
  const word = session.language === 'zh' ? '下一步' : 'next';
  return {
    text: `${paths.map((path) => `${path}\n`).join('')}${line}${word}: ${next}\n`,
    data: { spec: name, files: paths, ...data, next },
  };
}
