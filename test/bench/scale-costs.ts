import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { print } from '../../src/sql/print/print.js';
import { generatedDocument, generatedOntology } from './generated-ontology.js';
import { timed, timesOf, timesOfProgram } from './times.js';

/** What a command costs over an ontology of some size, in milliseconds and megabytes, its start included. */
export interface ScaleCost {
  readonly entities: number;
  readonly files: number;
  /** The first command: every file is read, parsed and linked. */
  readonly coldMs: number;
  readonly coldMB: number;
  /** A command when nothing changed; the least of several. */
  readonly warmMs: number;
  readonly warmOverEmptyMs: number;
  readonly warmMB: number;
  /** A command after one file changed. */
  readonly changedMs: number;
  /** Once the ontology is loaded, the document from its text to SQL; the least of many. */
  readonly loadedSqlMs: number;
}

const bin = join(import.meta.dirname, '../../bin/dataagent.js');

/** One typical document over a generated ontology, by the built program. */
export function scaleCosts(entities: number, runs = 9): ScaleCost {
  const root = mkdtempSync(join(tmpdir(), 'dataagent-bench-'));
  try {
    const files = generatedOntology(entities);
    mkdirSync(join(root, 'ontology'));
    writeFileSync(join(root, 'dataagent.yaml'), 'dataagent: "1"\nname: bench\n');
    for (const { file, text } of files) writeFileSync(join(root, file), text);
    writeFileSync(join(root, 'typical.json'), generatedDocument('typical'));
    const args = [bin, 'compile', 'typical.json'];
    let coldMB = 0;
    const coldMs = timed(() => (coldMB = peakOf(args, root)));
    // Files that changed within two seconds are read again: their times may not tell.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2100);
    const warmMB = peakOf(args, root);
    const warm = timesOfProgram(args, runs, root);
    const empty = timesOfProgram(['-e', '0'], runs);
    const last = files.at(-1)!;
    writeFileSync(join(root, last.file), `${last.text}---\nterm: GMV\nask: which?\n`);
    utimesSync(join(root, last.file), 1, 1);
    const changedMs = timed(() => peakOf(args, root));
    return {
      entities,
      files: files.length,
      coldMs,
      coldMB,
      warmMs: warm.minMs,
      warmOverEmptyMs: warm.minMs - empty.minMs,
      warmMB,
      changedMs,
      loadedSqlMs: loadedSql(files),
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What the document costs in a process that holds the ontology, as a server does. */
function loadedSql(files: ReturnType<typeof generatedOntology>): number {
  const [ontology] = loadOntology(files);
  if (ontology === undefined) throw new Error('an ontology of the bench does not load');
  const text = generatedDocument('typical');
  const costs = Array.from({ length: 300 }, () =>
    timed(() => {
      const [checked] = check(text, ontology);
      print(checked!.statement, duckdb);
    }),
  );
  return timesOf(costs.slice(100)).minMs;
}

/** What one run of a program took: on the clock, of all processors together, and of memory at most. */
export interface Run {
  readonly ms: number;
  readonly cpuMs: number;
  readonly mb: number;
}

/** Runs a program and tells what it took, its start included. */
export function costOf(args: readonly string[], cwd: string): Run {
  const tell =
    'const{user,system}=process.cpuUsage();writeSync(3,JSON.stringify([user+system,process.resourceUsage().maxRSS]))';
  // Threads of the program are started with it too, and are part of what it tells.
  const preload = `import{isMainThread}from'node:worker_threads';import{writeSync}from'node:fs';if(isMainThread)process.on('exit',()=>{${tell}})`;
  const start = performance.now();
  const all = ['--import', `data:text/javascript,${preload}`, ...args];
  const { status, output } = spawnSync(process.execPath, all, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')}: ${output[2] ?? ''}`);
  const [micros, kilobytes] = JSON.parse(output[3]!) as readonly [number, number];
  return { ms, cpuMs: micros / 1000, mb: kilobytes / 1024 };
}

/** How much memory a program takes at most, in megabytes. */
export function peakOf(args: readonly string[], cwd: string): number {
  return costOf(args, cwd).mb;
}
