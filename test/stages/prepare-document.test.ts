import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { EngineError } from '../../src/engine/engine.js';
import type { Printed } from '../../src/sql/ast.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { bindable, prepareAll, type Bindable } from '../../src/stages/prepare-document.js';
import { specDiagnostic } from '../../src/workspace/diagnostics.js';
import { shop } from '../support/bind.js';

const document = (table: string): string =>
  JSON.stringify({
    dsl: '1',
    title: 'sales',
    stages: [
      {
        name: 'result',
        by: [{ as: 'store_id', is: 'orders.store.store_id' }],
        measures: [{ as: 'order_cnt', metric: 'order_cnt', time: { period: '7d' } }],
      },
    ],
    target: {
      table,
      layer: 'dws',
      domain: 'trd',
      comment: '门店粒度近7天下单',
      write: 'overwrite',
      partition: [{ as: 'ds', is: '$bizdate' }],
      lifecycle: 365,
    },
  });

const bound = (table: string): Bindable =>
  bindable({ file: table, checked: check(document(table), shop)[0]! }, shop, duckdb)[0]!;

/** What an engine is asked to bind, and which texts it refuses. */
async function asked(all: readonly Bindable[]) {
  const texts: string[] = [];
  const refused: string[] = [];
  const finding = (error: EngineError, { text }: Printed) => {
    refused.push(text);
    return specDiagnostic('no-spec-file', '', { folder: error.message });
  };
  const open = async () => {
    const engine = await openDuckdb();
    const prepare: typeof engine.prepare = (text, options) => {
      texts.push(text);
      return engine.prepare(text, options);
    };
    return { ...engine, prepare };
  };
  const found = await prepareAll(all, { ontology: shop, dialect: duckdb, open, finding });
  return { texts, refused, files: found.map((d) => d.file) };
}

it('asks once of equal texts, and of the rules of one document together', async () => {
  const [one, other] = [bound('dws_trd_store_7d'), bound('dws_trd_shop_7d')];
  expect(one.checks.length).toBeGreaterThan(1);
  const { texts, refused } = await asked([one, other]);
  expect(refused).toEqual([]);
  expect(texts).toHaveLength(3);
  expect(texts.filter((text) => text === one.select.text)).toHaveLength(1);
});

it('names each rule that is refused, and each document whose rows are', async () => {
  const [one, other] = [bound('dws_trd_store_7d'), bound('dws_trd_shop_7d')];
  const broken = ({ text, ...rest }: Printed): Printed => ({
    ...rest,
    text: text.replace('COUNT(*)', 'COUNT(x)'),
  });
  const [first, second, ...more] = one.checks;
  const wrong = { ...one, checks: [first!, broken(second!), ...more.map(broken)] };
  const { refused, files } = await asked([
    wrong,
    { ...other, select: broken(other.select) },
    { ...wrong, select: broken(other.select), checks: [] },
  ]);
  expect(refused).toEqual([
    ...wrong.checks.slice(1).map((c) => c.text),
    broken(other.select).text,
    broken(other.select).text,
  ]);
  expect(new Set(files)).toEqual(new Set(['dws_trd_store_7d', 'dws_trd_shop_7d']));
});
