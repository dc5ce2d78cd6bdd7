import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explainFile } from '../../../src/cli/actions/explain/document.js';
import type { Outcome } from '../../../src/cli/outcome.js';
import { temporaryFolder } from '../../engine/temporary.js';
import { shopYaml } from '../../support/shop.js';

function explain(measures: readonly unknown[], unresolved?: readonly unknown[]): Promise<Outcome> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'names'));
  writeFileSync(join(cwd, 'names', 'shop.yaml'), shopYaml);
  const stages = [{ name: 'result', by: [], measures }];
  const document = { dsl: '1', title: 't', as_of: '2026-11-07', stages, unresolved };
  writeFileSync(join(cwd, 'doc.json'), JSON.stringify(document));
  const { signal } = new AbortController();
  const session = { language: 'en', cwd, signal, progress: () => undefined } as const;
  return explainFile(session, 'doc.json', { ontology: 'names' });
}

it('explains a document of a folder', async () => {
  const { text, data, ending } = await explain([{ as: 'n', metric: 'order_cnt' }]);
  expect(text).toContain('- n (metric order_cnt): count over rows of orders (订单); 0 where');
  expect(data).toEqual({ documents: [{ file: 'doc.json', text }] });
  expect(ending).toBeUndefined();
});

it('reports what keeps a document from meaning anything', async () => {
  const { text, diagnostics } = await explain([{ as: 'n', metric: 'order_count' }]);
  expect(text).toBe('');
  expect(diagnostics?.map((d) => [d.file, d.code])).toEqual([['doc.json', 'bind/unknown-metric']]);
});

it('a document with a hole needs a person', async () => {
  const hole = {
    about: 'n',
    question: 'which?',
    at: '/stages/0/measures/0/metric',
    options: [{ label: 'orders', value: 'order_cnt' }],
  };
  expect((await explain([{ as: 'n', metric: '?' }], [hole])).ending).toBe('needs-person');
});
