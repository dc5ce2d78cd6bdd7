import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { Failure } from './attempt.js';
import { withoutSecrets } from './secrets.js';

/** What an error of the SDK means; undefined for what is no answer of a provider at all. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof APIUserAbortError) return undefined;
  if (error instanceof APIConnectionTimeoutError) return { code: 'slow', detail: 'no connection' };
  if (error instanceof APIConnectionError) return { code: 'down', detail: causeOf(error) };
  if (!(error instanceof APIError)) return networkFailure(error);
  const detail = shortened(error.message);
  const retryAfterMs = retryAfter(error.headers as Headers | undefined);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const status = error.status as number | undefined;
  if (status === 401) return { code: 'wrong-key', detail };
  if (status === 402 || status === 403) return { code: 'not-allowed', detail };
  // Quota that is used up comes as 429 too, and no waiting helps.
  if (status === 429 && error.code === 'insufficient_quota') return { code: 'not-allowed', detail };
  if (status === 429) return { code: 'limited', detail, ...wait };
  if (status === 408 || status === 504) return { code: 'slow', detail, ...wait };
  if (status === undefined || status >= 500) return { code: 'failing', detail, ...wait };
  return { code: 'bad-request', detail };
}

/** In milliseconds, from `retry-after-ms`, or `retry-after` in seconds or as a date. */
export function retryAfter(headers: Headers | undefined, now = Date.now()): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const text = headers?.get('retry-after') ?? '';
  const seconds = Number(text);
  if (text !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** A connection that breaks in the middle of an answer is no error of the SDK's own. */
function networkFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const isNetwork =
    /^(?:E[A-Z]+|UND_ERR_\w+)$/.test(code) || /terminated|socket|premature/i.test(error.message);
  return isNetwork ? { code: 'cut', detail: shortened(error.message) } : undefined;
}

function causeOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const inner = cause?.cause instanceof Error ? cause.cause : cause;
  const code = inner !== undefined && 'code' in inner ? String(inner.code) : undefined;
  return shortened(code ?? inner?.message ?? error.message);
}

function shortened(text: string): string {
  const line = withoutSecrets(text.split('\n')[0] ?? '');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
