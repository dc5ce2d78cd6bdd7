import type { Diagnostic } from '../../src/base/diagnostic.js';
import { check } from '../../src/compile.js';
import type { Document, Target } from '../../src/dsl/document.js';
import type { Ontology } from '../../src/ontology/model.js';
import { shop } from './bind.js';

/** The table of a model in tests of laws: nothing is wrong with it. */
export const summary: Target = {
  table: 'dws_trd_customer_nd',
  layer: 'dws',
  comment: 'test',
  domain: 'trd',
  write: 'overwrite',
  partition: [{ as: 'ds', is: '$bizdate' }],
  lifecycle: 720,
};

/** The breaches of one law in a document, which must be right in everything that is no law's business. */
export function breaches(
  law: string,
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): readonly Diagnostic[] {
  const day = more.target === undefined ? { as_of: '2026-11-07' } : {};
  const text = JSON.stringify({ dsl: '1', title: 'test', ...day, ...more, stages });
  const [, found] = check(text, ontology);
  const others = found.filter((d) => !d.code.startsWith('rule/') && d.severity === 'error');
  if (others.length > 0) throw new Error(JSON.stringify(others, undefined, 1));
  return found.filter((d) => d.code === `rule/${law}`);
}

/** Where one law is broken. */
export function broken(
  law: string,
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): readonly string[] {
  return breaches(law, stages, more, ontology).map((d) => d.path);
}
