/** What a model is asked to do. */
export type ProfileRole = 'plan' | 'draft' | 'repair' | 'report';

/** Names of providers in the order in which they are asked, by role; `all` stands for roles that are not named. */
export type Profile = Readonly<Partial<Record<ProfileRole | 'all', readonly string[]>>>;

/** What may be spent on models; absent: no limit. */
export interface BudgetLimits {
  readonly tokens?: number;
  readonly cost?: number;
}

/** What may be spent in one run and on one day. */
export interface BudgetSettings {
  readonly run?: BudgetLimits;
  readonly day?: BudgetLimits;
}

/** What a project may say of models: which profile, profiles of the user's providers, and how much at most. */
export interface ModelSection {
  readonly model?: string;
  readonly profiles?: Readonly<Record<string, Profile>>;
  readonly budgets?: BudgetSettings;
}

/** An endpoint as the user writes it. */
export interface ProviderSettings {
  readonly base_url: string;
  readonly model: string;
  readonly key_env?: string;
  readonly key_command?: string;
  readonly structured?: 'json_schema' | 'json_object' | 'plain';
  /** Seconds. */
  readonly timeout?: number;
  readonly attempts?: number;
  readonly max_output?: number;
  readonly temperature?: number;
  readonly price?: { readonly input: number; readonly output: number };
}

/** The user's own settings. */
export interface UserConfig extends ModelSection {
  readonly language?: 'en' | 'zh';
  readonly providers?: Readonly<Record<string, ProviderSettings>>;
}
