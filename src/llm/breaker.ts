/** Providers that failed too often to be asked for a while. */
export interface Breaker {
  readonly isOpen: (provider: string) => boolean;
  readonly failed: (provider: string) => void;
  readonly answered: (provider: string) => void;
}

/** So many questions in a row without an answer open it. */
const most = 2;
/** After this long one question tries again. */
const restMs = 60_000;

/** A circuit breaker for each provider, for as long as the process lives. */
export function newBreaker(now: () => number = Date.now): Breaker {
  const states = new Map<string, { failures: number; since: number }>();
  return {
    isOpen(provider) {
      const state = states.get(provider);
      return state !== undefined && state.failures >= most && now() - state.since < restMs;
    },
    failed(provider) {
      const failures = (states.get(provider)?.failures ?? 0) + 1;
      states.set(provider, { failures, since: now() });
    },
    answered(provider) {
      states.delete(provider);
    },
  };
}
