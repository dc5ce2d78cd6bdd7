import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model, ModelRequest, Role, Watch } from './model.js';
import { requestHash } from './request-hash.js';
import { valueWithoutSecrets } from './secrets.js';
import { llmTrouble } from './troubles.js';

/** One question with its answer, as a file. */
interface Recording {
  readonly v: 1;
  readonly role: Role;
  /** From 1, among the questions of one recorded run. */
  readonly number: number;
  readonly request: string;
  readonly system: string;
  readonly user: string;
  readonly answer: string;
  readonly model: string;
}

/** The same model; each question and its answer is also written to a folder, in order, without secrets. */
export function recorded(model: Model, folder: string): Model {
  let last: number | undefined;
  return async (request, signal) => {
    const reply = await model(request, signal);
    await mkdir(folder, { recursive: true });
    last ??= Math.max(0, ...(await readdir(folder)).map((f) => Number.parseInt(f, 10) || 0));
    last += 1;
    const recording: Recording = {
      v: 1,
      role: request.role,
      number: last,
      request: requestHash(request),
      system: request.system,
      user: request.user,
      answer: reply.text,
      model: reply.model,
    };
    const name = `${String(last).padStart(3, '0')}-${request.role}.json`;
    const text = JSON.stringify(valueWithoutSecrets(recording), null, 2);
    await writeFile(join(folder, name), `${text}\n`);
    return reply;
  };
}

/**
 * A model that answers from recordings: the same question has its answer; another one gets that of the
 * next question of its role that was not asked yet, and an event says that the prompt has changed since.
 * What comes of an answer is checked as ever.
 */
export function replayed(folder: string, watch: Watch): Model {
  let all: Promise<readonly (Recording & { readonly file: string })[]> | undefined;
  const used = new Set<string>();
  return async (request) => {
    all ??= readAll(folder);
    const of = (await all).filter((r) => r.role === request.role && !used.has(r.file));
    const hash = requestHash(request);
    const same = (await all).find((r) => r.request === hash);
    const found = same ?? of[0];
    if (found === undefined) throw llmTrouble('no-recording', { folder, role: request.role });
    used.add(found.file);
    const { role } = request;
    if (same === undefined) watch({ type: 'recording.other-prompt', role, file: found.file });
    return answered(found, request, hash, watch);
  };
}

function answered(recording: Recording, { role }: ModelRequest, request: string, watch: Watch) {
  const named = { provider: 'recording', model: recording.model };
  const usage = { input: 0, output: 0 };
  const from = 'recording' as const;
  watch({ type: 'model.answered', role, ...named, request, from, usage, ms: 0 });
  return { text: recording.answer, ...named, usage, from };
}

async function readAll(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((n) => /^\d+-\w+\.json$/.test(n)).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      const recording = parsed(text);
      if (recording === undefined) throw llmTrouble('cut-recording', { file: join(folder, file) });
      return { ...recording, file };
    }),
  );
}

function parsed(text: string): Recording | undefined {
  try {
    const value = JSON.parse(text) as Partial<Recording>;
    return typeof value.answer === 'string' && typeof value.request === 'string'
      ? (value as Recording)
      : undefined;
  } catch {
    return undefined;
  }
}
