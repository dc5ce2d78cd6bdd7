import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Places of the user's own, outside of every project (XDG base directories). */
export interface UserFolders {
  /** The file of the user's settings; it need not exist. */
  readonly config: string;
  /** What can be made again. */
  readonly cache: string;
  /** What a day has cost. */
  readonly state: string;
}

/** The user's places; `DATAAGENT_CONFIG` names another settings file. */
export function userFolders(env: Environment): UserFolders {
  const home = env['HOME'] ?? homedir();
  const base = (name: string, fallback: string): string => {
    const value = env[name] ?? '';
    // As the XDG specification asks, relative paths are not believed: they would lead into a project.
    return join(isAbsolute(value) ? value : join(home, fallback), 'dataagent');
  };
  const own = env['DATAAGENT_CONFIG'] ?? '';
  return {
    config: isAbsolute(own) ? own : join(base('XDG_CONFIG_HOME', '.config'), 'config.yaml'),
    cache: base('XDG_CACHE_HOME', '.cache'),
    state: base('XDG_STATE_HOME', '.local/state'),
  };
}
