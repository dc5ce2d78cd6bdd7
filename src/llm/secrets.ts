import { redact, redactedWord, redactValue, shortestSecret } from '../base/text/redact.js';

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

/** A text without the secrets of this process alone: for results, which are to stay byte for byte as they are. */
export function withoutKnownSecrets(text: string): string {
  let kept = text;
  for (const secret of known)
    if (secret.length >= shortestSecret) kept = kept.replaceAll(secret, redactedWord);
  return kept;
}
