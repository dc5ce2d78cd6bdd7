import { redact, redactValue } from '../base/redact.js';

/** Keys that this process has seen; they never leave it but to their own provider. */
const known = new Set<string>();

/** Remembers a secret, so that no sink lets it through. */
export function keepSecret(secret: string): void {
  known.add(secret);
}

/** A text without the secrets of this process, and without what looks like one. */
export function withoutSecrets(text: string): string {
  return redact(text, known);
}

/** The same of every text in a value. */
export function valueWithoutSecrets(value: unknown): unknown {
  return redactValue(value, known);
}
