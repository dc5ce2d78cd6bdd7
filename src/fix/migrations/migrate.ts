import { ageOf, formVersion } from '../../base/form/form-version.js';
import { readJson } from '../../base/json/json-text.js';
import { readYaml } from '../../base/yaml/yaml.js';
import type { FormKind, Migration } from './migration.js';

/** What becomes of one text: the same, rewritten, or why it cannot be. */
export type Migrated =
  | { readonly kind: 'current' }
  | { readonly kind: 'migrated'; readonly text: string; readonly from: string }
  | { readonly kind: 'newer'; readonly version: string }
  /** No step begins at the version. */
  | { readonly kind: 'unknown'; readonly version: string };

/** The version that a text says it has: of a document `dsl`, of settings `dataagent`. */
export function versionOf(kind: 'document' | 'settings', text: string): unknown {
  const value =
    kind === 'document' ? readJson(text).root?.value : readYaml(text, 'text').documents[0];
  const key = kind === 'document' ? 'dsl' : 'dataagent';
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/**
 * A text in the form of today, step by step from the version it is of. A text of a newer version is never
 * touched; neither is one that no step knows.
 */
export function migrate(
  kind: FormKind,
  text: string,
  version: unknown,
  steps: readonly Migration[],
): Migrated {
  const age = ageOf(version);
  if (age === undefined) return { kind: 'current' };
  const from = String(version);
  if (age === 'newer') return { kind: 'newer', version: from };
  let [now, made] = [from, text];
  for (let n = 0; n <= steps.length && now !== formVersion; n++) {
    const step = steps.find((s) => s.from === now);
    if (step === undefined) return { kind: 'unknown', version: now };
    made = step[kind]?.(made) ?? made;
    now = step.to;
  }
  return now === formVersion
    ? { kind: 'migrated', text: made, from }
    : { kind: 'unknown', version: now };
}
