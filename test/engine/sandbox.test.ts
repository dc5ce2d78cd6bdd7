import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { databaseFile, errorOf, open, rowsOf, temporaryFolder, valueOf } from './temporary.js';

const trouble = (code: string, kind = 'environment'): unknown =>
  expect.objectContaining({ name: 'Trouble', code, kind });

it.each([
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM '/etc/passwd'",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM read_text('FOLDER/secret.txt')",
  "SELECT * FROM read_parquet('https://example.com/x.parquet')",
  "COPY (SELECT 1) TO 'FOLDER/out.csv'",
  "COPY orders FROM 'FOLDER/secret.txt'",
  "ATTACH 'FOLDER/other.duckdb' AS other",
  "ATTACH ':memory:' AS other",
  'DETACH shop',
  'USE shop',
  'INSTALL httpfs',
  'LOAD httpfs',
  'SET threads = 1',
  "SET memory_limit = '10GB'",
  'SET enable_external_access = true',
  'RESET lock_configuration',
  'PRAGMA threads = 3',
  "PRAGMA memory_limit = '10GB'",
  "EXPORT DATABASE 'FOLDER/export'",
  "IMPORT DATABASE 'FOLDER/export'",
  'CHECKPOINT',
  'VACUUM',
  'BEGIN',
  'CALL pragma_version()',
  'EXPLAIN ANALYZE SELECT 1',
  'PREPARE p AS SELECT 1',
  "SELECT * FROM query('COPY (SELECT 1) TO ''FOLDER/out.csv''')",
  "SELECT getenv('HOME')",
  "CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
  "SELECT 1; ATTACH ':memory:' AS other",
])('never runs %s', async (template) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  const file = await databaseFile(['CREATE TABLE orders AS SELECT 1 AS a'], 'shop.duckdb', folder);
  const engine = await open({ databases: [{ file }] });
  const sql = template.replaceAll('FOLDER', folder);
  expect(errorOf(await engine.query(sql)).message).not.toContain('secret\n');
  errorOf(await engine.execute([sql]));
  for (const name of ['out.csv', 'export', 'other.duckdb'])
    expect(existsSync(join(folder, name))).toBe(false);
  expect(await rowsOf(engine, 'SELECT a FROM orders')).toEqual([[1]]);
});

// Attaching a file allows its path, so DuckDB itself would let COPY overwrite it.
it.each(['', ' (USE_TMP_FILE false)'])(
  'a database that is read cannot be overwritten%s',
  async (how) => {
    const folder = temporaryFolder();
    const file = await databaseFile(
      ['CREATE TABLE orders AS SELECT 1 AS a'],
      'shop.duckdb',
      folder,
    );
    const before = readFileSync(file);
    const engine = await open({ databases: [{ file }] });
    const sql = `COPY (SELECT 1) TO '${file}'${how}`;
    errorOf(await engine.prepare(sql));
    errorOf(await engine.query(sql));
    errorOf(await engine.execute([sql]));
    errorOf(await engine.execute([`CREATE TABLE memory.t (a INTEGER); ${sql}`]));
    await engine.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  },
);

it('stops at the time limit and goes on working', async () => {
  const engine = await open({ timeoutMs: 150 });
  const long =
    'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 3';
  await expect(engine.query(long)).rejects.toEqual(trouble('engine/timeout'));
  await expect(engine.query(long, { timeoutMs: 50 })).rejects.toThrow('0.05 s');
  await expect(engine.execute([`CREATE TABLE t AS ${long}`])).rejects.toEqual(
    trouble('engine/timeout'),
  );
  // However slow the machine is, these have the time they need.
  const patient = { timeoutMs: 60_000 };
  const one = await engine.query('SELECT 1', patient);
  expect(valueOf(one).rows).toEqual([[1]]);
  valueOf(await engine.execute(['CREATE TABLE t AS SELECT 1 AS a'], patient));
});

it('stops when its caller gives up', async () => {
  const engine = await open();
  const long =
    'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 3';
  const control = new AbortController();
  setTimeout(() => control.abort(), 50);
  await expect(engine.query(long, { signal: control.signal })).rejects.toEqual(
    trouble('engine/interrupted', 'interrupted'),
  );
  await expect(engine.query('SELECT 1', { signal: control.signal })).rejects.toEqual(
    trouble('engine/interrupted', 'interrupted'),
  );
  const running = engine.query(long);
  setTimeout(() => engine.interrupt(), 50);
  await expect(running).rejects.toEqual(trouble('engine/interrupted', 'interrupted'));
  expect(await rowsOf(engine, 'SELECT 1')).toEqual([[1]]);
});

it('closing stops what is running', async () => {
  const engine = await open();
  const running = engine.query(
    'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 3',
  );
  setTimeout(() => void engine.close(), 30);
  await expect(running).rejects.toEqual(trouble('engine/interrupted', 'interrupted'));
});

it('out of memory is a trouble, and the engine goes on working', async () => {
  const engine = await open({ memoryLimit: '60MB', spillLimit: '20MB' });
  await expect(engine.query('SELECT list(range) FROM range(100000000)')).rejects.toEqual(
    trouble('engine/out-of-memory'),
  );
  expect(await rowsOf(engine, 'SELECT 1')).toEqual([[1]]);
});

const sort = `SELECT max(n) FROM (SELECT s, row_number() OVER (ORDER BY s) + length(s) AS n
  FROM (SELECT md5(range::VARCHAR) || md5((range + 1)::VARCHAR) || range AS s FROM range(1500000)))`;

it('spills to its private folder after files are out of reach', async () => {
  const engine = await open({ memoryLimit: '100MB', spillLimit: '1GB' });
  const [[most]] = (await rowsOf(engine, sort)) as [[number]];
  expect(most).toBeGreaterThan(1_500_000);
});

it('spills no more than it may', async () => {
  const engine = await open({ memoryLimit: '100MB', spillLimit: '10MB' });
  await expect(engine.query(sort)).rejects.toEqual(trouble('engine/spill-limit'));
});

it('follows the given time zone, never that of the host', async () => {
  const plain = await open();
  const shanghai = await open({ timeZone: 'Asia/Shanghai' });
  const sql =
    "SELECT CAST(timestamptz '2024-01-01 20:00:00Z' AS DATE), current_setting('TimeZone')";
  expect(await rowsOf(plain, sql)).toEqual([['2024-01-01', 'UTC']]);
  expect(await rowsOf(shanghai, sql)).toEqual([['2024-01-02', 'Asia/Shanghai']]);
});

it.each([
  [{ timeZone: 'Mars/Base' }, 'engine/unknown-time-zone', 'usage'],
  [{ memoryLimit: 'much' }, 'engine/wrong-setting', 'usage'],
] as const)('refuses the option %o', async (options, code, kind) => {
  await expect(open(options)).rejects.toEqual(trouble(code, kind));
});

// Where it is on, rows are lost or added now and then, so no run of a query can show that it is off.
it('works without the optimizers that give wrong rows', async () => {
  const engine = await open();
  const [[setting] = []] = await rowsOf(engine, "SELECT current_setting('disabled_optimizers')");
  expect((setting as string).split(',').toSorted()).toEqual([
    'column_lifetime',
    'common_subplan',
    'join_filter_pushdown',
    'top_n_window_elimination',
  ]);
});

it('says that a file is missing, and creates nothing', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'nothing.duckdb');
  await expect(open({ databases: [{ file }] })).rejects.toEqual(trouble('engine/no-such-file'));
  expect(existsSync(file)).toBe(false);
});

it('says that a file is no database', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'notes.duckdb');
  writeFileSync(file, 'these are notes and not a database at all, whatever the name says');
  await expect(open({ databases: [{ file }] })).rejects.toEqual(trouble('engine/not-a-database'));
  await expect(open({ target: { file } })).rejects.toEqual(trouble('engine/not-a-database'));
  await expect(open({ databases: [{ file: folder }] })).rejects.toEqual(
    trouble('engine/not-a-file'),
  );
  expect(readFileSync(file, 'utf8')).toContain('notes');
});

it.each([
  ['its header', 20],
  ['its contents', 4096],
])('says that a file is damaged in %s', async (_, from) => {
  const file = await databaseFile(['CREATE TABLE t AS SELECT range AS a FROM range(100000)']);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, Math.min(bytes.length, from + 8192));
  writeFileSync(file, bytes);
  await expect(open({ databases: [{ file }] })).rejects.toMatchObject({
    name: 'Trouble',
    code: expect.stringMatching(/^engine\/(corrupt|not-a-database|other-version)$/) as string,
    message: expect.stringContaining(file) as string,
  });
});

it('says that another process holds the file', async () => {
  const file = await databaseFile(['CREATE TABLE t AS SELECT 1 AS a']);
  // What nothing refers to any more may be collected, and its lock with it: it is held by the process.
  const script = `import { DuckDBInstance } from '@duckdb/node-api';
    const instance = await DuckDBInstance.create(process.argv[1]);
    const connection = await instance.connect();
    globalThis.held = [instance, connection];
    await connection.run('INSERT INTO t VALUES (2)');
    console.log('ready');
    process.stdin.on('data', () => process.exit());`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  try {
    await expect(open({ databases: [{ file }] })).rejects.toMatchObject({
      code: 'engine/locked',
      message: expect.stringContaining(file) as string,
      hint: expect.stringContaining('copy') as string,
    });
  } finally {
    holder.stdin.end('stop');
    await once(holder, 'exit');
  }
  expect(await rowsOf(await open({ databases: [{ file }] }), 'SELECT sum(a) FROM t')).toEqual([
    [3],
  ]);
});

it('leaves no new target behind when it cannot open', async () => {
  const folder = temporaryFolder();
  const target = { file: join(folder, 'out.duckdb') };
  await expect(open({ target, timeZone: 'Mars/Base' })).rejects.toThrow('Mars/Base');
  expect(existsSync(target.file)).toBe(false);
  await expect(open({ target: { file: join(folder, 'no/out.duckdb') } })).rejects.toEqual(
    trouble('engine/no-such-folder'),
  );
  await expect(open({ target: { file: folder } })).rejects.toEqual(trouble('engine/not-a-file'));
});

it('does not read and write one file', async () => {
  const folder = temporaryFolder();
  const file = await databaseFile(['CREATE TABLE t AS SELECT 1 AS a'], 'shop.duckdb', folder);
  mkdirSync(join(folder, 'x'));
  const size = statSync(file).size;
  await expect(
    open({ databases: [{ file }], target: { file: join(folder, 'x', '..', 'shop.duckdb') } }),
  ).rejects.toEqual(trouble('engine/same-file', 'usage'));
  expect(statSync(file).size).toBe(size);
});
