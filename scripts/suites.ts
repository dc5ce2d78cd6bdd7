import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Result {
  readonly summary: { readonly passed: number; readonly refused: number; readonly wrong: number };
  readonly cases: readonly {
    readonly name: string;
    readonly level: string;
    readonly verdict: string;
  }[];
}

/** What runs on data beside the repository; a wrong case of any of them stops everyone. */
const suites = ['tpch', 'chinook', 'drafts', 'init', 'corpus', 'metricflow', 'rewrites'] as const;

/** The exit code of a suite whose data is absent or cannot be read: said loudly, and no failure of ours. */
const environment = 7;

let failed = 0;
let passed = 0;
for (const name of suites) {
  const main = join(import.meta.dirname, `../test/suites/${name}/main.ts`);
  const run = spawnSync(process.execPath, ['--import', 'tsx', main, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const result = read(run.stdout);
  const wrong = (result?.cases ?? []).filter((c) => c.verdict === 'wrong');
  const absent = run.status === environment;
  passed += result?.summary.passed ?? 0;
  // A suite may fail by more than its cases: the corpus' MaxCompute statements.
  const other = wrong.length === 0 && run.status !== 0 && !absent;
  failed += wrong.length + (other ? 1 : 0);
  const { passed: right = 0, refused = 0 } = result?.summary ?? {};
  say(`${name}: passed ${right}, refused ${refused}, wrong ${wrong.length}`);
  for (const one of wrong) say(`  wrong ${one.name} (${one.level})`);
  if (absent) say(`  NOT ALL OF IT RAN: ${run.stderr.trim().split('\n')[0] ?? ''}`);
  else if (other) say(`  FAILED: ${run.stderr}`);
}
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function read(text: string): Result | undefined {
  try {
    return JSON.parse(text) as Result;
  } catch {
    return undefined;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
