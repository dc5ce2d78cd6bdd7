import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../../../src/compile.js';
import { disabledOptimizers } from '../../../src/engine/duckdb-sandbox.js';
import { duckdb } from '../../suites/run.js';
import { sharedFile, suiteOptions } from '../../suites/shared.js';
import { tpchDatabase, tpchQuestions } from '../../suites/tpch/questions.js';
import { scaleUp } from './scaled.js';

/** How a compiled query does against the reference SQL on the same database in the same run. */
interface Measured {
  readonly name: string;
  readonly compiledMs: number;
  readonly referenceMs: number;
  readonly ratio: number;
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    copies: { type: 'string', default: '100' },
    // A database of TPC-H's tables that was made otherwise, for example by DuckDB's generator.
    database: { type: 'string' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    // DuckDB as it comes, and not as the engine sets it.
    plain: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    dir: { type: 'string' },
  },
});
const { shared } = suiteOptions(values.dir === undefined ? [] : ['--dir', values.dir]);
const references = new Map(
  (
    JSON.parse(readFileSync(sharedFile(shared, 'bench/tpch/questions.json'), 'utf8')) as {
      readonly id: string;
      readonly gold_sql: string;
    }[]
  ).map((q) => [q.id, q.gold_sql]),
);
const folder = mkdtempSync(join(tmpdir(), 'dataagent-bench-'));
try {
  const file = values.database ?? join(folder, 'tpch.duckdb');
  if (values.database === undefined)
    await scaleUp(sharedFile(shared, tpchDatabase), file, Number(values.copies));
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    threads: '2',
    ...(!values.plain && { disabled_optimizers: disabledOptimizers }),
  });
  const connection = await instance.connect();
  const measured: Measured[] = [];
  for (const { name, document, ontology } of tpchQuestions(shared)) {
    const id = name.split('/').at(-1)!;
    if (values.only !== undefined && !values.only.split(',').includes(id)) continue;
    const [compiled] = compile(document, ontology, duckdb);
    const reference = references.get(id);
    if (compiled === undefined || reference === undefined) throw new Error(`${id} is not compiled`);
    if (values.show) write(`${compiled.select.text}\n\n${reference}\n`);
    measured.push(await compare(connection, id, compiled.select.text, reference));
  }
  connection.closeSync();
  instance.closeSync();
  const mean = Math.exp(
    measured.reduce((sum, m) => sum + Math.log(m.ratio), 0) / Math.max(1, measured.length),
  );
  const worst = Math.max(...measured.map((m) => m.ratio));
  if (values.json) write(JSON.stringify({ summary: { mean, worst }, queries: measured }, null, 2));
  else {
    for (const m of measured)
      write(
        `${m.name.padEnd(5)} ${m.compiledMs.toFixed(1).padStart(9)} ms  ${m.referenceMs.toFixed(1).padStart(9)} ms  ${m.ratio.toFixed(2)}`,
      );
    write(`geometric mean ${mean.toFixed(2)}, worst ${worst.toFixed(2)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs both by turns and takes the shortest of each: what else the machine does only makes a run longer. */
async function compare(
  connection: DuckDBConnection,
  name: string,
  compiled: string,
  reference: string,
): Promise<Measured> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = 0; i <= Number(values.runs); i++) {
    const [a, b] = [await timed(connection, compiled), await timed(connection, reference)];
    // The first run warms the cache.
    if (i > 0) {
      ours.push(a);
      theirs.push(b);
    }
  }
  const [compiledMs, referenceMs] = [Math.min(...ours), Math.min(...theirs)];
  return { name, compiledMs, referenceMs, ratio: compiledMs / referenceMs };
}

async function timed(connection: DuckDBConnection, sql: string): Promise<number> {
  const start = performance.now();
  await connection.runAndReadAll(sql);
  return performance.now() - start;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
