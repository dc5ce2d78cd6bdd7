import type { Failure } from './attempt.js';
import type { Breaker } from './breaker.js';
import type { Budgets } from './budget.js';
import { keyOf } from './key.js';
import type { Model, ModelReply, ModelRequest, Role, Watch } from './model.js';
import { costOf, type Provider } from './provider.js';
import { requestHash } from './request-hash.js';
import { mayRetry, wait, waitBefore } from './retry.js';
import { llmTrouble } from './troubles.js';

/** What asking takes of the world. */
export interface Routing {
  /** In the order in which they are asked. */
  readonly providers: Readonly<Record<Role, readonly Provider[]>>;
  readonly budgets: Budgets;
  readonly breaker: Breaker;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly watch: Watch;
  readonly random?: () => number;
}

/**
 * A model behind the providers of each role: each is asked a few times, with waits between, then the next
 * one; what fails too often is passed over for a while. Every attempt, wait and failover is an event.
 * Without any answer the trouble is that of the last provider that was asked.
 */
export function routed(routing: Routing): Model {
  return async (request, signal) => {
    const all = routing.providers[request.role];
    const closed = all.filter((p) => !routing.breaker.isOpen(p.name));
    let last: { readonly provider: Provider; readonly failure: Failure } | undefined;
    // Where all rest, one that may have come back is better than none.
    for (const provider of closed.length > 0 ? closed : all) {
      if (last !== undefined)
        routing.watch({
          type: 'model.failover',
          role: request.role,
          from: last.provider.name,
          to: provider.name,
          why: `llm/${last.failure.code}`,
        });
      const answer = await ask(routing, provider, request, signal);
      if ('text' in answer) {
        routing.breaker.answered(provider.name);
        return answer;
      }
      routing.breaker.failed(provider.name);
      last = { provider, failure: answer };
    }
    if (last === undefined) throw new Error(`no provider for ${request.role}`);
    const { code, detail } = last.failure;
    throw llmTrouble(code, { provider: last.provider.name, detail });
  };
}

async function ask(
  routing: Routing,
  provider: Provider,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<ModelReply | Failure> {
  const { budgets, watch, random = Math.random } = routing;
  const { role } = request;
  const hash = requestHash(request);
  const key = await keyOf(provider, routing.env, signal);
  const { call } = await import('./call.js');
  for (let attempt = 1; ; attempt++) {
    await budgets.check(request, provider);
    const named = { role, provider: provider.name, model: provider.model };
    watch({ type: 'model.asked', ...named, request: hash, attempt });
    const started = performance.now();
    const answer = await call(provider, key, request, signal);
    if ('text' in answer) {
      const cost = costOf(provider, answer.usage);
      const spent = { usage: answer.usage, ...(cost !== undefined && { cost }) };
      await budgets.spent(provider.name, answer.usage, cost);
      const failure = unreadable(answer.text, request);
      if (failure === undefined) {
        const ms = Math.round(performance.now() - started);
        watch({ type: 'model.answered', ...named, request: hash, from: 'provider', ...spent, ms });
        return { text: answer.text, ...named, ...spent, from: 'provider' };
      }
      const waitMs = await again(failure, attempt);
      if (waitMs === undefined) return failure;
      continue;
    }
    const waitMs = await again(answer, attempt);
    if (waitMs === undefined) return answer;
  }

  /** Waits before another attempt; undefined where there is to be none. */
  async function again(failure: Failure, attempt: number): Promise<number | undefined> {
    const more = attempt < provider.attempts && mayRetry(failure);
    const waitMs = more ? waitBefore(failure, attempt, random) : undefined;
    const { code, detail } = failure;
    watch({
      type: 'model.failed',
      role,
      provider: provider.name,
      code: `llm/${code}`,
      detail,
      attempt,
      ...(waitMs !== undefined && { waitMs }),
    });
    if (waitMs !== undefined) await wait(waitMs, signal);
    return waitMs;
  }
}

function unreadable(text: string, { form }: ModelRequest): Failure | undefined {
  if (form === undefined || form.reads(text)) return undefined;
  return { code: 'nonsense', detail: `no ${form.name} in JSON` };
}
