import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as the scripted model got it. */
export interface Asked {
  readonly role: 'plan' | 'draft' | 'repair' | 'tasks' | 'report';
  readonly system: string;
  readonly user: string;
  readonly model: string;
  readonly key: string;
  readonly format: unknown;
}

/** What it does with one request. */
export type Turn =
  | { readonly say: string; readonly tokens?: number }
  | {
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Half of the text, then the connection breaks. */
  | { readonly cut: string }
  /** The text, but the provider says that its limit of tokens was reached. */
  | { readonly limit: string }
  | { readonly refuse: string }
  /** Nothing, for as long as anyone waits. */
  | { readonly hang: true };

/** A model's endpoint that says what a test tells it to. */
export interface ScriptedModel {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/**
 * A server that speaks the OpenAI protocol and answers as it is told: `turns` in order, the last one over
 * and over; a function sees the request. It lives as long as the test.
 */
export async function scriptedModel(
  turns: readonly (Turn | ((asked: Asked) => Turn))[],
): Promise<ScriptedModel> {
  const asked: Asked[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = askedOf(await bodyOf(request), request);
    asked.push(one);
    const turn = turns[Math.min(asked.length, turns.length) - 1]!;
    answer(response, typeof turn === 'function' ? turn(one) : turn);
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

interface Body {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
  readonly response_format?: unknown;
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Body;
}

function askedOf({ model, messages, response_format }: Body, request: IncomingMessage): Asked {
  const [system = '', user = ''] = messages.map((m) => m.content);
  const role = roleOf(system);
  const key = (request.headers.authorization ?? '').replace('Bearer ', '');
  return { role, system, user, model, key, format: response_format };
}

/** What is asked, by the words of the prompts. */
function roleOf(system: string): Asked['role'] {
  if (/opening of a report|为一个数据开发规格的报告写开头/.test(system)) return 'report';
  if (/You are the planning role|任务规划角色/.test(system)) return 'tasks';
  if (/repair|修复/.test(system)) return 'repair';
  return /plan how|负责规划/.test(system) ? 'plan' : 'draft';
}

function answer(response: ServerResponse, turn: Turn): void {
  if ('hang' in turn) return;
  if ('status' in turn) {
    response.writeHead(turn.status, { 'content-type': 'application/json', ...turn.headers });
    response.end(JSON.stringify({ error: { message: turn.message ?? 'no', type: 'scripted' } }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, finish: string | null, more: object = {}): void => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    const chunk = {
      id: 'x',
      object: 'chat.completion.chunk',
      created: 0,
      model: 'scripted',
      choices,
    };
    response.write(`data: ${JSON.stringify({ ...chunk, ...more })}\n\n`);
  };
  if ('refuse' in turn) {
    send({ role: 'assistant', refusal: turn.refuse }, null);
    send({}, 'stop');
  } else if ('cut' in turn) {
    send({ content: turn.cut }, null);
    setTimeout(() => response.destroy(), 20);
    return;
  } else {
    const text = 'say' in turn ? turn.say : turn.limit;
    for (let at = 0; at < text.length; at += 50) send({ content: text.slice(at, at + 50) }, null);
    send({}, 'say' in turn ? 'stop' : 'length');
    const input = 'say' in turn ? (turn.tokens ?? 1000) : 1000;
    const usage = { prompt_tokens: input, completion_tokens: 100, total_tokens: input + 100 };
    send({}, null, { choices: [], usage });
  }
  response.end('data: [DONE]\n\n');
}
