import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { loadDemo } from './load.js';
import { texts, type Texts } from './texts.js';

const root = resolve(import.meta.dirname, '../..');
const output = join(root, 'demo-output');
const cli = join(root, 'bin/dataagent.js');
const day = '2026-11-07';

/** A command of the demo, as typed after `dataagent`, and the exit code that is right for it. */
interface Step {
  readonly title: keyof Texts;
  readonly args: readonly string[];
  readonly exit?: number;
  /** The person's answer to what the run before waits for is added: the hash of each gate's content. */
  readonly answers?: true;
}

/**
 * Plays the main job in `demo-output/`: a requirement becomes a spec, DSL, SQL, DDL and quality checks,
 * and everything runs on the demo's data. Gives the exit code: 0, or that of the first step that failed.
 */
export async function demo(argv: readonly string[]): Promise<number> {
  const zh = argv.includes('--lang=zh') || languageIsChinese();
  const say = texts[zh ? 'zh' : 'en'];
  const lang = ['--lang', zh ? 'zh' : 'en'];
  const started = performance.now();

  heading(say.project);
  prepare();
  const rows = await loadDemo(join(output, 'warehouse.duckdb'));
  const total = [...rows.values()].reduce((a, b) => a + b, 0);
  print(say.loaded(rows.size, total, seconds(started)));

  for (const { title, args: plain, exit = 0, answers } of steps) {
    const args = answers === true ? [...plain, ...hashes(plain[1]!)] : plain;
    heading(say[title] as string);
    print(`$ dataagent ${args.map(quoted).join(' ')}\n`);
    const { status } = spawnSync(process.execPath, [cli, ...args, ...lang], {
      cwd: output,
      stdio: 'inherit',
    });
    if (status !== exit) {
      process.stderr.write(say.failed(args[0]!, status ?? 70, exit));
      return status === null || status === 0 ? 70 : status;
    }
  }

  heading(say.files);
  for (const file of filesOf(join(output, 'specs', table))) print(`${relative(root, file)}\n`);
  print(`${relative(root, join(output, 'warehouse.duckdb'))}\n`);
  print(say.next(seconds(started)));
  return 0;
}

const table = '006-anchor-weekly';
const steps: readonly Step[] = [
  { title: 'specify', args: ['new', 'spec', texts.requirement, '--name', 'anchor-weekly'] },
  { title: 'draft', args: ['gen', 'dsl', table] },
  { title: 'gate', args: ['run', table, '--bizdate', day], exit: 3 },
  { title: 'agree', args: ['approve', table, 'G1', 'G2', '--by', 'anchor-ops'], answers: true },
  { title: 'generate', args: ['gen', 'all', table] },
  { title: 'check', args: ['check'] },
  { title: 'test', args: ['test'] },
  { title: 'run', args: ['run', table, '--bizdate', day] },
  { title: 'question', args: ['run', '003-anchor-top'] },
  { title: 'vague', args: ['new', 'spec', texts.vague, '--as-of', day, '--name', 'vague'] },
  { title: 'asks', args: ['gen', 'dsl', '007-vague', '--as-of', day], exit: 3 },
];

/** What a person who looked at the gates of a spec names as the content they agree to. */
function hashes(spec: string): readonly string[] {
  const { stdout } = spawnSync(process.execPath, [cli, 'run', spec, '--json'], {
    cwd: output,
    encoding: 'utf8',
  });
  const { waiting } = JSON.parse(stdout) as { readonly waiting: readonly { hash: string }[] };
  return waiting.flatMap(({ hash }) => ['--hash', hash]);
}

/** A project of its own: the repository's ontology and specs, and the warehouse as its database. */
function prepare(): void {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  for (const folder of ['ontology', 'specs'])
    cpSync(join(root, folder), join(output, folder), { recursive: true });
  const settings = [
    `dataagent: '1'`,
    'name: demo',
    'language: zh',
    'timezone: Asia/Shanghai',
    'database: duckdb:warehouse.duckdb',
  ];
  writeFileSync(join(output, 'dataagent.yaml'), `${settings.join('\n')}\n`);
}

function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** The locale's language, as the commands themselves read it. */
function languageIsChinese(): boolean {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').toLowerCase().startsWith('zh');
}

function quoted(argument: string): string {
  return /^[\w.:-]+$/.test(argument) ? argument : `"${argument}"`;
}

function heading(text: string): void {
  print(`\n── ${text}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

process.exitCode = await demo(process.argv.slice(2));
