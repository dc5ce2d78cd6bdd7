import type { Failure } from './attempt.js';

/** Whether asking the same provider again can help. */
export function mayRetry({ code }: Failure): boolean {
  return ['down', 'slow', 'limited', 'failing', 'cut', 'nonsense'].includes(code);
}

/** The longest wait before the same provider is asked again; who asks for more is passed over. */
const longestWaitMs = 30_000;

/**
 * How long to wait after a failed attempt (from 1): what the provider asks for, else a random part of a
 * span that doubles from half a second, so that many clients do not come back at once. Undefined where
 * the provider asks for longer than anyone would wait.
 */
export function waitBefore(
  failure: Failure,
  attempt: number,
  random: () => number,
): number | undefined {
  const { retryAfterMs } = failure;
  if (retryAfterMs !== undefined && retryAfterMs > longestWaitMs) return undefined;
  const span = Math.min(500 * 2 ** (attempt - 1), 8000);
  const jitter = Math.round(span * (0.5 + random() / 2));
  // Jitter on top of what is asked for: never earlier.
  return retryAfterMs === undefined ? jitter : retryAfterMs + Math.round(random() * 250);
}

/** Waits, or throws the signal's reason as soon as it fires. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
