import { sha256 } from '../base/sha256.js';
import type { ModelRequest } from './model.js';

/** What a question is, as a hash: role, texts, form; `of` adds who is asked. The same question, the same hash. */
export function requestHash(request: ModelRequest, of: unknown = null): string {
  const { role, system, user, form } = request;
  const asked = { role, system, user, form: form && { name: form.name, schema: form.schema }, of };
  return sha256(JSON.stringify(asked));
}
