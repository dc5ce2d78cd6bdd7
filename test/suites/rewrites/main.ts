import { bindDocument } from '../../../src/bind/bind.js';
import { parseDocument } from '../../../src/dsl/parse.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { planDocument } from '../../../src/plan/build.js';
import type { PlannedDocument } from '../../../src/plan/plan.js';
import { allRewrites } from '../../../src/plan/rewrites/all-rewrites.js';
import { rewriteWith, type Rewrite } from '../../../src/plan/rewrites/rewrite.js';
import { lower } from '../../../src/sql/lower/lower.js';
import { print } from '../../../src/sql/print/print.js';
import { shuffledKeys } from '../../support/shuffled.js';
import { benches } from '../corpus/benches.js';
import { difference } from '../../../src/evaluate/judge/compare.js';
import { duckdb, engineNote, rowsOf } from '../run.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

/**
 * Every rewrite of plans, over the corpus: a document has the same rows with all of them, with none, and
 * with each alone left out; and it becomes the same text when its keys come in another order.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const cases: Case[] = [];
  const fired = new Map(allRewrites.map(({ name }) => [name, 0]));
  for (const { database, questions } of benches(shared)) {
    const engine = await openDuckdb({ databases: [{ file: sharedFile(shared, database) }] });
    for (const { name, level, document, ontology } of questions) {
      const said = (verdict: Case['verdict'], note?: string): Case => ({
        name,
        level,
        verdict,
        codes: [],
        ...(note !== undefined && { note }),
      });
      const plan = planned(document, ontology);
      if (plan === undefined) {
        cases.push(said('refused'));
        continue;
      }
      const apart = planned(document, ontology, 'apart');
      const again = planned(JSON.stringify(shuffledKeys(JSON.parse(document), 5)), ontology);
      const same = again !== undefined && sqlOf(again, allRewrites) === sqlOf(plan, allRewrites);
      const wrong = same
        ? await differs(engine, plan, apart, fired)
        : 'another text for other keys';
      cases.push(said(wrong === undefined ? 'passed' : 'wrong', wrong));
    }
    await engine.close();
  }
  const failed = cases.some(({ verdict }) => verdict === 'wrong');
  const lines = [...fired].map(([name, times]) => `${name}: says ${times} documents otherwise`);
  return {
    text: json ? asJson(cases, { fired: Object.fromEntries(fired) }) : asText(cases, lines),
    failed,
  };
});

function planned(
  text: string,
  ontology: Ontology,
  branches: 'merged' | 'apart' = 'merged',
): PlannedDocument | undefined {
  const [parsed] = parseDocument(text);
  const [bound] = parsed === undefined ? [undefined] : bindDocument(parsed.document, ontology);
  return bound && planDocument(bound, branches)[0];
}

function sqlOf(plan: PlannedDocument, rewrites: readonly Rewrite[]): string {
  const [printed] = print(lower(rewriteWith(plan, rewrites)), duckdb);
  return printed?.text ?? '';
}

/** What differs from the rows of the plan as it was made; nothing where all are equal. */
async function differs(
  engine: Engine,
  plan: PlannedDocument,
  apart: PlannedDocument | undefined,
  fired: Map<string, number>,
): Promise<string | undefined> {
  const plain = sqlOf(plan, []);
  const got = await rowsOf(engine, plain);
  if ('error' in got) return engineNote(got.error);
  const all = sqlOf(plan, allRewrites);
  const done = new Set([plain]);
  const merging = 'merge-branches';
  const branches = apart === undefined ? all : sqlOf(apart, allRewrites);
  if (branches !== all) fired.set(merging, (fired.get(merging) ?? 0) + 1);
  const forms = [
    { name: 'all', sql: all },
    { name: `all but ${merging}`, sql: branches },
    ...allRewrites.map((one) => {
      const sql = sqlOf(
        plan,
        allRewrites.filter((other) => other !== one),
      );
      if (sql !== all) fired.set(one.name, fired.get(one.name)! + 1);
      return { name: `all but ${one.name}`, sql };
    }),
  ];
  for (const { name, sql } of forms) {
    if (done.has(sql)) continue;
    done.add(sql);
    const rows = await rowsOf(engine, sql);
    if ('error' in rows) return `${name}: ${engineNote(rows.error)}`;
    const found = difference(rows.rows, got.rows, {});
    if (found !== undefined) return `${name}: ${found}`;
  }
  return undefined;
}
