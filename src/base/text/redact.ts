/** What stands where a secret stood. */
export const redactedWord = '[redacted]';

/**
 * A text without secrets: the ones that are known, and whatever has the form of one (keys of common
 * services, bearer tokens, passwords in addresses and assignments, private keys). Used at every sink.
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of [...secrets].toSorted((a, b) => b.length - a.length))
    if (secret.length >= shortestSecret) clean = clean.replaceAll(secret, redactedWord);
  for (const [pattern, kept] of [...forms, ...assignments]) clean = clean.replace(pattern, kept);
  return clean;
}

/**
 * Where a text holds what has the form of a secret, in its order. A password that is assigned counts only
 * with a digit in it: a word alone is as often a name or a type.
 */
export function secretsIn(
  text: string,
): readonly { readonly offset: number; readonly length: number }[] {
  const found = (patterns: typeof forms): readonly RegExpExecArray[] =>
    patterns.flatMap(([pattern]) => [...text.matchAll(pattern)]);
  const assigned = found(assignments).filter(([match]) => /\d/.test(match));
  const spans = [...found(forms), ...assigned]
    .map((match) => ({ offset: match.index, length: match[0].length }))
    .toSorted((a, b) => a.offset - b.offset);
  return spans.filter((one, i) => i === 0 || one.offset >= endOf(spans[i - 1]!));
}

function endOf({ offset, length }: { readonly offset: number; readonly length: number }): number {
  return offset + length;
}

/** The value with every text in it redacted, keys of objects too. */
export function redactValue(value: unknown, secrets: Iterable<string> = []): unknown {
  if (typeof value === 'string') return redact(value, secrets);
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      redact(key, secrets),
      redactValue(member, secrets),
    ]),
  );
}

/** A known secret shorter than this would redact ordinary words; keys are never so short. */
export const shortestSecret = 6;

const word = redactedWord;

/** Forms that secrets have, and what stays of them. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, word],
  [/\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/g, word],
  [/\b(?:ghp|gho|ghs|ghu|glpat|xox[abprs])[-_][A-Za-z0-9_-]{16,}/g, word],
  [/\bgithub_pat_[A-Za-z0-9_]{20,}/g, word],
  [/\bAKIA[0-9A-Z]{16}\b/g, word],
  [/\bLTAI[0-9A-Za-z]{12,30}\b/g, word],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}/g, word],
  [/\b([Bb]earer\s+)[A-Za-z0-9._~+/-]{8,}=*/g, `$1${word}`],
  [/(:\/\/[^\s:/@]{1,80}:)[^\s/@]{1,200}(@)/g, `$1${word}$2`],
];

/** A name of a secret with its value behind it. */
const assignments: typeof forms = [
  [
    /\b((?:api[_-]?key|access[_-]?key(?:[_-]?(?:id|secret))?|secret|token|passwd|password|pwd)["']?\s*[:=]\s*["']?)[^\s"',;]{6,}/gi,
    `$1${word}`,
  ],
  [/((?:密码|口令|密钥)\s*[:：=]\s*)[^\s"',;，；]{4,}/g, `$1${word}`],
];
