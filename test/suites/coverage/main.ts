import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { readTask } from '../../../src/interop/sql/parse/read.js';
import { translateQuery } from '../../../src/interop/sql/document/translate.js';
import { equalRows } from '../../../src/stages/agent/equal-rows.js';
import { duckdb } from '../run.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { referenceSets, type ReferenceSql } from './tasks.js';

/**
 * How much of SQL that others wrote the DSL covers: reference queries are read, said in the DSL, and both run
 * on the same database. `passed`: equal rows; `refused`: something could not be said, or the rows differ, and
 * no document is offered. Nothing can be wrong here but a document that is offered without equal rows, which
 * the comparison itself rules out; so differing rows are listed as a class of their own.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const cases: Case[] = [];
  for (const { database, tasks } of referenceSets(shared)) {
    const engine = await openDuckdb({ databases: [{ file: sharedFile(shared, database) }] });
    for (const task of tasks) cases.push(await covered(task, engine));
    await engine.close();
  }
  const codes = new Map<string, number>();
  for (const { codes: its } of cases)
    for (const code of its) codes.set(code, (codes.get(code) ?? 0) + 1);
  const classes = [...codes].toSorted(([, a], [, b]) => b - a).map(([code, n]) => `${n} × ${code}`);
  return { text: json ? asJson(cases, { classes }) : asText(cases, classes), failed: false };
});

async function covered({ name, set, sql, ontology }: ReferenceSql, engine: Engine): Promise<Case> {
  const refused = (codes: readonly string[], note?: string): Case => ({
    name,
    level: set,
    verdict: 'refused',
    codes: [...new Set(codes)],
    ...(note !== undefined && { note }),
  });
  const [tasks, found] = await readTask(sql, 'duckdb');
  if (tasks === undefined)
    return refused(
      found.map((d) => d.code),
      JSON.stringify(found[0]?.params),
    );
  const made = translateQuery(tasks[0]!.query, ontology, { title: name, dialect: 'duckdb' });
  if (made.document === undefined)
    return refused(['task/not-in-dsl'], made.refused.map((r) => r.what).join('; '));
  const proof = await equalRows(engine, sql, made.document, ontology, duckdb);
  if (proof.kind === 'equal') return { name, level: set, verdict: 'passed', codes: [] };
  if (proof.kind === 'refused')
    return refused(
      proof.diagnostics.filter((d) => d.severity === 'error').map((d) => d.code),
      JSON.stringify(
        proof.diagnostics.filter((d) => d.severity === 'error').map((d) => [d.path, d.params]),
      ).slice(0, 300),
    );
  if (proof.kind === 'differs') return refused(['task/rows-differ'], proof.difference);
  return refused(['task/not-run'], proof.detail.slice(0, 200));
}
