import { defineTroubles, troubleOf } from '../base/trouble.js';

/** What can be wrong with settings that are each well formed. */
export const configTroubles = {
  'unknown-profile': troubleOf<{ name: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `there is no model profile "${name}"`,
      zh: ({ name }) => `没有名为「${name}」的模型配置方案`,
    },
    hint: {
      en: ({ known }) => `one of ${[...known, 'none'].join(', ')}`,
      zh: ({ known }) => `可用：${[...known, 'none'].join('、')}`,
    },
  }),
  'unknown-provider': troubleOf<{ profile: string; name: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ profile, name }) =>
        `the profile "${profile}" names the provider "${name}", which the user configuration does not have`,
      zh: ({ profile, name }) => `配置方案「${profile}」引用了用户配置中没有的服务「${name}」`,
    },
    hint: {
      en: ({ known }) =>
        known.length > 0
          ? `one of ${known.join(', ')}`
          : 'providers are named in ~/.config/dataagent/config.yaml, never in a project',
      zh: ({ known }) =>
        known.length > 0
          ? `可用：${known.join('、')}`
          : '服务只能写在 ~/.config/dataagent/config.yaml，不能写在项目里',
    },
  }),
  'no-provider-for-role': troubleOf<{ profile: string; role: string }>({
    kind: 'usage',
    message: {
      en: ({ profile, role }) => `the profile "${profile}" names no provider for "${role}"`,
      zh: ({ profile, role }) => `配置方案「${profile}」没有为「${role}」指定服务`,
    },
    hint: {
      en: ({ role }) => `add "${role}" or "all" to it`,
      zh: ({ role }) => `请加上 "${role}" 或 "all"`,
    },
  }),
  'no-price': troubleOf<{ provider: string }>({
    kind: 'usage',
    message: {
      en: ({ provider }) => `a budget of cost is set, and the provider "${provider}" has no prices`,
      zh: ({ provider }) => `设置了费用预算，但服务「${provider}」没有价格`,
    },
    hint: {
      en: () => 'give it a price, or set a budget of tokens',
      zh: () => '请为其填写 price，或改用 tokens 预算',
    },
  }),
  'unknown-setting': troubleOf<{ name: string; near: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ name }) => `there is no setting "${name}"`,
      zh: ({ name }) => `没有名为「${name}」的设置`,
    },
    hint: {
      en: ({ near }) =>
        near.length > 0
          ? `did you mean ${near.join(' or ')}?`
          : '"dataagent config explain" lists all settings',
      zh: ({ near }) =>
        near.length > 0 ? `是否为 ${near.join('、')}？` : '"dataagent config explain" 列出所有设置',
    },
  }),
} as const;

/** Makes troubles of settings. */
export const configTrouble = defineTroubles('config', configTroubles);
