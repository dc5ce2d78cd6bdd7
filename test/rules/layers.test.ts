import { expect, it } from 'vitest';
import type { Target } from '../../src/dsl/document.js';
import { ontologyOf } from '../support/bind.js';
import { broken, summary } from '../support/laws.js';

const layers = ['ods', 'dwd', 'dim', 'dws', 'ads'] as const;
const entity = (layer: string, domain: string): string => `
entity: ${layer}_${domain}
domain: ${domain}
source: { table: ${layer}_${domain}_rows, layer: ${layer} }
key: [id]
attributes:
  id: { type: bigint, label: ID }
  other_id: { type: bigint }
relationships:
  other: { to: ods_far, on: { other_id: id }, cardinality: many_to_one, required: true }
`;
const ontology = ontologyOf(
  layers
    .flatMap((layer) => [entity(layer, 'trd'), entity(layer, 'far')])
    .join('---')
    .replaceAll('---\n---', '---'),
);

/** Rows: the layer that reads; columns: ODS, DWD, DIM, DWS, ADS are read. y: may, a: should not, n: must not. */
const matrix = {
  ods: 'ynnnn',
  dwd: 'yyynn',
  dim: 'yyynn',
  dws: 'nyyyn',
  ads: 'nayya',
};

const copy = (from: string) => [{ name: 'result', from, columns: [{ as: 'id', is: 'id' }] }];
const target = (layer: Target['layer']): Target => ({ ...summary, layer, table: `${layer}_trd_x` });

const pairs = layers.flatMap((reader) =>
  layers.map((read, i) => ({ reader, read, verdict: matrix[reader][i]! })),
);

it.each(pairs)('$reader reads $read: $verdict', ({ reader, read, verdict }) => {
  const more = { target: target(reader) };
  const stages = copy(`${read}_trd`);
  const at = ['/stages/0/from'];
  expect(broken('layer-may-be-read', stages, more, ontology)).toEqual(verdict === 'n' ? at : []);
  expect(broken('layer-should-be-read', stages, more, ontology)).toEqual(verdict === 'a' ? at : []);
});

it.each([
  ['dwd', 'dwd_far', true],
  ['dwd', 'ods_far', false],
  ['dwd', 'dim_far', false],
  ['dws', 'dwd_far', false],
] as const)('%s of another domain than %s', (reader, from, avoided) => {
  const found = broken('layer-should-be-read', copy(from), { target: target(reader) }, ontology);
  expect(found).toEqual(avoided ? ['/stages/0/from'] : []);
});

it('a question reads any layer', () => {
  for (const layer of layers) {
    expect(broken('layer-may-be-read', copy(`${layer}_trd`), {}, ontology)).toEqual([]);
    expect(broken('layer-should-be-read', copy(`${layer}_trd`), {}, ontology)).toEqual([]);
  }
});

it.each([
  [
    'a key',
    [{ name: 'result', from: 'dwd_trd', by: [{ as: 'id', is: 'other.id' }] }],
    '/stages/0/by/0/is',
  ],
  [
    'a condition',
    [{ name: 'result', from: 'dwd_trd', where: ['other.id > 1'], by: [{ as: 'id', is: 'id' }] }],
    '/stages/0/where/0',
  ],
  [
    'a column of an earlier stage',
    [
      { name: 'rows', from: 'dwd_trd', columns: [{ as: 'id', is: 'other.id' }] },
      { name: 'result', from: 'rows', by: [{ as: 'id', is: 'id' }] },
    ],
    '/stages/0/columns/0/is',
  ],
  [
    'a match',
    [
      {
        name: 'result',
        from: 'dwd_trd',
        match: [{ to: 'ods_trd', on: [{ key: 'id', is: 'id' }], only: 'matched' }],
        by: [{ as: 'id', is: 'id' }],
      },
    ],
    '/stages/0/match/0/to',
  ],
  [
    'a measure',
    [
      {
        name: 'result',
        by: [],
        measures: [{ as: 'id', agg: 'max', entity: 'ods_trd', of: 'id' }],
      },
    ],
    '/stages/0/measures/0/entity',
  ],
  [
    'what a measure reads',
    [
      {
        name: 'result',
        from: 'dwd_trd',
        by: [],
        measures: [{ as: 'id', agg: 'max', of: 'other.id' }],
      },
    ],
    '/stages/0/measures/0',
  ],
])('a table that is reached by %s is read there', (_, stages, path) => {
  const more = { target: target('dws') };
  expect(broken('layer-may-be-read', stages, more, ontology)).toEqual([path]);
});

it('tables are one without case, and own rows are read as self', () => {
  const own = { ...target('dwd'), table: 'DWD_TRD_rows' };
  expect(broken('own-table-is-self', copy('dwd_trd'), { target: own }, ontology)).toEqual([
    '/stages/0/from',
  ]);
  const self = [
    { name: 'before', from: 'self', at: '$bizdate - 1' },
    { name: 'new', from: 'ods_trd', columns: [{ as: 'id', is: 'id' }] },
    { name: 'both', union: ['before', 'new'] },
    { name: 'result', from: 'both', by: [{ as: 'id', is: 'id' }] },
  ];
  expect(broken('own-table-is-self', self, { target: own }, ontology)).toEqual([]);
});
