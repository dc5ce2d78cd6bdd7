import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { shopProject, storeRows, write } from '../support/shop-project.js';

const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

it('check finds nothing in a project that keeps every law', async () => {
  const cwd = await shopProject();
  const { status, stdout, stderr } = await runCli(['check'], { cwd });
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: 'checked 2 specs: 0 errors, 0 warnings, 0 open questions\n',
    stderr: '',
  });
});

it('check shows where a name is wrong, and what would be right', async () => {
  const cwd = await shopProject();
  const path = 'specs/001-store-nd/dsl/dws_trd_store_nd.json';
  write(cwd, path, read(cwd, path).replace('"order_cnt"', '"order_count"'));
  const { status, stdout, stderr } = await runCli(['check', '001'], { cwd });
  expect(status).toBe(1);
  expect(stdout).toBe('checked 1 spec: 1 error, 0 warnings, 0 open questions\n');
  expect(stderr).toContain('error[bind/unknown-metric]');
  expect(stderr).toContain(`--> ${path}:10:43`);
  expect(stderr).toMatch(/did you mean.*"order_cnt"/);
});

it.each([
  ['edited', 'spec/edited-file', 'specs/001-store-nd/generated/duckdb/dws_trd_store_nd.sql'],
  ['missing', 'spec/missing-file', 'specs/001-store-nd/generated/duckdb/dws_trd_store_nd.sql'],
  ['added', 'spec/leftover-file', 'specs/001-store-nd/generated/duckdb/other.sql'],
])('check compares generated files: one is %s', async (what, code, path) => {
  const cwd = await shopProject();
  write(cwd, path, what === 'missing' ? null : '-- by hand\n');
  const ran = await runCli(['check', '--json'], { cwd });
  expect(ran.status).toBe(1);
  expect(codesOf(ran)).toEqual([code]);
  expect(documentOf(ran)['diagnostics']).toMatchObject([{ file: path }]);
});

it.each([
  ['a spec', ['001-store-nd'], 1],
  ['its number', ['002'], 1],
  ['its name', ['top-stores'], 1],
  ['a file of it', ['specs/002-top-stores/spec.yaml'], 1],
  ['the ontology', ['ontology'], 2],
  ['two', ['001', '002'], 2],
])('check takes %s', async (_, paths, specs) => {
  const cwd = await shopProject();
  const ran = await runCli(['check', ...paths, '--json'], { cwd });
  expect(documentOf(ran)).toMatchObject({ ok: true, summary: { specs, errors: 0 } });
});

it('check finds what looks like a secret in any file, and shows it to nobody', async () => {
  const cwd = await shopProject();
  const secret = `sk-${'a1'.repeat(12)}`;
  const file = 'specs/001-store-nd/requirement.md';
  write(cwd, file, `${read(cwd, file)}\nThe key is ${secret}.\n`);
  const ran = await runCli(['check', '001'], { cwd });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('[spec/holds-secret]');
  expect(ran.stderr).toContain(`--> ${file}:`);
  expect(`${ran.stdout}${ran.stderr}`).not.toContain(secret);
});

it('check takes single documents, over a folder of an ontology too', async () => {
  const cwd = await shopProject();
  const file = 'specs/002-top-stores/dsl/question.json';
  const inside = await runCli(['check', file], { cwd });
  expect([inside.status, inside.stdout]).toEqual([0, `ok   ${file}\n`]);
  const alone = await runCli(['check', '--ontology', 'ontology', file, '--json'], { cwd });
  expect(documentOf(alone)).toMatchObject({ ok: true, documents: [{ file, ok: true, open: [] }] });
});

it('gen writes what changed, and nothing on a dry run', async () => {
  const cwd = await shopProject();
  const file = 'specs/001-store-nd/generated/duckdb/dws_trd_store_nd.sql';
  const before = read(cwd, file);
  write(cwd, file, 'edited');
  const dry = await runCli(['gen', 'all', '001', '--dry-run'], { cwd });
  expect(dry.stdout).toContain(`written ${file}\n`);
  expect(read(cwd, file)).toBe('edited');
  const real = await runCli(['gen', 'sql', '001', '--json'], { cwd });
  const { files } = documentOf(real) as { files: { file: string; changed: boolean }[] };
  expect(files.filter((f) => f.changed)).toEqual([{ file, changed: true }]);
  expect(files.some((f) => f.file.includes('.ddl.sql'))).toBe(false);
  expect(read(cwd, file)).toBe(before);
});

it('gen removes what nothing makes any more', async () => {
  const cwd = await shopProject({ 'specs/001-store-nd/generated/old/gone.sql': 'select 1' });
  const ran = await runCli(['gen', 'all', '001', '--json'], { cwd });
  expect(documentOf(ran)['removed']).toEqual(['specs/001-store-nd/generated/old/gone.sql']);
  expect(readdirSync(join(cwd, 'specs/001-store-nd/generated'))).not.toContain('old');
});

it('new spec, gen dsl and gen all go from words to SQL', async () => {
  const cwd = await shopProject();
  const made = await runCli(['new', 'spec', '近7天各门店的订单数', '--as-of', '2026-11-07'], {
    cwd,
  });
  expect([made.status, made.stderr]).toEqual([0, '']);
  const [name] = readdirSync(join(cwd, 'specs')).filter((n) => n.startsWith('003-'));
  expect(made.stdout).toContain(`next: dataagent gen dsl ${name!}\n`);
  const drafted = await runCli(['gen', 'dsl', '003', '--as-of', '2026-11-07', '--json'], { cwd });
  expect(documentOf(drafted)).toMatchObject({ outcome: 'ok', unresolved: [] });
  const generated = await runCli(['gen', 'all', '003'], { cwd });
  expect([generated.status, generated.stderr]).toEqual([0, '']);
  expect(readdirSync(join(cwd, 'specs', name!, 'generated'))).toEqual(
    expect.arrayContaining(['duckdb', 'maxcompute', 'manifest.json']),
  );
});

it('a solution is in the language of its project, whoever has it written', async () => {
  const solutions = ['en', 'zh'].map(async (lang) => {
    const cwd = await shopProject();
    await runCli(['new', 'spec', '近7天各门店的订单数', '--name', 'a'], { cwd });
    await runCli(['gen', 'dsl', '003', '--as-of', '2026-11-07', '--lang', lang], { cwd });
    return read(cwd, 'specs/003-a/solution.md');
  });
  const [first, second] = await Promise.all(solutions);
  expect(first).toContain('## 来源');
  expect(second).toBe(first);
});

it('gen dsl asks where the words are not known, and keeps what is there', async () => {
  const cwd = await shopProject();
  await runCli(['new', 'spec', '最近表现最好的门店', '--as-of', '2026-11-07', '--name', 'vague'], {
    cwd,
  });
  const asks = await runCli(['gen', 'dsl', '003', '--as-of', '2026-11-07', '--json'], { cwd });
  expect(asks.status).toBe(3);
  expect(documentOf(asks)).toMatchObject({ ok: false, outcome: 'needs-person' });
  expect((documentOf(asks)['unresolved'] as unknown[]).length).toBeGreaterThan(0);
  const checked = await runCli(['check', '003'], { cwd });
  expect(checked.status).toBe(3);
  const again = await runCli(['gen', 'dsl', '003'], { cwd });
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('already')]);
});

it('a requirement comes from a file or from standard input as well', async () => {
  const cwd = await shopProject({ 'wanted.txt': '近7天各门店的订单数\n' });
  const file = await runCli(['new', 'spec', '--file', 'wanted.txt', '--name', 'a'], { cwd });
  const input = await runCli(['new', 'spec', '--name', 'b'], { cwd, input: '近7天各门店的订单数' });
  expect([file.status, input.status]).toEqual([0, 0]);
  expect(read(cwd, 'specs/003-a/requirement.md')).toBe(read(cwd, 'specs/004-b/requirement.md'));
});

it.each([
  ['Chinese', '近7天各门店的订单数', '## 需求'],
  ['English, with a Chinese value in quotes', 'number of orders in "杭州"', '## Requirements'],
])('a requirement in %s has headings of its language', async (_, wanted, heading) => {
  const cwd = await shopProject();
  await runCli(['new', 'spec', wanted, '--name', 'a'], { cwd });
  expect(read(cwd, 'specs/003-a/requirement.md')).toContain(`${heading}\n`);
});

it('test runs the cases and says which rows differ', async () => {
  const cwd = await shopProject();
  const good = await runCli(['test'], { cwd });
  expect([good.status, good.stdout]).toEqual([
    0,
    '001-store-nd\n  ok   昨天和今天的订单\n002-top-stores\n1 passed, 0 failed\n',
  ]);
  const path = 'specs/001-store-nd/tests/orders.yaml';
  write(
    cwd,
    path,
    read(cwd, path).replace("order_cnt_7d: 1, order_amt_7d: '12.5'", 'order_cnt_7d: 2'),
  );
  const bad = await runCli(['test', '001', '--json'], { cwd });
  expect(bad.status).toBe(1);
  expect(codesOf(bad)).toEqual(['spec/test-failed', 'spec/test-failed']);
  expect(documentOf(bad)).toMatchObject({ summary: { passed: 0, failed: 1 } });
});

it('run proves a table on the database and writes what it saw', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['run', '001', '--bizdate', '2026-11-07', '--json'], { cwd });
  expect(ran.stderr).toBe('');
  expect(documentOf(ran)).toMatchObject({
    ok: true,
    spec: '001-store-nd',
    tests: 1,
    results: [{ document: 'dws_trd_store_nd', rows: storeRows }],
  });
  const report = JSON.parse(read(cwd, 'specs/001-store-nd/observed/report.json')) as object;
  expect(report).toMatchObject({ bizdate: '2026-11-07', documents: [{ rows: 4 }] });
  const status = await runCli(['status', '--json'], { cwd });
  expect(documentOf(status)).toMatchObject({
    specs: [
      { spec: '001-store-nd', steps: { generated: 'valid', observed: 'valid' } },
      { spec: '002-top-stores', steps: { observed: 'absent' } },
    ],
  });
});

it('status forgets what was observed of other files', async () => {
  const cwd = await shopProject();
  await runCli(['run', '002'], { cwd });
  const path = 'specs/002-top-stores/dsl/question.json';
  write(cwd, path, read(cwd, path).replace('"rows": 2', '"rows": 3'));
  const stale = await runCli(['status', '002', '--json'], { cwd });
  const steps = { generated: 'stale', observed: 'stale' };
  expect(documentOf(stale)).toMatchObject({ specs: [{ steps }] });
  await runCli(['gen', 'all', '002'], { cwd });
  const after = await runCli(['status', '002', '--json'], { cwd });
  expect(documentOf(after)).toMatchObject({
    specs: [{ steps: { generated: 'valid', observed: 'stale' } }],
  });
});

it('next says the one next command', async () => {
  const cwd = await shopProject();
  const next = (await runCli(['next'], { cwd })).stdout.trim();
  expect(next).toMatch(/^dataagent run 001-store-nd --bizdate \d{4}-\d\d-\d\d$/);
  // Word for word; the shop has no orders of yesterday, and its own rule says so.
  const ran = await runCli([...next.split(' ').slice(1), '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([1, undefined]);
  expect((await runCli(['next', '002'], { cwd })).stdout).toBe('dataagent run 002-top-stores\n');
});

const question = 'specs/002-top-stores/dsl/question.json';

it.each([
  [
    'table',
    'store_name  order_cnt_7d\n----------  ------------\n南山店                 4\n西湖店                 3\n',
  ],
  ['csv', 'store_name,order_cnt_7d\r\n南山店,4\r\n西湖店,3\r\n'],
])('query prints rows as %s', async (format, text) => {
  const cwd = await shopProject();
  const { status, stdout, stderr } = await runCli(['query', question, '--format', format], { cwd });
  expect([status, stdout, stderr]).toEqual([0, text, '']);
});

it('query gives rows as JSON, of a stage, of each stage, and no more than asked', async () => {
  const cwd = await shopProject();
  const json = await runCli(['query', question, '--format', 'json'], { cwd });
  expect(JSON.parse(json.stdout)).toEqual([
    { store_name: '南山店', order_cnt_7d: 4 },
    { store_name: '西湖店', order_cnt_7d: 3 },
  ]);
  const until = await runCli(['query', question, '--until', 'per_store', '--json'], { cwd });
  expect(documentOf(until)['rows']).toHaveLength(4);
  const few = await runCli(['query', question, '--max-rows', '1', '--json'], { cwd });
  expect(documentOf(few)).toMatchObject({ truncated: true, rows: [{ store_name: '南山店' }] });
  const each = await runCli(['query', question, '--each', '--json'], { cwd });
  expect(documentOf(each)).toMatchObject({
    stages: [
      { stage: 'per_store', rowCount: 4, unique: true, nulls: { store_name: 1 } },
      { stage: 'result', rowCount: 2, unique: true, nulls: {} },
    ],
  });
});

it('query reads another database and another ontology, outside of any project', async () => {
  const project = await shopProject();
  const args = ['--database', `duckdb:${project}/shop.duckdb`, '--ontology', `${project}/ontology`];
  const ran = await runCli(['query', join(project, question), ...args, '--json'], { cwd: '/' });
  expect(documentOf(ran)).toMatchObject({ ok: true, rows: [{ order_cnt_7d: 4 }, {}] });
});

it.each(['bound', 'plan', 'ast', 'sql', 'ddl', 'dqc'])('compile shows the %s', async (emit) => {
  const cwd = await shopProject();
  const document = 'specs/001-store-nd/dsl/dws_trd_store_nd.json';
  const args = ['compile', document, '--emit', emit, '--dialect', 'maxcompute'];
  const text = await runCli(args, { cwd });
  expect([text.status, text.stderr]).toEqual([0, '']);
  expect(text.stdout.length).toBeGreaterThan(100);
  const json = await runCli([...args, '--json'], { cwd });
  expect(documentOf(json)).toMatchObject({ emit, dialect: 'maxcompute', ok: true });
  expect(documentOf(json)['value']).toBeDefined();
});

it('fmt writes the canonical form, and only says so with --check', async () => {
  const cwd = await shopProject();
  const canonical = read(cwd, question);
  write(cwd, question, JSON.stringify(JSON.parse(canonical)));
  const check = await runCli(['fmt', '--check', question], { cwd });
  expect([check.status, check.stdout]).toEqual([1, `${question}\n`]);
  const real = await runCli(['fmt', question, '--json'], { cwd });
  expect(documentOf(real)).toMatchObject({ ok: true, files: [{ file: question, changed: true }] });
  expect(read(cwd, question)).toBe(canonical);
});

it('explain shows why a law is there, and an example of each side', async () => {
  const one = await runCli(['explain', 'dsl/syntax']);
  expect([one.status, one.stderr]).toEqual([0, '']);
  expect(one.stdout).toMatch(/^dsl\/syntax \(level 1, error\)\n[^]*breaks it:\n[^]*keeps it:\n/);
  const all = await runCli(['explain', '--list', '--json']);
  const { rules } = documentOf(all) as { rules: { code: string; why: string }[] };
  expect(rules.length).toBeGreaterThan(100);
  expect(rules.filter((r) => r.why === '')).toEqual([]);
});

it('explain says what the numbers of a document are', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['explain', question], { cwd });
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  expect(ran.stdout).toContain('order_cnt_7d');
});

it('dialects says how far each is proven', async () => {
  const ran = await runCli(['dialects', '--json']);
  expect(documentOf(ran)['dialects']).toEqual(
    expect.arrayContaining([
      { name: 'duckdb', support: 'executed' },
      { name: 'maxcompute', support: 'parsed' },
    ]),
  );
});

it('doctor compares the ontology with the database', async () => {
  const cwd = await shopProject();
  const good = await runCli(['doctor'], { cwd });
  expect([good.status, good.stdout]).toEqual([
    0,
    expect.stringMatching(
      /ok {3}node: [^]*ok {3}project: [^]*ok {3}database: duckdb:shop.duckdb, /,
    ),
  ]);
  const metrics = read(cwd, 'ontology/metrics.yaml');
  const entity = 'entity: gone\nsource: { table: ods_gone }\nattributes: { a: string }\n';
  write(cwd, 'ontology/metrics.yaml', `${metrics}---\n${entity}`);
  const bad = await runCli(['doctor', '--json'], { cwd });
  expect(bad.status).toBe(7);
  expect(documentOf(bad)['findings']).toContainEqual({
    what: 'table',
    ok: false,
    detail: 'ods_gone is not in the database',
  });
});

it('tells what an older printer made from an edit', async () => {
  const cwd = await shopProject();
  const folder = 'specs/001-store-nd/generated';
  const manifest = JSON.parse(read(cwd, `${folder}/manifest.json`)) as {
    files: Record<string, string>;
  };
  const [path = ''] = Object.keys(manifest.files);
  const text = `-- as an older version printed it\n${read(cwd, `${folder}/${path}`)}`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const older = { ...manifest, tool: '0.0.9', files: { ...manifest.files, [path]: sha256 } };
  write(cwd, `${folder}/${path}`, text);
  write(cwd, `${folder}/manifest.json`, JSON.stringify(older));
  const warned = await runCli(['check', '--json'], { cwd });
  expect([warned.status, codesOf(warned)]).toEqual([0, ['spec/other-printer']]);
  write(cwd, `${folder}/${path}`, `${text}\n`);
  expect((await runCli(['check', '--json'], { cwd })).status).toBe(1);
});
