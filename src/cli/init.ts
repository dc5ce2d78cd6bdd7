import { basename, join, relative, resolve } from 'node:path';
import { Trouble } from '../base/trouble.js';
import { hasErrors } from '../base/diagnostic.js';
import { checkOntology } from '../bind/check-ontology.js';
import { projectFile } from '../config/project-config.js';
import { parseDatabase } from '../engine/database.js';
import { openDuckdb } from '../engine/duckdb.js';
import { introspect } from '../introspect/introspect.js';
import { writeOntology } from '../introspect/write.js';
import { loadOntology } from '../ontology/load.js';
import { projectFiles } from '../stages/project-files.js';
import { exists, writeAtomically } from '../workspace/files.js';
import type { InitOptions } from './commands/init.js';
import type { Outcome, Session } from './outcome.js';
import { sourcesOf } from './sources.js';

/** Makes a project in a folder; nothing that is there is overwritten. */
export async function initProject(
  session: Session,
  asked: string | undefined,
  options: InitOptions,
): Promise<Outcome> {
  const root = resolve(session.cwd, asked ?? '.');
  if (await exists(join(root, projectFile)))
    throw new Trouble(
      'cli/already-a-project',
      'usage',
      `${asked ?? 'this folder'} is a project already`,
      'remove its dataagent.yaml to begin again, or name another folder',
    );
  const database = options.from === undefined ? undefined : parseDatabase(options.from).file;
  const file = database === undefined ? undefined : resolve(session.cwd, database);
  const ontology = file === undefined ? [] : await readDatabase(session, file, options.values);
  const [loaded, problems] = loadOntology(
    ontology.map(({ file: name, text }) => ({ file: `ontology/${name}`, text })),
  );
  const found = [...problems, ...(loaded === undefined ? [] : checkOntology(loaded))];
  // A project never leads out of its folder: a database elsewhere is named where it is used.
  const way = file === undefined ? undefined : relative(root, file);
  const outside = way?.startsWith('..') === true;
  const kept = way === undefined || outside ? undefined : `duckdb:${way}`;
  const files = new Map([
    ...projectFiles({
      name: basename(root),
      language: session.language,
      ...(kept !== undefined && { database: kept }),
      example: ontology.length === 0,
    }),
    ...ontology.map(({ file: name, text }) => [`ontology/${name}`, text] as const),
  ]);
  const written = [];
  for (const [path, text] of files) {
    if (await exists(join(root, path))) continue;
    await writeAtomically(join(root, path), text);
    written.push(path);
  }
  const zh = session.language === 'zh';
  const go = asked === undefined ? '' : `cd ${asked} && `;
  const next = `${go}dataagent check`;
  return {
    ...(hasErrors(found) && { exit: 1 }),
    text: [
      ...written.map((path) => `${path}\n`),
      ...(outside ? [outsideNote(zh, options.from!)] : []),
      `${zh ? '下一步' : 'next'}: ${next}\n`,
    ].join(''),
    data: { root: asked ?? '.', files: written, next },
    diagnostics: found,
    sources: await sourcesOf(new Map([...files].filter(([path]) => path.startsWith('ontology/')))),
  };
}

async function readDatabase(session: Session, file: string, values: boolean) {
  session.progress(session.language === 'zh' ? '读取数据库结构' : 'reading the database');
  const engine = await openDuckdb({ databases: [{ file }] });
  try {
    return writeOntology(await introspect(engine, { values }));
  } finally {
    await engine.close();
  }
}

function outsideNote(zh: boolean, address: string): string {
  return zh
    ? `数据库不在项目内：使用时用 --database ${address} 指定\n`
    : `the database lies outside of the project: name it with --database ${address} where it is used\n`;
}
