/** How far a provider can be held to a form: by a schema, to JSON at all, or by words only. */
export type Structured = 'json_schema' | 'json_object' | 'plain';

/** One endpoint that speaks the OpenAI protocol; all of it comes from the user's own settings. */
export interface Provider {
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly key: KeySource;
  readonly structured: Structured;
  /** For a whole answer. */
  readonly timeoutMs: number;
  /** How often a question is asked before the next provider's turn, the first time included. */
  readonly attempts: number;
  /** At most so many tokens in an answer; absent: the provider's own limit. */
  readonly maxOutput?: number;
  readonly temperature?: number;
  /** For a million tokens. */
  readonly price?: { readonly input: number; readonly output: number };
}

/** Where a key comes from: a variable of the environment, a command of the user's own, or nowhere (local servers). */
export type KeySource =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'none' };

/** What tokens cost; undefined where the provider has no prices. */
export function costOf(
  { price }: Provider,
  usage: { readonly input: number; readonly output: number },
): number | undefined {
  if (price === undefined) return undefined;
  return (usage.input * price.input + usage.output * price.output) / 1_000_000;
}
