import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const file = 'specs/001-store-nd/tests/generated-dws_trd_store_nd.yaml';

it('writes a case that a person fills in, and runs what holds of any rows on it', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['test', '001', '--generate', '--json'], { cwd });
  expect([ran.status, documentOf(ran)]).toMatchObject([
    0,
    { written: [file], summary: { passed: 2, failed: 0 } },
  ]);
  const text = readFileSync(join(cwd, file), 'utf8');
  expect(text).toContain('bizdate: "2026-11-07"\n');
  expect(text).not.toMatch(/^expect/m);
  expect(codesOf(await runCli(['check', '001', '--json'], { cwd }))).toEqual([
    'spec/nothing-expected',
  ]);
  // Nothing is written twice, and nothing of a person's is overwritten.
  const again = await runCli(['test', '001', '--generate', '--json'], { cwd });
  expect(documentOf(again)['written']).toEqual([]);

  // What a person wrote is compared like that of any other case.
  write(cwd, file, `${text}expect: { rows: [] }\n`);
  const wrong = await runCli(['test', '001', '--json'], { cwd });
  expect([wrong.status, documentOf(wrong)['summary']]).toEqual([1, { passed: 1, failed: 1 }]);
});

it('finds on generated rows what the ontology says and is not so', async () => {
  const cwd = await shopProject();
  const metrics = readFileSync(join(cwd, 'ontology/metrics.yaml'), 'utf8');
  // Amounts that the range says are never negative, and are.
  write(
    cwd,
    'ontology/metrics.yaml',
    metrics.replace('of: amount', 'of: 0 - amount\nrange: { min: 0 }'),
  );
  const ran = await runCli(['test', '001', '--generate', '--json'], { cwd });
  expect(ran.status).toBe(1);
  expect(codesOf(ran)).toContain('spec/broken-invariant');
  const { diagnostics } = documentOf(ran) as {
    readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  };
  const broken = diagnostics.find((d) => d.code === 'spec/broken-invariant');
  expect(broken?.message).toContain('/stages/0/measures/2');
});
