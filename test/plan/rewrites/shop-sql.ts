import { planDocument } from '../../../src/plan/build.js';
import { allRewrites } from '../../../src/plan/rewrites/all-rewrites.js';
import { rewriteWith, type Rewrite } from '../../../src/plan/rewrites/rewrite.js';
import type { Dialect } from '../../../src/sql/dialect.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { lower } from '../../../src/sql/lower/lower.js';
import { print } from '../../../src/sql/print/print.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { bound, shop } from '../../support/bind.js';

/** The SQL of stages over the shop, their plan rewritten with these. */
export function sqlOf(
  stages: readonly unknown[],
  rewrites: readonly Rewrite[] = allRewrites,
  dialect: Dialect = duckdb,
  branches: 'merged' | 'apart' = 'merged',
  ontology: Ontology = shop,
): string {
  const [plan, refused] = planDocument(bound(stages, {}, ontology), branches);
  if (plan === undefined) throw new Error(JSON.stringify(refused));
  const [printed, unsaid] = print(lower(rewriteWith(plan, rewrites)), dialect);
  if (printed === undefined) throw new Error(JSON.stringify(unsaid));
  return printed.text;
}
