import { expect, it } from 'vitest';
import type { Param } from '../../src/dsl/document.js';
import { withDefaults } from '../../src/bind/param-default.js';
import { bound, found } from '../support/bind.js';

const documentWith = (type: Param['type'], value: string): [unknown[], { params: Param[] }] => [
  [{ name: 'r', from: 'orders', by: [], measures: [{ as: 'n', agg: 'count' }] }],
  { params: [{ name: 'p', type, default: value }] },
];

it.each<[Param['type'], string, string]>([
  ['string', 'x', 'x'],
  ['string', "'it''s'", "it's"],
  ['bigint', '-3', '-3'],
  ['decimal', '1.50', '1.50'],
  ['double', '1e3', '1e3'],
  ['boolean', 'true', 'true'],
  ['date', "date '2026-02-28'", '2026-02-28'],
  ['timestamp', '2026-02-28 23:59:59', '2026-02-28 23:59:59'],
])('S13: the default of a %s: %s', (type, text, value) => {
  const [stages, more] = documentWith(type, text);
  const made = bound(stages, more);
  expect(made.params).toMatchObject([{ name: 'p', default: value }]);
  expect(withDefaults(made, {})).toEqual({ p: value });
  expect(withDefaults(made, { p: 'given' })).toEqual({ p: 'given' });
});

it.each<[Param['type'], string]>([
  ['bigint', '1.5'],
  ['boolean', 'yes'],
  ['date', '2026-02-30'],
  ['date', "timestamp '2026-02-28 00:00:00'"],
  ['timestamp', '2026-02-28 24:00:00'],
  ['bigint', "'3'"],
])('S13: no default of a %s: %s', (type, text) => {
  expect(found(...documentWith(type, text))).toEqual(['bind/param-default /params/0/default']);
});
