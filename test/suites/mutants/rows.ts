import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../../../scripts/demo/load.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { shopSql } from '../../support/shop.js';
import { warehouse } from '../corpus/warehouse/run.js';
import { rowsOf } from '../run.js';
import { sharedFile } from '../shared.js';
import { worldSql } from './world.js';

/** Runs SELECTs on the databases of originals, each opened once. */
export interface Databases {
  /** The rows as one text, whatever their order; undefined where they cannot be had. */
  readonly rows: (database: string, select: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** The databases of the suites: files of the shared folder, the warehouse's and the demo's own rows. */
export function databases(shared: string): Databases {
  const open = new Map<string, Promise<Engine>>();
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const known = new Map<string, string | undefined>();
  const engineOf = async (database: string): Promise<Engine> => {
    if (database === 'warehouse') return warehouse();
    if (database === 'shop') return shopEngine();
    const demo = join(folder, 'demo.duckdb');
    if (database === 'demo') await loadDemo(demo);
    const file = database === 'demo' ? demo : sharedFile(shared, database);
    return openDuckdb({ databases: [{ file }], timeoutMs: 20_000 });
  };
  return {
    async rows(database, select) {
      const key = `${database}\n${select}`;
      if (known.has(key)) return known.get(key);
      const engine = open.get(database) ?? engineOf(database);
      open.set(database, engine);
      const got = await rowsOf(await engine, select, { bizdate: '2026-11-07', bizhour: '00' });
      const text =
        'error' in got
          ? undefined
          : got.rows.rows
              .map((row) => JSON.stringify(row.map(rounded)))
              .toSorted()
              .join('\n');
      known.set(key, text);
      return text;
    },
    async close() {
      for (const engine of open.values()) await (await engine).close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The small shop of the tests in memory. */
async function shopEngine(): Promise<Engine> {
  const engine = await openDuckdb({});
  const made = await engine.execute([...shopSql, ...worldSql]);
  if ('error' in made) throw new Error(made.error.message);
  return engine;
}

/** Doubles are added up in any order. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(10)) : value;
}
