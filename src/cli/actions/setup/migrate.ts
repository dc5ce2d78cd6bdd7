import { formVersion } from '../../../base/form/form-version.js';
import { clean } from '../../../base/render.js';
import { readYaml } from '../../../base/yaml/yaml.js';
import { builtInSettings, projectFile } from '../../../config/project-config.js';
import { allMigrations } from '../../../fix/migrations/all-migrations.js';
import { migrate, versionOf } from '../../../fix/migrations/migrate.js';
import type { FormKind, Migration } from '../../../fix/migrations/migration.js';
import { inside } from '../../../workspace/files/inside.js';
import { filesBelow } from '../../../workspace/files/listing.js';
import { locked } from '../../../workspace/files/lock.js';
import { projectRoot } from '../../../workspace/project.js';
import { readText } from '../../../workspace/files/read-text.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { MigrateOptions } from '../../commands/migrate.js';
import { migrateTrouble } from '../../troubles/migrate.js';
import type { Outcome, Session } from '../../outcome.js';

/**
 * Writes settings, ontology and documents in the form of today, all or none. A project of an older version
 * cannot be opened as one, so its files are read by their places alone. `steps` are those there are.
 */
export async function migrateProject(
  session: Session,
  options: MigrateOptions,
  steps: readonly Migration[] = allMigrations,
): Promise<Outcome> {
  const root = await projectRoot(session.cwd, options.project);
  return locked(root, 'new', async () => {
    const texts = new Map<string, string>();
    const settings = await readText(await inside(root, projectFile));
    const version = versionOf('settings', settings);
    take(projectFile, 'settings', settings, version);
    const { ontology, specs } = foldersOf(settings);
    // An ontology has the version of its project: its files say none.
    for (const [file, text] of await below(root, ontology, ['.yaml', '.yml']))
      take(file, 'ontology', text, version);
    for (const [file, text] of await below(root, specs, ['.json']))
      if (file.split('/').at(-2) === 'dsl')
        take(file, 'document', text, versionOf('document', text));
    session.signal.throwIfAborted();
    if (options.dryRun !== true) await writeFiles(root, texts);
    return shown(session, [...texts.keys()]);

    function take(file: string, kind: FormKind, text: string, written: unknown): void {
      const made = migrate(kind, text, written, steps);
      if (made.kind === 'newer')
        throw migrateTrouble('newer', { file, version: made.version, known: formVersion });
      if (made.kind === 'unknown') throw migrateTrouble('unknown', { file, version: made.version });
      if (made.kind === 'migrated' && made.text !== text) texts.set(file, made.text);
    }
  });
}

/** The folders that settings of any version name. */
function foldersOf(settings: string): { readonly ontology: string; readonly specs: string } {
  const value = readYaml(settings).documents[0];
  const named = (typeof value === 'object' ? value : {}) as Readonly<Record<string, unknown>>;
  const folder = (key: 'ontology' | 'specs'): string => {
    const said = named[key];
    return typeof said === 'string' ? said : builtInSettings[key];
  };
  return { ontology: folder('ontology'), specs: folder('specs') };
}

async function below(
  root: string,
  folder: string,
  endings: readonly string[],
): Promise<readonly (readonly [file: string, text: string])[]> {
  const names = await filesBelow(root, await inside(root, folder), endings);
  const read: (readonly [string, string])[] = [];
  for (const name of names) {
    const file = `${folder}/${name}`;
    read.push([file, await readText(await inside(root, file))]);
  }
  return read;
}

function shown({ language }: Session, files: readonly string[]): Outcome {
  const none =
    language === 'zh'
      ? `全部文件已是版本 ${formVersion}\n`
      : `everything is of version ${formVersion}\n`;
  return {
    text: files.length === 0 ? none : files.map((f) => `${clean(f)}\n`).join(''),
    data: { version: formVersion, files },
  };
}
