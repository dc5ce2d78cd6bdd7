import { expect, it } from 'vitest';
import { renderText } from '../../src/base/render.js';
import { checkOntology } from '../../src/bind/check-ontology.js';
import { interopDefinitions } from '../../src/interop/diagnostics.js';
import { importMetricflow } from '../../src/interop/metricflow/import.js';
import { loadOntology } from '../../src/ontology/load.js';
import { shopManifest } from './shop-manifest.js';

const text = (yaml: string) => [{ file: 'm.yaml', text: yaml }];

/** A table with one measure, and metrics over it. */
const withMetrics = (metrics: string): string => `
semantic_model:
  name: sales
  node_relation: { alias: fct_sale }
  defaults: { agg_time_dimension: sold_at }
  entities: [{ name: sale, type: primary, expr: sale_id }, { name: item, type: foreign }]
  dimensions: [{ name: sold_at, type: time, type_params: { time_granularity: day } }]
  measures:
    - { name: total, agg: sum, expr: price * quantity }
    - { name: sales, agg: count, expr: "1" }
---
${metrics}`;

it('makes the same files whatever the order of files', () => {
  const [there] = importMetricflow(shopManifest);
  const [back] = importMetricflow(shopManifest.toReversed());
  expect(back!.files).toEqual(there!.files);
  expect(there!.files.map(({ file }) => file)).toEqual([
    'customers.yaml',
    'orders.yaml',
    'regions.yaml',
    'visits.yaml',
    'metrics.yaml',
    'time_spines.yaml',
  ]);
});

it('makes entities with keys, clocks and relationships', () => {
  const [imported] = importMetricflow(shopManifest);
  const [ontology, problems] = loadOntology(imported!.files);
  expect(problems).toEqual([]);
  const orders = ontology!.entities.get('orders')!;
  expect(orders.key).toEqual(['order_row']);
  expect(orders.time).toBe('ordered_at');
  expect(orders.attributes.get('ordered_at')!.column).toBe('created');
  expect(orders.relationships.get('customer_customers')).toMatchObject({
    to: 'customers',
    cardinality: 'many_to_one',
    on: [{ from: 'customer', to: 'customer' }],
  });
  expect(ontology!.calendars.get('days_calendar')!.grains.get('season')!.value).toBe('season');
});

it('takes the types of columns where they are known, and says where it assumes them', () => {
  const orders = new Map(
    Object.entries({
      order_id: 'bigint',
      customer_id: 'bigint',
      created: 'date',
      amount: 'decimal(18,2)',
      is_gift: 'boolean',
    }),
  );
  const [imported, found] = importMetricflow(shopManifest, (table) =>
    table === 'shop.fct_order' ? orders : undefined,
  );
  const file = imported!.files.find((f) => f.file === 'orders.yaml')!.text;
  expect(file).toContain('type: decimal(18,2)');
  expect(file).toContain('is: cast(created as timestamp)');
  const assumed = found.filter(({ code }) => code === 'interop/type-assumed');
  expect(assumed.map(({ params }) => params['entity'])).toEqual([
    'customers',
    'orders',
    'regions',
    'visits',
  ]);
});

it.each<[string, string, object]>([
  [
    'simple, with a condition',
    'metric: { name: m, type: simple, type_params: { measure: total }, filter: "{{ Entity(\'item\') }} IS NOT NULL" }',
    { type: 'aggregate', agg: 'sum' },
  ],
  [
    'a ratio',
    'metric: { name: m, type: ratio, type_params: { numerator: total, denominator: sales } }\n---\nmetric: { name: total, type: simple, type_params: { measure: total } }\n---\nmetric: { name: sales, type: simple, type_params: { measure: sales } }',
    { type: 'composite' },
  ],
  [
    'derived, shifted',
    'metric: { name: m, type: derived, type_params: { expr: now - before, metrics: [{ name: total, alias: now }, { name: total, alias: before, offset_window: 2 weeks }] } }',
    { type: 'composite', inputs: [{ as: 'now' }, { as: 'before', shift: '-2 week' }] },
  ],
  [
    'derived, shifted to a start',
    'metric: { name: m, type: derived, type_params: { expr: total, metrics: [{ name: total, offset_to_grain: month }] } }',
    { inputs: [{ shift: 'start of month' }] },
  ],
  [
    'a trailing window',
    'metric: { name: m, type: cumulative, type_params: { measure: total, cumulative_type_params: { window: 7 days, period_agg: last } } }',
    {
      type: 'derived',
      of: 'total',
      time: { last: 7, unit: 'day', mode: 'rolling' },
      carry: 'last',
    },
  ],
  [
    'to date',
    'metric: { name: m, type: cumulative, type_params: { measure: total, grain_to_date: month } }',
    { time: { last: 1, unit: 'month', mode: 'to_date' }, carry: 'first' },
  ],
  [
    'all time',
    'metric: { name: m, type: cumulative, type_params: { measure: total } }',
    { time: { period: 'td' } },
  ],
  [
    'a conversion',
    'metric: { name: m, type: conversion, type_params: { conversion_type_params: { base_measure: sales, conversion_measure: sales, entity: item, window: 7 days, calculation: conversions } } }',
    {
      type: 'conversion',
      give: 'converted',
      within: '7 day',
      count: 'events',
      match: 'last_before',
    },
  ],
])('carries over %s', (_, metric, expected) => {
  const [imported, found] = importMetricflow(text(withMetrics(metric)));
  expect(found.map(({ code }) => code)).toEqual(['interop/type-assumed']);
  const [ontology, problems] = loadOntology(imported!.files);
  expect(problems).toEqual([]);
  expect(ontology!.metrics.get('m')).toMatchObject(expected);
});

it('reads the lists of dbt projects', () => {
  const yaml = `
semantic_models:
  - name: sales
    model: ref('fct_sale')
    entities: [{ name: sale, type: primary, expr: sale_id }]
    measures: [{ name: sales, agg: count, expr: "1" }]
metrics:
  - { name: sales, type: simple, label: Sales, type_params: { measure: { name: sales } } }
models:
  - name: all_days
    time_spine: { standard_granularity_column: date_day }
    columns: [{ name: date_day, granularity: day }]
`;
  const [imported, found] = importMetricflow(text(yaml));
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [ontology, problems] = loadOntology(imported!.files);
  expect(problems).toEqual([]);
  expect(ontology!.entities.get('sales')!.table.name).toEqual(['fct_sale']);
  expect(ontology!.metrics.has('sales')).toBe(true);
  expect(imported!.library.manifest.spines.map(({ column }) => column)).toEqual(['date_day']);
});

it.each<[string, string, string]>([
  [
    'a condition on a metric',
    "metric: { name: m, type: simple, type_params: { measure: total }, filter: \"{{ Metric('sales', ['item']) }} > 2\" }",
    'its condition cannot be said',
  ],
  [
    'a window below a day',
    'metric: { name: m, type: cumulative, type_params: { measure: total, window: 3 hours } }',
    'a window by the hour',
  ],
  [
    'a measure that is not there',
    'metric: { name: m, type: simple, type_params: { measure: gone } }',
    'there is no measure gone',
  ],
  [
    'a metric that is not there',
    'metric: { name: m, type: derived, type_params: { expr: gone * 2, metrics: [{ name: gone }] } }',
    'a metric that it reads is not carried over',
  ],
])('says that it leaves out %s', (_, metric, reason) => {
  const [imported, found] = importMetricflow(text(withMetrics(metric)));
  const left = found.filter(({ code }) => code === 'interop/not-carried');
  expect(left.map(({ params }) => [params['name'], params['reason']])).toEqual([['m', reason]]);
  expect(left[0]).toMatchObject({ file: 'm.yaml', document: 1, path: '/metric' });
  const [ontology] = loadOntology(imported!.files);
  expect(ontology!.metrics.has('m')).toBe(false);
  expect(ontology!.metrics.has('total')).toBe(true);
});

it.each<[string, string, string]>([
  ['no YAML', 'semantic_model: [', 'interop/unreadable'],
  ['a model that is no mapping', 'semantic_model: 3', 'interop/shape'],
  [
    'a metric of no known type',
    'metric: { name: m, type: magic, type_params: { measure: x } }',
    'interop/shape',
  ],
  [
    'a dimension whose SQL is no expression',
    'semantic_model: { name: s, node_relation: { alias: t }, dimensions: [{ name: d, type: categorical, expr: "max(x) over ()" }] }',
    'interop/fragment',
  ],
])('refuses %s', (_, yaml, code) => {
  const [imported, found] = importMetricflow(text(yaml));
  expect(imported).toBeUndefined();
  expect(found.map((d) => d.code)).toContain(code);
});

it('assumes types that fit what measures do with columns', () => {
  const [imported] = importMetricflow(shopManifest);
  const [ontology] = loadOntology(imported!.files);
  expect(checkOntology(ontology!)).toEqual([]);
});

it('has texts in both languages', () => {
  const [, found] = importMetricflow(shopManifest);
  const shown = found[0]!;
  for (const language of ['en', 'zh'] as const)
    expect(renderText([shown], { interop: interopDefinitions }, language, new Map())).toContain(
      'customers',
    );
});
