import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { columnTypesOf } from '../../../src/engine/column-types.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { ColumnTypes } from '../../../src/interop/metricflow/entities.js';
import { importMetricflow } from '../../../src/interop/metricflow/import.js';
import type { Library } from '../../../src/interop/metricflow/library.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { engineNote, rowsOf } from '../run.js';
import type { Folder } from './folder.js';

/** A manifest as an ontology, and how its names are looked up. */
export interface Opened {
  readonly library: Library;
  readonly ontology: Ontology;
}

/** Opens an engine on the tables of a seed while something is done with it. */
export async function withSeed<T>(
  seed: string,
  work: (engine: Engine, columns: ColumnTypes) => Promise<T>,
): Promise<T> {
  const place = mkdtempSync(join(tmpdir(), 'metricflow-'));
  try {
    const file = join(place, 'seed.duckdb');
    await load(file, seed);
    const engine = await openDuckdb({ databases: [{ file }] });
    const made = await work(engine, columnTypesOf(await engine.describe()));
    await engine.close();
    return made;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The suite's own statements need no sandbox: the file is made for this run. */
async function load(file: string, statements: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(statements);
  connection.closeSync();
  instance.closeSync();
}

/** Imports the manifest of a model; a manifest that cannot be imported is a bug here. */
export async function openManifest(
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
  const spans = await spansOf(imported.library, engine);
  return { library: { ...imported.library, repeated, spans }, ontology };
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

/** First and last day of each time spine. */
async function spansOf({ manifest }: Library, engine: Engine): Promise<Library['spans']> {
  const spans = new Map<string, readonly [string, string]>();
  for (const { name, table, column } of manifest.spines) {
    const day = (agg: string): string => `CAST(CAST(${agg}(${column}) AS DATE) AS VARCHAR)`;
    const sql = `SELECT ${day('MIN')}, ${day('MAX')} FROM ${table.join('.')}`;
    const got = await rowsOf(engine, sql);
    if ('error' in got) continue;
    const [first, last] = got.rows.rows[0] ?? [];
    if (typeof first === 'string' && typeof last === 'string') spans.set(name, [first, last]);
  }
  return spans;
}

/** A finding in one line. */
export function said({ code, path, params }: Diagnostic): string {
  return `${code} ${path} ${JSON.stringify(params)}`;
}
