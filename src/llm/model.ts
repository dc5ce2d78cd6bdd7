/** What a model is asked to do; each has its own list of providers. */
export type Role = 'plan' | 'draft' | 'repair' | 'report';

/** One question to a model. */
export interface ModelRequest {
  readonly role: Role;
  readonly system: string;
  readonly user: string;
  /** The form of the answer, where it is JSON; providers are asked for it as far as they can. */
  readonly form?: AnswerForm;
}

/** A JSON answer's form: a schema for providers that take one, and whether a text can be read as it. */
export interface AnswerForm {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** The same check for all providers; a text that fails it is nonsense, and is asked for again. */
  readonly reads: (text: string) => boolean;
}

/** Tokens, as the provider counts them; estimated where it says nothing. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** An answer, with where it came from and what it took. */
export interface ModelReply {
  readonly text: string;
  readonly provider: string;
  readonly model: string;
  readonly usage: Usage;
  /** In the currency of the provider's prices; absent where it has none. */
  readonly cost?: number;
  readonly from: 'provider' | 'cache' | 'recording';
}

/** All that the product knows of language models: a question in, an answer out. Throws `Trouble`. */
export type Model = (request: ModelRequest, signal: AbortSignal) => Promise<ModelReply>;

/** What happens on the way to an answer; written to the journal. */
export type ModelEvent =
  | {
      readonly type: 'model.asked';
      readonly role: Role;
      readonly provider: string;
      readonly model: string;
      /** Hash of the whole question. */
      readonly request: string;
      readonly attempt: number;
    }
  | {
      readonly type: 'model.failed';
      readonly role: Role;
      readonly provider: string;
      readonly code: string;
      readonly detail: string;
      readonly attempt: number;
      /** Absent where the same provider is not asked again. */
      readonly waitMs?: number;
    }
  | {
      readonly type: 'model.failover';
      readonly role: Role;
      readonly from: string;
      readonly to: string;
      readonly why: string;
    }
  | {
      readonly type: 'model.answered';
      readonly role: Role;
      readonly provider: string;
      readonly model: string;
      readonly request: string;
      readonly from: ModelReply['from'];
      readonly usage: Usage;
      readonly cost?: number;
      readonly ms: number;
    }
  | { readonly type: 'cache.cut'; readonly file: string }
  | { readonly type: 'recording.other-prompt'; readonly role: Role; readonly file: string };

/** Hears of each event. */
export type Watch = (event: ModelEvent) => void;
