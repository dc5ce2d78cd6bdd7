import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A model that takes its time, so that runs are killed while they wait for it, and counts what it is asked. */
export interface PaidModel {
  readonly url: string;
  /** How many questions came since it was last asked for. */
  readonly count: () => number;
  readonly close: () => void;
}

/** Starts the model: it plans, drafts `document`, and writes an opening, each after some milliseconds. */
export async function paidModel(document: unknown, ms: number): Promise<PaidModel> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        readonly messages: readonly { readonly content: string }[];
      };
      void answer(body.messages[0]?.content ?? '');
    });
    const answer = async (system: string): Promise<void> => {
      const text = /报告|opening/.test(system)
        ? '已完成。'
        : /负责规划|plan how/.test(system)
          ? '每行一家门店。'
          : JSON.stringify(document);
      await wait(ms);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (delta: object, finish: string | null, more: object = {}): void => {
        const choices = [{ index: 0, delta, finish_reason: finish }];
        const head = { id: 'x', object: 'chat.completion.chunk', created: 0, model: 'scripted' };
        response.write(`data: ${JSON.stringify({ ...head, choices, ...more })}\n\n`);
      };
      send({ content: text.slice(0, 20) }, null);
      await wait(ms / 4);
      send({ content: text.slice(20) }, null);
      send({}, 'stop');
      const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
      send({}, null, { choices: [], usage });
      response.end('data: [DONE]\n\n');
    };
    response.on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    count() {
      const since = asked;
      asked = 0;
      return since;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
