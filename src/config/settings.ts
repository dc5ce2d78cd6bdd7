import { environmentName } from './environment-config.js';
import {
  type BudgetLimits,
  type ModelSection,
  type ProfileRole,
  type ProviderSettings,
  type UserConfig,
} from './model-section.js';
import { configTrouble } from './troubles.js';

/** The layers of settings, weakest first; built-in ones are what holds where none says anything. */
export interface Layers {
  readonly user: UserConfig;
  readonly project: ModelSection;
  readonly environment: UserConfig;
  readonly flags: { readonly model?: string };
}

/** Which models are used and how much they may cost; `profile` is `none` where none is. */
export interface ModelSettings {
  readonly profile: string;
  readonly providers: Readonly<
    Record<ProfileRole, readonly (ProviderSettings & { readonly name: string })[]>
  >;
  readonly budgets: { readonly run: BudgetLimits; readonly day: BudgetLimits };
}

/**
 * Settles the layers: built-in < user < project < environment < flags. A project may choose among the
 * user's profiles, make profiles of the user's providers, and lower budgets; it can neither switch a
 * model on that the user switched off, nor name an endpoint, nor raise a budget.
 */
export function modelSettings(layers: Layers): ModelSettings {
  const { user, project, environment } = layers;
  const profile = chosenProfile(layers);
  const budgets = {
    run: tightest({ ...user.budgets?.run, ...environment.budgets?.run }, project.budgets?.run),
    day: tightest({ ...user.budgets?.day, ...environment.budgets?.day }, project.budgets?.day),
  };
  if (profile === 'none')
    return { profile, providers: { plan: [], draft: [], repair: [], report: [] }, budgets };
  // What the user calls by a name, no project calls otherwise.
  const profiles = { ...project.profiles, ...user.profiles, ...environment.profiles };
  const known = { ...user.providers, ...environment.providers };
  const roles = profiles[profile];
  if (roles === undefined)
    throw configTrouble('unknown-profile', { name: profile, known: Object.keys(profiles) });
  const costs = budgets.run.cost !== undefined || budgets.day.cost !== undefined;
  const providersOf = (role: ProfileRole) => {
    const names = roles[role] ?? roles.all ?? [];
    if (names.length === 0) throw configTrouble('no-provider-for-role', { profile, role });
    return names.map((name) => {
      const settings = known[name];
      if (settings === undefined)
        throw configTrouble('unknown-provider', { profile, name, known: Object.keys(known) });
      // What cannot be counted would look as if it were held.
      if (costs && settings.price === undefined)
        throw configTrouble('no-price', { provider: name });
      return { name, ...settings };
    });
  };
  const providers = {
    plan: providersOf('plan'),
    draft: providersOf('draft'),
    repair: providersOf('repair'),
    report: providersOf('report'),
  };
  return { profile, providers, budgets };
}

/** The profile that holds: flags and environment are the user's own words and come last. */
export function chosenProfile({ user, project, environment, flags }: Layers): string {
  const own = flags.model ?? environment.model;
  if (own !== undefined) return own;
  const fallback = environment.profiles === undefined ? 'none' : environmentName;
  const users = user.model ?? fallback;
  return users === 'none' ? users : (project.model ?? users);
}

function tightest(own: BudgetLimits, projects: BudgetLimits | undefined): BudgetLimits {
  const least = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined ? b : b === undefined ? a : Math.min(a, b);
  const tokens = least(own.tokens, projects?.tokens);
  const cost = least(own.cost, projects?.cost);
  return { ...(tokens !== undefined && { tokens }), ...(cost !== undefined && { cost }) };
}
