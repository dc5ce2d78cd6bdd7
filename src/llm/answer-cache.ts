import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Model, ModelReply, Role, Watch } from './model.js';
import type { Provider } from './provider.js';
import { requestHash } from './request-hash.js';
import { sha256 } from '../base/sha256.js';

/**
 * The same model, but what was answered before is not asked again: the very same question to the same
 * providers, however the run ended that asked it. The folder is the user's own, never a project's, which
 * others could fill. A file that is cut short or changed counts as absent, and is an event.
 */
export function cached(
  model: Model,
  providers: Readonly<Record<Role, readonly Provider[]>>,
  folder: string,
  watch: Watch,
): Model {
  return async (request, signal) => {
    const of = providers[request.role].map((p) => [p.baseUrl, p.model, p.temperature, p.maxOutput]);
    const hash = requestHash(request, of);
    const file = join(folder, hash.slice(0, 2), `${hash}.json`);
    const started = performance.now();
    const kept = await keptIn(file, watch);
    if (kept !== undefined && (request.form?.reads(kept.text) ?? true)) {
      const { provider, model: name } = kept;
      const usage = { input: 0, output: 0 };
      const ms = Math.round(performance.now() - started);
      const named = { role: request.role, provider, model: name, request: requestHash(request) };
      watch({ type: 'model.answered', ...named, from: 'cache', usage, ms });
      return { text: kept.text, provider, model: name, usage, from: 'cache' };
    }
    const reply = await model(request, signal);
    // A cache that cannot be written costs money, not correctness.
    await keep(file, reply).catch(() => undefined);
    return reply;
  };
}

type Kept = Pick<ModelReply, 'text' | 'provider' | 'model'>;

async function keptIn(file: string, watch: Watch): Promise<Kept | undefined> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const at = content.indexOf('\n');
  const body = content.slice(at + 1);
  if (at >= 0 && sha256(body) === content.slice(0, at)) return JSON.parse(body) as Kept;
  watch({ type: 'cache.cut', file });
  await rm(file, { force: true });
  return undefined;
}

/** First line: the hash of the rest. */
async function keep(file: string, { text, provider, model }: ModelReply): Promise<void> {
  const body = JSON.stringify({ text, provider, model });
  await mkdir(join(file, '..'), { recursive: true });
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(temporary, `${sha256(body)}\n${body}`, { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
