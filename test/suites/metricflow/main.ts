import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { columnTypesOf } from '../../../src/engine/column-types.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { importMetricflow } from '../../../src/interop/metricflow/import.js';
import type { ColumnTypes } from '../../../src/interop/metricflow/entities.js';
import type { Library } from '../../../src/interop/metricflow/metrics.js';
import { documentOf } from '../../../src/interop/metricflow/query/document.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { compiled, duckdb, engineNote, rowsOf } from '../run.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { difference } from './equal.js';
import { openFolder, type Folder, type MetricflowCase } from './folder.js';
import { queryOf } from './query-of.js';

/**
 * MetricFlow's integration cases: manifests imported, each case's query as a document of ours, compiled,
 * run on DuckDB, and compared with the rows of its reference SQL on the same database.
 */
await runSuite(async () => {
  const folder = openFolder(process.argv.slice(2));
  const place = mkdtempSync(join(tmpdir(), 'metricflow-'));
  try {
    const file = join(place, 'seed.duckdb');
    await seed(file, folder.seed);
    const engine = await openDuckdb({ databases: [{ file }] });
    const cases = await answers(folder, engine);
    await engine.close();
    const failed = cases.some(({ verdict }) => verdict === 'wrong');
    return { text: folder.json ? asJson(cases) : asText(cases), failed };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

/** The suite's own statements need no sandbox: the file is made for this run. */
async function seed(file: string, statements: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(statements);
  connection.closeSync();
  instance.closeSync();
}

async function answers(folder: Folder, engine: Engine): Promise<readonly Case[]> {
  const columns = columnTypesOf(await engine.describe());
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

interface Opened {
  readonly library: Library;
  readonly ontology: Ontology;
}

async function openManifest(
  folder: Folder,
  model: string,
  columns: ColumnTypes,
  engine: Engine,
): Promise<Opened> {
  const [imported, found] = importMetricflow(folder.manifestOf(model), columns);
  const [ontology, problems] = imported === undefined ? [] : loadOntology(imported.files);
  if (imported === undefined || ontology === undefined)
    throw new Error(`${model}: ${[...found, ...(problems ?? [])].map(said).join('; ')}`);
  const repeated = await repeatedKeys(ontology, engine);
  return { library: { ...imported.library, repeated }, ontology };
}

/** Entities whose key the data repeat. */
async function repeatedKeys(ontology: Ontology, engine: Engine): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  for (const { name, table, key, attributes, validity } of ontology.entities.values()) {
    if (key.length === 0 || validity !== undefined) continue;
    const columns = key.map((k) => attributes.get(k)!.column ?? k).join(', ');
    const sql = `SELECT 1 FROM ${table.name.join('.')} GROUP BY ${columns} HAVING COUNT(*) > 1 LIMIT 1`;
    const got = await rowsOf(engine, sql);
    if ('error' in got) throw new Error(`${name}: ${engineNote(got.error)}`);
    if (got.rows.rows.length > 0) repeated.add(name);
  }
  return repeated;
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

function said({ code, path, params }: Diagnostic): string {
  return `${code} ${path} ${JSON.stringify(params)}`;
}
