import { expect, it } from 'vitest';
import { bindSql } from '../../../src/cli/actions/check/bind-sql.js';
import type { Session } from '../../../src/cli/outcome.js';
import { check } from '../../../src/compile.js';
import { ontologyOf, shop } from '../../support/bind.js';
import { shopYaml } from '../../support/shop.js';

const session: Session = {
  language: 'en',
  cwd: '/',
  signal: new AbortController().signal,
  progress: () => undefined,
};
const text = JSON.stringify({
  dsl: '1',
  title: 'sales',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'result',
      from: 'orders',
      time: { period: '7d' },
      by: [{ as: 'store', is: 'store.name' }],
      measures: [{ as: 'sales', agg: 'sum', of: 'amount' }],
    },
  ],
});

it('the SELECT of a sound document binds on empty tables of the ontology', async () => {
  const [checked] = check(text, shop);
  expect(await bindSql(session, [{ file: 'sales.json', checked: checked! }], shop)).toEqual([]);
});

it('what the engine refuses is located in the document, with the names it knows', async () => {
  const [checked] = check(text, shop);
  const other = ontologyOf(
    shopYaml.replaceAll(
      /\bamount: \{ type: 'decimal\(18,2\)'/g,
      "amount: { column: amt, type: 'decimal(18,2)'",
    ),
  );
  const [found] = await bindSql(session, [{ file: 'sales.json', checked: checked! }], other);
  expect(found).toMatchObject({
    code: 'engine/failed',
    level: 6,
    file: 'sales.json',
    path: '/stages/0/measures/0',
  });
});
