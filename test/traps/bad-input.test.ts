import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.js';
import { checkOntology } from '../../src/bind/check-ontology.js';
import { check } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import { shop } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

/** What is said: a code, where, the names that are near, and the only value that a fix gives. */
type Said = readonly [code: string, path: string, allowed?: readonly string[], fixed?: unknown];

function said({ code, path, allowed, fix }: Diagnostic): Said {
  const [only] = fix ?? [];
  if (allowed === undefined) return [code, path];
  return only !== undefined && 'value' in only
    ? [code, path, allowed, only.value]
    : [code, path, allowed];
}

const days = ['day', 'fiscal_month', 'month', 'quarter', 'week', 'year'];
const units = 'second minute hour day week month quarter year fiscal_month'.split(' ');
const metric = (more: string): string => `${shopYaml}\n---\n${more}`;
const number = 'type: aggregate\nentity: orders\nagg: percentile\nof: amount\n';

it.each<readonly [what: string, yaml: string, said: Said]>([
  [
    'metrics that need each other',
    metric('metric: a\ntype: composite\nis: b / paid_amt\n---\nmetric: b\ntype: derived\nof: a'),
    ['ontology/metric-cycle', '/is'],
  ],
  [
    'a metric that needs itself by an input',
    metric('metric: a\ntype: composite\nis: x / 2\ninputs: [{ as: x, metric: a, shift: -1 year }]'),
    ['ontology/metric-cycle', '/is'],
  ],
  [
    'a percentile in percent',
    metric(`metric: a\n${number}p: 95`),
    ['ontology/out-of-range', '/p', ['0.95'], 0.95],
  ],
  ['a percentile below none', metric(`metric: a\n${number}p: -1`), ['ontology/out-of-range', '/p']],
  ['no percentile', metric(`metric: a\n${number}`), ['ontology/key-needed', '']],
  [
    'a shift by a grain that no calendar has',
    metric('metric: a\ntype: derived\nof: paid_amt\nshift: -1 fiscal_yeer'),
    ['ontology/unknown-name', '/shift', days],
  ],
])('an ontology with %s', (_, text, expected) => {
  const [ontology, found] = loadOntology([{ file: 'shop.yaml', text }]);
  const all = ontology === undefined ? found : [...found, ...checkOntology(ontology)];
  expect(all.map(said)).toEqual([expected]);
  expect(all[0]?.file).toBe('shop.yaml');
});

const paid = { as: 'm', metric: 'paid_amt' };
const week = { last: 7, unit: 'day', mode: 'rolling' };
const p95 = { as: 'm', agg: 'percentile', of: 'amount', p: 95 };
const held = { as: 'm', agg: 'sum', entity: 'stock', of: 'on_hand' };
const daily = { by: [{ as: 'd', grain: 'day' }], time: week };

it.each<readonly [what: string, stages: readonly object[], said: Said]>([
  [
    'a shift without time',
    [{ name: 'r', by: [], measures: [{ ...paid, shift: '-1 year' }] }],
    ['bind/nothing-to-shift', '/stages/0/measures/0'],
  ],
  [
    'a shift without time over rows',
    [
      {
        name: 'r',
        from: 'orders',
        by: [],
        measures: [{ as: 'm', agg: 'count', shift: '-1 week' }],
      },
    ],
    ['bind/nothing-to-shift', '/stages/0/measures/0'],
  ],
  [
    'a window in units that no calendar has',
    [{ name: 'r', ...daily, measures: [{ ...paid, time: { ...week, unit: 'season' } }] }],
    ['bind/unknown-grain', '/stages/0/measures/0/time/unit', units],
  ],
  [
    'buckets that no calendar has',
    [{ name: 'r', by: [{ as: 'b', grain: 'fiscal_mont' }], measures: [paid] }],
    ['bind/unknown-grain', '/stages/0/by/0/grain', ['fiscal_month'], 'fiscal_month'],
  ],
  [
    'a percentile in percent',
    [{ name: 'r', from: 'orders', by: [], measures: [p95] }],
    ['dsl/out-of-range', '/stages/0/measures/0/p', ['0.95'], 0.95],
  ],
  [
    'a percentile just above all',
    [{ name: 'r', from: 'orders', by: [], measures: [{ ...p95, p: 1.01 }] }],
    ['dsl/out-of-range', '/stages/0/measures/0/p'],
  ],
  [
    'stocks of days added up',
    [{ name: 'r', by: [], time: week, measures: [held] }],
    ['bind/adds-days-up', '/stages/0/measures/0', ['stock_qty'], 'stock_qty'],
  ],
  [
    'averages of stocks of days, which no metric is',
    [{ name: 'r', by: [], time: week, measures: [{ ...held, agg: 'avg' }] }],
    ['bind/adds-days-up', '/stages/0/measures/0', ['stock_qty']],
  ],
  [
    'stocks of days added up in a stage of their own',
    [
      { name: 'd', ...daily, measures: [{ as: 'q', metric: 'stock_qty' }] },
      { name: 'r', from: 'd', by: [], measures: [{ as: 's', agg: 'sum', of: 'q' }] },
    ],
    ['rule/sum-is-of-additive', '/stages/1/measures/0/of'],
  ],
  [
    'stocks of days added up by a window',
    [
      {
        name: 'r',
        ...daily,
        measures: [{ as: 'q', metric: 'stock_qty' }],
        windows: [{ as: 's', fn: 'sum', of: 'q', order: [{ by: 'd' }] }],
      },
    ],
    ['rule/sum-is-of-additive', '/stages/0/windows/0/of'],
  ],
])('a document with %s', (_, stages, expected) => {
  const document = { dsl: '1', title: 't', as_of: '2026-11-07', stages };
  const [, found] = check(JSON.stringify(document), shop);
  expect(found.map(said)).toEqual([expected]);
});

it('the fix of stocks of days added up is the metric, with all else kept', () => {
  const measure = { ...held, where: ['store_id = 101'] };
  const document = {
    dsl: '1',
    title: 't',
    as_of: '2026-11-07',
    stages: [{ name: 'r', by: [], time: week, measures: [measure] }],
  };
  const [, found] = check(JSON.stringify(document), shop);
  expect(found[0]?.fix).toEqual([
    { op: 'add', path: '/stages/0/measures/0/metric', value: 'stock_qty' },
    { op: 'remove', path: '/stages/0/measures/0/agg' },
    { op: 'remove', path: '/stages/0/measures/0/of' },
    { op: 'remove', path: '/stages/0/measures/0/entity' },
  ]);
});
