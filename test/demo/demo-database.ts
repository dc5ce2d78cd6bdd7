import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../../scripts/demo/load.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, Rows } from '../../src/engine/engine.js';

/** The demo's warehouse in a file of its own, opened for reading. */
export interface DemoDatabase {
  readonly engine: Engine;
  /** Runs one SELECT; a mistake in it fails the test. */
  readonly query: (sql: string) => Promise<Rows>;
  readonly close: () => Promise<void>;
}

/** Makes the data (a few seconds) and opens them. */
export async function demoDatabase(): Promise<DemoDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const file = join(folder, 'warehouse.duckdb');
  await loadDemo(file);
  const engine = await openDuckdb({ databases: [{ file }] });
  return {
    engine,
    query: async (sql) => {
      const attempt = await engine.query(sql);
      if ('error' in attempt) throw new Error(`${attempt.error.type}: ${attempt.error.message}`);
      return attempt.value;
    },
    close: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Rows as lines of tab-separated text, a header first; doubles with 12 significant digits, null as `\N`. */
export function tsv({ columns, rows }: Rows): string {
  const lines = rows.map((row) =>
    row.map((value, i) => {
      if (value === null) return '\\N';
      if (typeof value === 'number' && columns[i]!.type.kind === 'double')
        return String(Number(value.toPrecision(12)));
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    }),
  );
  return [columns.map((c) => c.name), ...lines].map((line) => `${line.join('\t')}\n`).join('');
}
