import { suggest } from '../base/text/suggest.js';
import { variables } from './environment-config.js';
import { chosenProfile, modelSettings, type Layers } from './settings.js';
import { configTrouble } from './troubles.js';

/** Which layer says what of one setting. */
export interface ExplainedSetting {
  readonly key: string;
  /** Weakest first. */
  readonly layers: readonly {
    readonly layer: LayerName;
    readonly where: string;
    readonly value: unknown;
  }[];
  readonly value: unknown;
}

/** The layers of settings, weakest first. */
export type LayerName = 'built-in' | 'user' | 'project' | 'environment' | 'flags';

/** The layers as they were read, with where each comes from. */
export interface ReadLayers extends Layers {
  readonly builtIn: Readonly<Record<string, unknown>>;
  /** All of the project's settings as written. */
  readonly projectSettings: Readonly<Record<string, unknown>>;
  readonly files: { readonly user: string; readonly project: string };
}

/** Explains one setting, `budgets.run.tokens` say: every layer's word, and what holds. Keys never show. */
export function explainSetting(key: string, layers: ReadLayers): ExplainedSetting {
  const { builtIn, user, projectSettings, environment, flags, files } = layers;
  const named = Object.entries(variables)
    .filter(([, setting]) => setting === key)
    .map(([variable]) => variable);
  const all = [
    { layer: 'built-in' as const, where: '', value: at(builtIn, key) },
    { layer: 'user' as const, where: files.user, value: at(user, key) },
    { layer: 'project' as const, where: files.project, value: at(projectSettings, key) },
    { layer: 'environment' as const, where: named.join(', '), value: at(environment, key) },
    { layer: 'flags' as const, where: '--model', value: at(flags, key) },
  ];
  const said = all.filter(({ value }) => value !== undefined);
  if (said.length === 0 && !knownSettings(layers).includes(key))
    throw configTrouble('unknown-setting', {
      name: key,
      near: suggest(key, knownSettings(layers)),
    });
  return { key, layers: said, value: effective(key, layers) ?? said.at(-1)?.value ?? null };
}

/** Every setting that some layer has or could have, sorted. */
export function knownSettings({
  builtIn,
  user,
  projectSettings,
  environment,
}: ReadLayers): readonly string[] {
  const names = [builtIn, user, projectSettings, environment].flatMap((layer) => leaves(layer, ''));
  return [
    ...new Set([...names, ...Object.values(variables), 'language', 'timezone', 'database']),
  ].toSorted();
}

/** What is settled by more than the last word. */
function effective(key: string, layers: ReadLayers): unknown {
  if (key === 'model') return chosenProfile(layers);
  if (!key.startsWith('budgets.')) return undefined;
  const { budgets } = modelSettings({ ...layers, flags: { model: 'none' } });
  return at({ budgets }, key);
}

function at(value: unknown, key: string): unknown {
  let found = value;
  for (const step of key.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step))
      return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}

function leaves(value: unknown, prefix: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [prefix];
  return Object.entries(value).flatMap(([key, part]) =>
    leaves(part, prefix === '' ? key : `${prefix}.${key}`),
  );
}
