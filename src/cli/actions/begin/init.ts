import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { checkOntology } from '../../../bind/check-ontology.js';
import { projectFile } from '../../../config/project-config.js';
import { parseDatabase } from '../../../engine/database.js';
import { introspect } from '../../../introspect/introspect.js';
import { writeOntology } from '../../../introspect/write.js';
import { loadOntology } from '../../../ontology/load.js';
import { projectFiles } from '../../../stages/project-files.js';
import { exists } from '../../../workspace/files/read-text.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { InitOptions } from '../../commands/init.js';
import { openDatabase } from '../../project/database.js';
import type { Outcome, Session } from '../../outcome.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Makes a project in a folder; nothing that is there is overwritten. */
export async function initProject(
  session: Session,
  asked: string | undefined,
  { from, values }: InitOptions,
): Promise<Outcome> {
  const root = resolve(session.cwd, asked ?? '.');
  if (await exists(join(root, projectFile)))
    throw cliTrouble('already-a-project', { folder: asked ?? '.' });
  const read = from === undefined ? [] : await ontologyOf(session, from, values);
  const ontology = new Map(read.map(({ file, text }) => [`ontology/${file}`, text]));
  const [loaded, found] = loadOntology([...ontology].map(([file, text]) => ({ file, text })));
  const diagnostics = [...found, ...(loaded === undefined ? [] : checkOntology(loaded))];
  const kept = from === undefined ? undefined : keptAddress(root, session, from);
  const settings = projectFiles({
    name: basename(root),
    language: session.language,
    ...(kept !== undefined && { database: kept }),
    example: ontology.size === 0,
  });
  const files = new Map<string, string>();
  for (const [path, text] of [...settings, ...ontology])
    if (!(await exists(join(root, path)))) files.set(path, text);
  session.signal.throwIfAborted();
  await writeFiles(root, files);
  const next = `${asked === undefined ? '' : `cd ${asked} && `}dataagent check`;
  return {
    text: [
      ...[...files.keys()].map((path) => `${path}\n`),
      ...(from !== undefined && kept === undefined ? [outsideNote(session, root, from)] : []),
      `${session.language === 'zh' ? '下一步' : 'next'}: ${next}\n`,
    ].join(''),
    data: { root: asked ?? '.', files: [...files.keys()], next },
    diagnostics,
    texts: ontology,
  };
}

async function ontologyOf(session: Session, database: string, values: boolean) {
  session.progress({ en: 'reading the database', zh: '读取数据库' });
  const engine = await openDatabase(session, { database }, undefined);
  try {
    return writeOntology(await introspect(engine, { values }));
  } finally {
    await engine.close();
  }
}

/** The database's address as the project's settings hold it; undefined for one outside: a project never leads out of its folder. */
function keptAddress(root: string, { cwd }: Session, from: string): string | undefined {
  const { file } = parseDatabase(from);
  if (file === undefined) return from;
  const way = relative(root, resolve(cwd, file));
  return way.startsWith('..') || isAbsolute(way) ? undefined : `duckdb:${way}`;
}

/** Commands run in the project, so the address is said as it is from there. */
function outsideNote({ language, cwd }: Session, root: string, from: string): string {
  const { file } = parseDatabase(from);
  const own = file === undefined || isAbsolute(file);
  const address = own ? from : `duckdb:${relative(root, resolve(cwd, file))}`;
  return language === 'zh'
    ? `数据库不在项目内：使用时用 --database ${address} 指定\n`
    : `the database lies outside of the project: name it with --database ${address} where it is used\n`;
}
