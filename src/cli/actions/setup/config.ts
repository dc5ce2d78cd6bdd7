import { hasErrors } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import {
  explainSetting,
  knownSettings,
  type ExplainedSetting,
  type LayerName,
  type ReadLayers,
} from '../../../config/explain-setting.js';
import { builtInSettings } from '../../../config/project-config.js';
import { readYaml } from '../../../base/yaml/yaml.js';
import { openProject } from '../../../workspace/project.js';
import type { ConfigOptions } from '../../commands/config.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { layersOf, projectSettingsFile, userSettings } from '../../project/settings.js';

/** Explains one setting, or all: what each layer says, and what holds. */
export async function explainConfig(
  session: Session,
  key: string | undefined,
  options: ConfigOptions,
): Promise<Outcome> {
  const { checked, texts } = await openProject(session.cwd, options.project);
  const [project, found] = checked;
  if (project === undefined) return { ...findings(found), texts };
  const user = await userSettings();
  const [own, wrong] = user.checked;
  if (own === undefined || hasErrors(wrong)) return { ...findings(wrong), texts: user.texts };
  const written = readYaml(texts.get(projectSettingsFile) ?? '').documents[0];
  const layers: ReadLayers = {
    ...layersOf(own, project.config, options.model),
    builtIn: builtInSettings,
    projectSettings: (written ?? {}) as Readonly<Record<string, unknown>>,
    files: { user: user.file, project: projectSettingsFile },
  };
  const keys = key === undefined ? knownSettings(layers) : [key];
  const settings = keys.map((one) => explainSetting(one, layers));
  const text = settings.map((s) => inWords(s, session.language === 'zh')).join('');
  return { text, data: { settings } };
}

function inWords({ key, layers, value }: ExplainedSetting, zh: boolean): string {
  const lines = layers.map(({ layer, where, value: said }) => {
    const place = where === '' ? '' : ` (${clean(where)})`;
    return `  ${layerWords[layer][zh ? 1 : 0]}${place}: ${shown(said)}\n`;
  });
  return `${key} = ${shown(value)}\n${lines.join('')}`;
}

const layerWords: Readonly<Record<LayerName, readonly [string, string]>> = {
  'built-in': ['built-in', '内置'],
  user: ['user', '用户'],
  project: ['project', '项目'],
  environment: ['environment', '环境变量'],
  flags: ['flag', '命令行'],
};

function shown(value: unknown): string {
  return value === null ? '-' : clean(typeof value === 'string' ? value : JSON.stringify(value));
}
