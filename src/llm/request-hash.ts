import { createHash } from 'node:crypto';
import type { ModelRequest } from './model.js';

/** What a question is, as a hash: role, texts, form; `of` adds who is asked. The same question, the same hash. */
export function requestHash(request: ModelRequest, of: unknown = null): string {
  const { role, system, user, form } = request;
  const asked = { role, system, user, form: form && { name: form.name, schema: form.schema }, of };
  return sha256(JSON.stringify(asked));
}

/** Hash of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
