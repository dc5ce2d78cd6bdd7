import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';

/** What one document costs: text to SQL, DDL and checks of one dialect, in milliseconds. */
interface Cost {
  readonly document: string;
  readonly dialect: string;
  readonly medianMs: number;
  readonly p99Ms: number;
}

const root = join(import.meta.dirname, '../..');
const json = process.argv.includes('--json');

const files = yamlBelow(join(root, 'ontology'));
const started = performance.now();
const [ontology] = loadOntology(files);
const loadMs = performance.now() - started;
if (ontology === undefined) throw new Error('the ontology does not load');

const costs = documentsBelow(join(root, 'specs')).flatMap(({ name, text }) =>
  allDialects.map((dialect): Cost => {
    const times = Array.from({ length: 60 }, () => {
      const start = performance.now();
      compile(text, ontology, dialect);
      return performance.now() - start;
    });
    // The first runs warm the compiler up.
    const sorted = times.slice(10).toSorted((a, b) => a - b);
    return {
      document: name,
      dialect: dialect.name,
      medianMs: sorted[Math.floor(sorted.length / 2)]!,
      p99Ms: sorted[Math.floor(sorted.length * 0.99)]!,
    };
  }),
);

const empty = startUp(['-e', '0']);
const bin = join(root, 'bin/dataagent.js');
const starts = ['--help', '--version'].map((option) => {
  const ms = startUp([bin, option]);
  return { option, ms, ratio: ms / empty, overMs: ms - empty };
});

if (json) write(JSON.stringify({ loadMs, costs, emptyMs: empty, starts }, null, 2));
else {
  write(
    `ontology of ${ontology.entities.size} entities, ${ontology.metrics.size} metrics: ${loadMs.toFixed(0)} ms`,
  );
  for (const c of costs)
    write(
      `${c.document.padEnd(24)} ${c.dialect.padEnd(11)} median ${c.medianMs.toFixed(2).padStart(7)} ms  p99 ${c.p99Ms.toFixed(2).padStart(7)} ms`,
    );
  for (const s of starts)
    write(
      `${s.option.padEnd(10)} ${s.ratio.toFixed(2)} times an empty program (${s.overMs.toFixed(0)} ms more)`,
    );
}

/** Median of nine starts, in milliseconds. */
function startUp(args: readonly string[]): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[4]!;
}

function yamlBelow(folder: string): readonly { readonly file: string; readonly text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

function documentsBelow(
  folder: string,
): readonly { readonly name: string; readonly text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /[/\\]dsl[/\\][^/\\]+\.json$/.test(name))
    .toSorted()
    .map((name) => ({
      name: name.replace(/^.*[/\\]/, '').replace(/\.json$/, ''),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
