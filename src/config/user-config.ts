import type { Checked } from '../base/diagnostic.js';
import type { UserConfig } from './model-section.js';
import { readSettings } from './read-settings.js';
import schema from './user.schema.json' with { type: 'json' };

/** Reads the user's own settings file; every key that is not a setting is reported. */
export function readUserConfig(text: string): Checked<UserConfig> {
  return readSettings(text, schema);
}
