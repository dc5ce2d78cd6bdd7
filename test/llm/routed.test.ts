import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cached } from '../../src/llm/answer-cache.js';
import { newBreaker } from '../../src/llm/breaker.js';
import { newBudgets } from '../../src/llm/budget.js';
import { retryAfter } from '../../src/llm/failure.js';
import { keyOf } from '../../src/llm/key.js';
import type { Model, ModelEvent, ModelRequest } from '../../src/llm/model.js';
import type { Provider } from '../../src/llm/provider.js';
import { waitBefore } from '../../src/llm/retry.js';
import { routed } from '../../src/llm/routed.js';
import { scriptedModel, type Turn } from '../support/scripted-model.js';

const never = new AbortController().signal;
const request: ModelRequest = { role: 'plan', system: 's', user: 'u' };

const provider = (name: string, baseUrl: string, more: Partial<Provider> = {}): Provider => ({
  name,
  baseUrl,
  model: 'm',
  key: { kind: 'none' },
  structured: 'plain',
  timeoutMs: 60_000,
  attempts: 2,
  ...more,
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'llm-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function modelOf(
  providers: readonly Provider[],
  {
    limits = {},
    state = folder(),
    env = {},
  }: { limits?: object; state?: string; env?: Readonly<Record<string, string>> } = {},
): { readonly model: Model; readonly events: readonly ModelEvent[] } {
  const events: ModelEvent[] = [];
  const all = { plan: providers, draft: providers, repair: providers, report: providers };
  const watch = (event: ModelEvent): void => void events.push(event);
  const model = routed({
    providers: all,
    budgets: newBudgets(limits, state),
    breaker: newBreaker(),
    env,
    watch,
    random: () => 0,
  });
  return { model, events };
}

it.each<[string, number, number | undefined, number | undefined]>([
  ['the first wait', 1, undefined, 250],
  ['doubles', 3, undefined, 1000],
  ['has a limit', 20, undefined, 4000],
  ['is what the provider asks for', 1, 1500, 1500],
  ['is not longer than anyone waits', 1, 3_600_000, undefined],
])('%s', (_, attempt, retryAfterMs, expected) => {
  const failure = {
    code: 'limited',
    detail: '',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  } as const;
  expect(waitBefore(failure, attempt, () => 0)).toBe(expected);
});

it('jitter never comes before what the provider asks for', () => {
  const failure = { code: 'limited', detail: '', retryAfterMs: 1000 } as const;
  expect(waitBefore(failure, 1, () => 1)).toBe(1250);
});

it.each([
  ['retry-after-ms', '20', 20],
  ['retry-after', '2', 2000],
  ['retry-after', 'Sat, 07 Nov 2026 00:00:10 GMT', 10_000],
  ['retry-after', 'soon', undefined],
])('reads %s: %s', (name, value, expected) => {
  const now = Date.parse('2026-11-07T00:00:00Z');
  expect(retryAfter(new Headers({ [name]: value }), now)).toBe(expected);
});

it.each<[string, readonly Turn[], string]>([
  ['is down for good', [{ status: 500 }], 'llm/failing'],
  ['knows no such key', [{ status: 401 }], 'llm/wrong-key'],
])('a provider that %s: the next one is asked', async (_, turns, why) => {
  const bad = await scriptedModel(turns);
  const fine = await scriptedModel([{ say: 'yes' }]);
  const { model, events } = modelOf([provider('a', bad.url), provider('b', fine.url)]);
  expect(await model(request, never)).toMatchObject({ text: 'yes', provider: 'b' });
  expect(events).toContainEqual({ type: 'model.failover', role: 'plan', from: 'a', to: 'b', why });
});

it('a provider that failed twice rests', async () => {
  const bad = await scriptedModel([{ status: 401 }]);
  const fine = await scriptedModel([{ say: 'yes' }]);
  const { model } = modelOf([provider('a', bad.url), provider('b', fine.url)]);
  for (const _ of [1, 2, 3, 4]) await model(request, never);
  expect([bad.asked.length, fine.asked.length]).toEqual([2, 4]);
});

it('a breaker closes again after its rest', () => {
  let now = 0;
  const breaker = newBreaker(() => now);
  breaker.failed('a');
  expect(breaker.isOpen('a')).toBe(false);
  breaker.failed('a');
  expect(breaker.isOpen('a')).toBe(true);
  now = 60_000;
  expect(breaker.isOpen('a')).toBe(false);
  breaker.answered('a');
  expect(breaker.isOpen('a')).toBe(false);
});

it('a signal ends the wait for an answer at once', async () => {
  const slow = await scriptedModel([{ hang: true }]);
  const { model } = modelOf([provider('a', slow.url)]);
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stop')), 50);
  await expect(model(request, stop.signal)).rejects.toThrow('stop');
});

/** With a patience that is longer than that of the built-in fetch another one is taken. */
const patient = { timeoutMs: 400_000, attempts: 1 };

it('a patient provider answers like any other, and is told the key', async () => {
  const fine = await scriptedModel([{ say: '每行一家' }]);
  const key = { kind: 'env', name: 'PATIENT_KEY' } as const;
  const { model } = modelOf([provider('a', fine.url, { ...patient, key })], {
    env: { PATIENT_KEY: 'k-1234567890' },
  });
  expect(await model(request, never)).toMatchObject({ text: '每行一家' });
  expect(fine.asked).toMatchObject([{ user: 'u' }]);
});

it.each<[string, readonly Turn[], string]>([
  ['failing', [{ status: 500 }], 'llm/failing'],
  ['limited', [{ status: 429, headers: { 'retry-after': '3600' } }], 'llm/limited'],
  ['not allowed', [{ status: 401 }], 'llm/wrong-key'],
  ['cut', [{ cut: '每行' }], 'llm/cut'],
  ['late', [{ hang: true }], 'stop'],
])('a patient provider that is %s', async (_, turns, code) => {
  const server = await scriptedModel(turns);
  const { model } = modelOf([provider('a', server.url, patient)]);
  const stop = new AbortController();
  if (code === 'stop') setTimeout(() => stop.abort(new Error('stop')), 50);
  await expect(model(request, stop.signal)).rejects.toMatchObject(
    code === 'stop' ? { message: 'stop' } : { code },
  );
});

it('a patient provider that is not there', async () => {
  const { model } = modelOf([provider('a', 'http://127.0.0.1:9/v1', patient)]);
  await expect(model(request, never)).rejects.toMatchObject({ code: 'llm/down' });
});

it('an answer of another form is asked for again', async () => {
  const server = await scriptedModel([{ say: 'Sure thing!' }, { say: '{"a": 1}' }]);
  const { model, events } = modelOf([provider('a', server.url)]);
  const form = {
    name: 'thing',
    schema: { type: 'object' },
    reads: (t: string) => t.startsWith('{'),
  };
  expect(await model({ ...request, form }, never)).toMatchObject({ text: '{"a": 1}' });
  expect(events.map((e) => e.type)).toEqual([
    'model.asked',
    'model.failed',
    'model.asked',
    'model.answered',
  ]);
});

it('counts what providers say, and what it costs', async () => {
  const server = await scriptedModel([{ say: 'yes' }]);
  const { model } = modelOf([provider('a', server.url, { price: { input: 2, output: 10 } })]);
  expect(await model(request, never)).toMatchObject({
    usage: { input: 1000, output: 100 },
    cost: 0.003,
  });
});

it.each([
  [{ run: { tokens: 1500 } }, 'llm/budget'],
  [{ run: { cost: 0.004 } }, 'llm/budget'],
  [{ day: { tokens: 1100 } }, 'llm/budget'],
])('a budget of %j holds', async (limits, code) => {
  const server = await scriptedModel([{ say: 'yes' }]);
  const price = { input: 2, output: 10 };
  const { model } = modelOf([provider('a', server.url, { price })], { limits });
  await model(request, never);
  const second = model({ ...request, user: 'u '.repeat(1000) }, never);
  await expect(second).rejects.toMatchObject({ code, kind: 'budget' });
  expect(server.asked).toHaveLength(1);
});

it('what a day has cost survives a torn line', async () => {
  const server = await scriptedModel([{ say: 'yes' }]);
  const state = folder();
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(join(state, `usage-${day}.jsonl`), '{"tokens": 900, "cost": 0}\n{"tokens": 5');
  const { model } = modelOf([provider('a', server.url)], {
    limits: { day: { tokens: 900 } },
    state,
  });
  await expect(model(request, never)).rejects.toMatchObject({ code: 'llm/budget' });
});

it('the cache answers the very same question only, and not after a cut', async () => {
  const server = await scriptedModel([{ say: 'one' }, { say: 'two' }, { say: 'three' }]);
  const providers = [provider('a', server.url)];
  const { model, events } = modelOf(providers);
  const all = { plan: providers, draft: providers, repair: providers, report: providers };
  const place = folder();
  const kept = cached(model, all, place, (e) => void (events as ModelEvent[]).push(e));
  const ask = async (user: string): Promise<string> =>
    (await kept({ ...request, user }, never)).text;
  expect([await ask('u'), await ask('u'), await ask('v')]).toEqual(['one', 'one', 'two']);
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.json'),
  );
  expect(files).toHaveLength(2);
  for (const file of files) writeFileSync(join(place, file), 'cut');
  expect(await ask('u')).toBe('three');
  expect(events.map((e) => e.type)).toContain('cache.cut');
});

it('a key comes from a command of the user, and its failure shows nothing of what it printed', async () => {
  const by = (command: string) => provider('a', 'http://x', { key: { kind: 'command', command } });
  expect(await keyOf(by('echo the-key-itself'), {}, never)).toBe('the-key-itself');
  await expect(keyOf(by('echo half-a-key; exit 3'), {}, never)).rejects.toMatchObject({
    code: 'llm/key-command',
    message: expect.not.stringContaining('half-a-key') as string,
  });
  await expect(keyOf(by('true'), {}, never)).rejects.toMatchObject({ code: 'llm/key-command' });
});
