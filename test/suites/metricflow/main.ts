import type { Engine } from '../../../src/engine/engine.js';
import type { ColumnTypes } from '../../../src/interop/metricflow/entities.js';
import { documentOf } from '../../../src/interop/metricflow/query/document.js';
import { compiled, duckdb, engineNote, rowsOf } from '../run.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { difference } from './equal.js';
import { openFolder, type Folder, type MetricflowCase } from './folder.js';
import { openManifest, said, withSeed, type Opened } from './manifests.js';
import { queryOf } from './query-of.js';

/**
 * MetricFlow's integration cases: manifests imported, each case's query as a document of ours, compiled,
 * run on DuckDB, and compared with the rows of its reference SQL on the same database.
 */
await runSuite(async () => {
  const folder = openFolder(process.argv.slice(2));
  return withSeed(folder.seed, async (engine, columns) => {
    const cases = await answers(folder, engine, columns);
    const failed = cases.some(({ verdict }) => verdict === 'wrong');
    return { text: folder.json ? asJson(cases) : asText(cases), failed };
  });
});

async function answers(
  folder: Folder,
  engine: Engine,
  columns: ColumnTypes,
): Promise<readonly Case[]> {
  const opened = new Map<string, Opened>();
  const cases: Case[] = [];
  for (const one of folder.cases) {
    const manifest =
      opened.get(one.model) ?? (await openManifest(folder, one.model, columns, engine));
    opened.set(one.model, manifest);
    cases.push(await answer(one, manifest, engine));
  }
  return cases.toSorted((a, b) => (a.level < b.level ? -1 : a.level > b.level ? 1 : 0));
}

async function answer(
  one: MetricflowCase,
  { library, ontology }: Opened,
  engine: Engine,
): Promise<Case> {
  const head = { name: one.name, level: String(one.level) };
  const refused = (codes: readonly string[], note: string): Case => ({
    ...head,
    verdict: 'refused',
    codes: [...new Set(codes)].toSorted(),
    note,
  });
  const wrong = (note: string): Case => ({ ...head, verdict: 'wrong', codes: [], note });
  const query = queryOf(one, library);
  if (query === undefined) return refused(['interop/unknown-name'], 'the saved query');
  const [document, found] = documentOf(library, query);
  if (document === undefined)
    return refused(
      found.map(({ code }) => code),
      found.map(said).join('; '),
    );
  const text = JSON.stringify(document);
  const built = compiled(text, ontology, duckdb);
  if (built.kind === 'bug') return wrong(built.note);
  if (built.kind === 'refused') return refused(built.codes, built.note);
  const got = await rowsOf(engine, built.compiled.select.text);
  if ('error' in got) return wrong(engineNote(got.error));
  const right = await rowsOf(engine, one.check_sql);
  if ('error' in right) throw new Error(`${one.name}: ${engineNote(right.error)}`);
  const manner = {
    checkOrder: one.check_order === true,
    allowEmpty: one.allow_empty === true,
  };
  const differs = difference(got.rows, right.rows, manner);
  return differs === undefined ? { ...head, verdict: 'passed', codes: [] } : wrong(differs);
}
