import { environmentConfig } from '../../config/environment-config.js';
import type { ModelSection, UserConfig } from '../../config/model-section.js';
import { projectFile } from '../../config/project-config.js';
import type { Layers } from '../../config/settings.js';
import { readUserConfig } from '../../config/user-config.js';
import { userFolders } from '../../config/user-folders.js';
import { inFile, type Checked } from '../../base/diagnostic.js';
import { exists, readText } from '../../workspace/files/read-text.js';

/** The user's settings file as read: absent files say nothing. */
export async function userSettings(): Promise<{
  readonly checked: Checked<UserConfig>;
  readonly file: string;
  readonly texts: ReadonlyMap<string, string>;
}> {
  const { config: file } = userFolders(process.env);
  if (!(await exists(file))) return { checked: [{}, []], file, texts: new Map() };
  const text = await readText(file);
  const [config, found] = readUserConfig(text);
  return { checked: [config, inFile(found, file)], file, texts: new Map([[file, text]]) };
}

/** The layers of settings that are about models. */
export function layersOf(
  user: UserConfig,
  project: ModelSection,
  model: string | undefined,
): Layers {
  return {
    user,
    project,
    environment: environmentConfig(process.env),
    flags: model === undefined ? {} : { model },
  };
}

/** Where a project's settings stand. */
export const projectSettingsFile = projectFile;
