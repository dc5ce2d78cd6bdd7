import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PatchOperation } from '../../src/base/diagnostic.js';
import { applyPatch } from '../../src/fix/apply-patch.js';
import { bestStores, type ModelProject } from './model-project.js';
import type { Turn } from './scripted-model.js';

/** The command that drafts the document of the project's vague spec. */
export const gen = ['gen', 'dsl', '003', '--as-of', '2026-11-07', '--json'] as const;

/** What a model plans. */
export const plan: Turn = { say: '每行一家门店；按近7天订单数取前两名。' };

/** What it drafts where it makes no mistake. */
export const good = { say: JSON.stringify(bestStores) } satisfies Turn;

/** The place of its metric. */
export const metric = '/stages/0/measures/0/metric';

/** What it drafts with another value in a place. */
export const draft = (path: PatchOperation['path'], value: unknown): Turn => ({
  say: JSON.stringify(applyPatch(bestStores, [{ op: 'replace', path, value }])),
});

/** What it answers to the places of a repair, in their order. */
export const answers = (...values: readonly unknown[]): Turn => ({
  say: JSON.stringify({ answers: values.map((value, i) => ({ place: i + 1, value })) }),
});

/** The document that the command wrote. */
export function written({ cwd }: ModelProject): Readonly<Record<string, unknown>> {
  const text = readFileSync(join(cwd, 'specs/003-best/dsl/question.json'), 'utf8');
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
