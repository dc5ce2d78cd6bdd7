import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../src/engine/duckdb.js';

/**
 * What people install: packs the built project, installs the tarball into an empty folder, and goes the whole
 * way there, from a database of theirs to proven rows. Packages come from npm's cache where it has them.
 */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'dataagent-pack-'));
try {
  const [packed] = JSON.parse(
    npm(root, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]),
  ) as readonly [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  const files = packed.files.map((f) => f.path);
  for (const wanted of [
    'bin/dataagent.js',
    'dist/cli/main.js',
    'dist/schemas/dqc.schema.json',
    'LICENSE',
    'skills/dataagent/SKILL.md',
  ])
    if (!files.includes(wanted)) throw new Error(`the package lacks ${wanted}`);
  const odd = files.filter((f) =>
    /^(?:src|test|scripts|node_modules)\/|\.duckdb$|\.dataagent\//.test(f),
  );
  if (odd.length > 0) throw new Error(`the package holds ${odd.join(', ')}`);
  say(`packed ${files.length} files`);

  const project = join(folder, 'shop');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--omit=dev'];
  npm(project, [...install, join(folder, packed.filename)]);
  say('installed');

  await makeDatabase(join(project, 'shop.duckdb'));
  const dataagent = (...args: readonly string[]): string => {
    const program = join(project, 'node_modules/.bin/dataagent');
    return execFileSync(program, [...args, '--lang', 'en'], { cwd: project, encoding: 'utf8' });
  };
  say(`version ${dataagent('--version').trim()}`);
  dataagent('init', '--from', 'duckdb:shop.duckdb');
  dataagent('check');
  dataagent('new', 'spec', 'number of orders by city', '--as-of', '2026-11-07', '--name', 'cities');
  dataagent('gen', 'dsl', '001');
  dataagent('gen', 'all', '001');
  dataagent('check');
  const ran = JSON.parse(dataagent('run', '001', '--json')) as {
    readonly results: readonly [{ readonly rows: readonly Readonly<Record<string, unknown>>[] }];
  };
  const rows = ran.results[0].rows.map((row) => Object.values(row).join(':')).toSorted();
  if (rows.join(' ') !== 'Beijing:2 Hangzhou:3') throw new Error(`the rows are ${rows.join(' ')}`);
  say(`ran: ${rows.join(', ')}`);

  // The example project that the package brings.
  const example = join(folder, 'example');
  for (const part of ['ontology', 'specs'])
    cpSync(join(project, 'node_modules/dataagent', part), join(example, part), { recursive: true });
  const settings = readFileSync(join(root, 'dataagent.yaml'), 'utf8');
  writeFileSync(join(example, 'dataagent.yaml'), settings);
  say(`example: ${dataagent('check', '--project', example).trim()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Two tables with five orders: two of a customer in Beijing, three of one in Hangzhou. */
async function makeDatabase(file: string): Promise<void> {
  const engine = await openDuckdb({ target: { file } });
  const made = await engine.execute([
    'create table customers (customer_id bigint primary key, city varchar)',
    "insert into customers values (1, 'Beijing'), (2, 'Hangzhou')",
    'create table orders (order_id bigint primary key, customer_id bigint references customers, amount decimal(12,2), order_date date)',
    `insert into orders select i, case when i <= 2 then 1 else 2 end, i, date '2026-11-01' + i::int
     from range(1, 6) t(i)`,
  ]);
  await engine.close();
  if ('error' in made) throw new Error(made.error.message);
}

function npm(cwd: string, args: readonly string[]): string {
  return execFileSync('npm', [...args, '--loglevel', 'error'], { cwd, encoding: 'utf8' });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
