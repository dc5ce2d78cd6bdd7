import type { BudgetLimits, ProviderSettings, UserConfig } from './model-section.js';
import type { Environment } from './user-folders.js';

/** The name of the provider, and of the profile, that the environment gives. */
export const environmentName = 'env';

/** The variables that are settings, with the setting that each is. */
export const variables: Readonly<Record<string, string>> = {
  DATAAGENT_MODEL: 'model',
  DATAAGENT_RUN_TOKENS: 'budgets.run.tokens',
  DATAAGENT_RUN_COST: 'budgets.run.cost',
  DATAAGENT_DAY_TOKENS: 'budgets.day.tokens',
  DATAAGENT_DAY_COST: 'budgets.day.cost',
  OPENAI_BASE_URL: 'providers.env.base_url',
  OPENAI_MODEL: 'providers.env.model',
  OPENAI_API_KEY: 'providers.env.key_env',
  DATAAGENT_STRUCTURED: 'providers.env.structured',
  DATAAGENT_TIMEOUT: 'providers.env.timeout',
};

/** What the environment says, as settings; a provider of its own where it holds a key of the OpenAI protocol. */
export function environmentConfig(env: Environment): UserConfig {
  const model = env['DATAAGENT_MODEL'] ?? '';
  const run = limits(env['DATAAGENT_RUN_TOKENS'], env['DATAAGENT_RUN_COST']);
  const day = limits(env['DATAAGENT_DAY_TOKENS'], env['DATAAGENT_DAY_COST']);
  const provider = environmentProvider(env);
  return {
    ...(model !== '' && { model }),
    ...((run !== undefined || day !== undefined) && {
      budgets: { ...(run !== undefined && { run }), ...(day !== undefined && { day }) },
    }),
    ...(provider !== undefined && {
      providers: { [environmentName]: provider },
      profiles: { [environmentName]: { all: [environmentName] } },
    }),
  };
}

function environmentProvider(env: Environment): ProviderSettings | undefined {
  if ((env['OPENAI_API_KEY'] ?? '') === '') return undefined;
  const url = env['OPENAI_BASE_URL'] ?? '';
  const asked = env['DATAAGENT_STRUCTURED'];
  const structured = (['json_schema', 'json_object', 'plain'] as const).find((s) => s === asked);
  const timeout = amount(env['DATAAGENT_TIMEOUT']);
  return {
    base_url: url === '' ? 'https://api.openai.com/v1' : url,
    model: env['OPENAI_MODEL'] ?? 'gpt-4.1',
    key_env: 'OPENAI_API_KEY',
    // Of an endpoint that is not known nothing is expected but words.
    structured: structured ?? (url === '' ? 'json_schema' : 'plain'),
    ...(timeout !== undefined && { timeout }),
  };
}

function limits(tokens: string | undefined, cost: string | undefined): BudgetLimits | undefined {
  const [most, price] = [amount(tokens), amount(cost)];
  if (most === undefined && price === undefined) return undefined;
  return {
    ...(most !== undefined && { tokens: most }),
    ...(price !== undefined && { cost: price }),
  };
}

function amount(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && text.trim() !== '' && Number.isFinite(value) && value >= 0
    ? value
    : undefined;
}
