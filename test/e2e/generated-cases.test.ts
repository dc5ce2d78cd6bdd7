import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const file = 'specs/001-store-nd/tests/generated-dws_trd_store_nd.yaml';

it('writes a case with a proposal that counts for nothing until a person confirms it', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['test', '001', '--generate', '--json'], { cwd });
  expect([ran.status, documentOf(ran)]).toMatchObject([
    0,
    { written: [file], summary: { passed: 1, failed: 0, open: 1 } },
  ]);
  const text = readFileSync(join(cwd, file), 'utf8');
  expect(text).toContain('bizdate: "2026-11-07"\n');
  expect(text).toMatch(/^expect:\n  proposed: true\n  rows:\n/m);
  expect(codesOf(await runCli(['check', '001', '--json'], { cwd }))).toEqual(['spec/unconfirmed']);
  // Nothing is written twice, and nothing of a person's is overwritten.
  const again = await runCli(['test', '001', '--generate', '--json'], { cwd });
  expect(documentOf(again)['written']).toEqual([]);

  // What a person confirms is a case like any other.
  write(cwd, file, text.replace('  proposed: true\n', ''));
  const confirmed = await runCli(['test', '001', '--json'], { cwd });
  expect(documentOf(confirmed)['summary']).toEqual({ passed: 2, failed: 0, open: 0 });

  // What a person wrote is compared.
  write(cwd, file, text.replace(/^expect:[^]*/m, 'expect: { rows: [] }\n'));
  const wrong = await runCli(['test', '001', '--json'], { cwd });
  expect([wrong.status, documentOf(wrong)['summary']]).toEqual([
    1,
    { passed: 1, failed: 1, open: 0 },
  ]);
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
