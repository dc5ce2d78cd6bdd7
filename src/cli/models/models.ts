import { join, resolve } from 'node:path';
import type { ProviderSettings } from '../../config/model-section.js';
import { modelSettings } from '../../config/settings.js';
import { userFolders } from '../../config/user-folders.js';
import type { Diagnostic } from '../../base/diagnostic.js';
import { hasErrors } from '../../base/diagnostic.js';
import type { Model, ModelEvent, Watch } from '../../llm/model.js';
import type { Provider } from '../../llm/provider.js';
import { requestHash } from '../../llm/request-hash.js';
import type { Session } from '../outcome.js';
import type { Work } from '../project/project.js';
import { layersOf, userSettings } from '../project/settings.js';

/** What a command line may say about models. */
export interface ModelOptions {
  /** A profile, or `none`. */
  readonly model?: string;
  readonly record?: string;
  readonly replay?: string;
}

/** The model of a run: none where no profile is chosen; findings of the user's settings stand in the way. */
export interface RunModel {
  readonly profile: string;
  readonly make?: (watch: Watch) => Promise<Model>;
  readonly found: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Settles the settings and readies the model of a run; nothing is asked and no key is read yet. */
export async function runModel(
  session: Session,
  { project }: Work,
  options: ModelOptions,
): Promise<RunModel> {
  const { record, replay } = options;
  const folder = replay === undefined ? undefined : resolve(session.cwd, replay);
  if (folder !== undefined)
    return {
      profile: 'replay',
      make: async (watch) => (await import('../../llm/recording.js')).replayed(folder, watch),
      found: [],
      texts: new Map(),
    };
  const { checked, texts } = await userSettings();
  const [user, found] = checked;
  if (user === undefined || hasErrors(found)) return { profile: 'none', found, texts };
  const settings = modelSettings(layersOf(user, project.config, options.model));
  const { profile, budgets } = settings;
  if (profile === 'none') return { profile, found, texts };
  const { plan, draft, repair, report } = settings.providers;
  const providers = {
    plan: plan.map(providerOf),
    draft: draft.map(providerOf),
    repair: repair.map(providerOf),
    report: report.map(providerOf),
  };
  const folders = userFolders(process.env);
  return {
    profile,
    found,
    texts,
    make: async (watch) => {
      const { routed } = await import('../../llm/routed.js');
      const { newBudgets } = await import('../../llm/budget.js');
      const { newBreaker } = await import('../../llm/breaker.js');
      const { cached } = await import('../../llm/answer-cache.js');
      const { recorded } = await import('../../llm/recording.js');
      const held = untilKept(watch);
      const asked = routed({
        providers,
        budgets: newBudgets(budgets, folders.state),
        breaker: newBreaker(),
        env: process.env,
        watch: held.watch,
      });
      const kept = held.telling(cached(asked, providers, join(folders.cache, 'answers'), watch));
      return record === undefined ? kept : recorded(kept, resolve(session.cwd, record));
    },
  };
}

/**
 * An answer counts as given once it is kept: whoever reads in a journal that it was answered finds it in
 * the cache, however soon the process was killed, and it is never paid for again.
 */
function untilKept(watch: Watch): {
  readonly watch: Watch;
  readonly telling: (model: Model) => Model;
} {
  const waiting = new Map<string, ModelEvent[]>();
  return {
    watch(event) {
      if (event.type !== 'model.answered') return watch(event);
      waiting.set(event.request, [...(waiting.get(event.request) ?? []), event]);
    },
    telling: (model) => async (request, signal) => {
      const reply = await model(request, signal);
      const hash = requestHash(request);
      for (const event of waiting.get(hash) ?? []) watch(event);
      waiting.delete(hash);
      return reply;
    },
  };
}

function providerOf(settings: ProviderSettings & { readonly name: string }): Provider {
  const { name, base_url, model, key_env, key_command, structured, price } = settings;
  return {
    name,
    baseUrl: base_url,
    model,
    key:
      key_command !== undefined
        ? { kind: 'command', command: key_command }
        : key_env !== undefined
          ? { kind: 'env', name: key_env }
          : { kind: 'none' },
    structured: structured ?? 'plain',
    timeoutMs: (settings.timeout ?? 120) * 1000,
    attempts: settings.attempts ?? 3,
    ...(settings.max_output !== undefined && { maxOutput: settings.max_output }),
    ...(settings.temperature !== undefined && { temperature: settings.temperature }),
    ...(price !== undefined && { price }),
  };
}
