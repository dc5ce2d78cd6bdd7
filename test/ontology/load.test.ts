import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.js';
import { locate } from '../../src/base/json/json-source.js';
import { yamlSource } from '../../src/base/yaml/yaml-source.js';
import { ontologyDefinitions } from '../../src/ontology/diagnostics.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Metric } from '../../src/ontology/model.js';
import { packOntology } from '../../src/ontology/packed.js';
import { shopYaml } from '../support/shop.js';
import { shown, toy } from './toy.js';

const load = (text: string) => loadOntology([{ file: 'a.yaml', text }]);
const found = (text: string): readonly Diagnostic[] => load(text)[1];

it('the shop is right', () => {
  const [shop, diagnostics] = load(shopYaml);
  expect(diagnostics).toEqual([]);
  expect([...(shop?.entities.keys() ?? [])]).toEqual([...(shop?.entities.keys() ?? [])].toSorted());
});

it('shorthands are written out', () => {
  const [ontology] = load(toy.short);
  const order = ontology?.entities.get('order');
  expect(order).toMatchObject({
    name: 'order',
    synonyms: [],
    key: ['order_id'],
    time: 'day',
    table: {
      name: ['main', 'sales.2026', 'orders'],
      mode: 'increment',
      lateDays: 14,
      partition: [
        { column: 'ds', format: 'yyyyMMdd', grain: 'day' },
        { column: 'hh', format: 'HH', grain: 'hour' },
      ],
    },
    source: { file: 'a.yaml', document: 0, path: '/entity' },
  });
  expect(order?.attributes.get('amount')).toMatchObject({
    type: { kind: 'decimal', precision: 18, scale: 2 },
    column: 'amount',
    required: false,
    sensitive: false,
  });
  expect(order?.attributes.get('code')).toMatchObject({ column: 'order_code', required: true });
  expect(order?.attributes.get('big')).toMatchObject({
    is: { text: 'amount > 100', source: { path: '/attributes/big/is' } },
  });
  expect(order?.attributes.get('big')?.column).toBeUndefined();
  expect([...(order?.attributes.get('status')?.values ?? [])]).toEqual([
    ['1', { label: 'paid', synonyms: [] }],
    ['01', { label: 'cancelled', synonyms: ['void'] }],
    ['2026-01-01', { label: '2026-01-01', synonyms: [] }],
    ['null', { label: 'none', synonyms: [] }],
  ]);
  expect(order?.relationships.get('parent')).toMatchObject({
    on: [{ from: 'order_id', to: 'order_id' }],
    required: false,
    sameAs: [['parent', 'parent']],
  });
});

it.each<[string, string, Partial<Metric>]>([
  [
    'aggregate',
    'agg: percentile\nentity: order\nof: amount\np: 0.9\npercentile: discrete\nwhere: [big]\ntime: day\nfill: 0\nrange: { min: 0 }',
    { agg: 'percentile', p: 0.9, fill: 0, range: { min: 0 } },
  ],
  [
    'aggregate',
    'agg: last\nentity: order\nof: amount\nwith: day\nsnapshot: { over: day, take: last }',
    { snapshot: { over: 'day', take: 'last', per: [] } },
  ],
  [
    'derived',
    'of: n\ntime: { last: 7, unit: day, mode: rolling }\nshift: -1 year\ncarry: last',
    { of: 'n', shift: '-1 year', time: { last: 7, unit: 'day', mode: 'rolling' } },
  ],
  [
    'composite',
    'is: a / n\ninputs: [{ as: a, metric: n, time: { from: "date \'2026-01-01\'" }, fill: 0 }]',
    {
      inputs: [
        { as: 'a', metric: 'n', where: [], time: { from: { text: "date '2026-01-01'" } }, fill: 0 },
      ],
    } as never,
  ],
  [
    'conversion',
    'per: order_id\nsteps: [{ entity: order, where: [big] }, { entity: order, clock: day }]\ngive: rate\nwithin: 7  days',
    { within: '7 day', match: 'last_before', count: 'actors', same: [] },
  ],
])('reads a metric of type %s', (type, members, expected) => {
  const [ontology, diagnostics] = load(
    `metric: m\nlabel: M\ntype: ${type}\n${members}\n---\n${toy.metric}---\n${toy.entity}`,
  );
  expect(diagnostics).toEqual([]);
  expect(ontology?.metrics.get('m')).toMatchObject({ type, sensitive: false, ...expected });
});

it('reads periods, calendars, terms and policies', () => {
  const [ontology, diagnostics] = load(`${toy.others}---\n${toy.entity}`);
  expect(diagnostics).toEqual([]);
  expect(ontology?.periods.get('td')?.allTime).toBe(true);
  expect(ontology?.calendars.get('fiscal')?.grains.get('season')).toEqual({
    value: 'code',
    order: 'order_id',
  });
  expect(ontology?.terms.get('GMV')).toMatchObject({
    means: ['order.amount', 'code'],
    ask: 'which?',
  });
  expect(ontology?.policies.get('own')).toMatchObject({
    entity: 'order',
    mask: [{ attribute: 'code', with: { text: "'***'" } }],
    exceptRoles: ['auditor'],
  });
});

const examples = Object.entries<{ failing?: string; passing?: string }>(ontologyDefinitions).filter(
  ([, { failing }]) => failing !== undefined,
);
it.each(examples)(
  '%s: the examples that explain shows fail and pass',
  (code, { failing = '', passing = '' }) => {
    expect(new Set(found(failing).map((d) => d.code))).toEqual(new Set([`ontology/${code}`]));
    expect(found(passing)).toEqual([]);
  },
);

it.each([
  ['a misspelt key', 'entity: order\nlabl: Order', 'unknown-key', 2, 1],
  [
    'a wrong word',
    'entity: order\nsource: { table: t, mode: daily }\nattributes: {}',
    'unknown-value',
    2,
    27,
  ],
  ['a text that is no list', 'entity: order\nsynonyms: orders', 'wrong-shape', 2, 11],
  ['no number', 'period: 7d\nlast: seven\nunit: day\nmode: rolling', 'wrong-shape', 2, 7],
  [
    'an attribute without a type',
    'entity: order\nsource: { table: t }\nattributes:\n  a: { label: A }',
    'missing-key',
    4,
    3,
  ],
  [
    'an attribute without anything',
    'entity: order\nsource: { table: t }\nattributes:\n  a:',
    'wrong-shape',
    4,
    3,
  ],
  [
    'a type that there is not',
    'entity: order\nsource: { table: t }\nattributes:\n  a: txt',
    'expr/unknown-type',
    4,
    6,
  ],
  [
    'an expression',
    'entity: order\nsource: { table: t }\nattributes:\n  a: { type: bigint, is: "b + * 2" }',
    'expr/unexpected',
    4,
    31,
  ],
  ['a metric of no type', 'metric: m\nlabel: M', 'missing-key', 1, 1],
  ['a metric of a wrong type', 'metric: m\ntype: ratio', 'unknown-value', 2, 7],
  ['a key of another type', 'metric: m\ntype: derived\nof: n\nagg: sum', 'unknown-key', 4, 1],
  [
    'an unknown key without a value',
    'entity: order\nlabl:\nsource: { table: t }\nattributes: { a: bigint }',
    'unknown-key',
    2,
    1,
  ],
  ['a list with a gap', 'term: x\nmeans:\n  - a\n  -\n', 'wrong-shape', 4, 4],
  ['no mapping', '- entity: order', 'wrong-shape', 1, 1],
  ['a misspelt head', 'entiti: order\nsource: { table: t }', 'no-head', 1, 1],
  [
    'the second document',
    'period: td\nall_time: true\n---\nterm: x\nmean: [y]',
    'unknown-key',
    5,
    1,
  ],
])('%s is located', (_, text, code, line, column) => {
  const [first] = found(text).filter((d) => d.code.replace('ontology/', '') === code);
  expect(found(text).map((d) => d.code.replace('ontology/', ''))).toContain(code);
  expect(locate(yamlSource(text), first!)).toMatchObject({ line, column });
});

it.each([
  [
    'a rename',
    'entity: order\nsource: { table: t }\nattributes: { a: bigint }\nlabels: A',
    [
      { op: 'remove', path: '/labels' },
      { op: 'add', path: '/label', value: 'A' },
    ],
  ],
  [
    'a head',
    'perid: td\nall_time: true',
    [
      { op: 'remove', path: '/perid' },
      { op: 'add', path: '/period', value: 'td' },
    ],
  ],
  ['a list of one', 'term: x\nmeans: y', [{ op: 'replace', path: '/means', value: ['y'] }]],
  [
    'a table',
    'entity: order\nsource: t\nattributes: { a: bigint }',
    [{ op: 'replace', path: '/source', value: { table: 't' } }],
  ],
  [
    'a name',
    `${toy.entity}---\nmetric: m\ntype: aggregate\nentity: ordre\nagg: count`,
    [{ op: 'replace', path: '/entity', value: 'order' }],
  ],
])('%s is repaired', (_, text, fix) => {
  expect(found(text).map((d) => d.fix)).toEqual([fix]);
});

it('what is defined twice in one file does not hide what is wrong elsewhere', () => {
  const text = `${toy.entity}---\n${toy.metric}---\n${toy.metric.replace('order', 'ordr')}`;
  expect(shown(found(text))).toEqual(['duplicate-definition 2 /metric']);
  expect(shown(found(`${text}---\nmetric: m\ntype: derived\nof: nn`))).toEqual([
    'duplicate-definition 2 /metric',
    'unknown-name 3 /of',
  ]);
});

it('names are looked up once every file keeps its form', () => {
  const text = `${toy.metric}---\nterm: x\nmeanz: [nothing]`;
  expect(shown(found(text))).toEqual(['unknown-key 1 /meanz']);
});

it('files in any order give the same ontology and the same findings', () => {
  const files = [
    { file: 'b.yaml', text: `${toy.metric}---\nmetric: n2\nlabel: Orders\ntype: derived\nof: n` },
    { file: 'a.yaml', text: toy.entity },
    { file: 'c.yaml', text: toy.others },
  ];
  const [first, diagnostics] = loadOntology(files);
  const [second, again] = loadOntology(files.toReversed());
  expect(diagnostics).toHaveLength(1);
  expect(again).toEqual(diagnostics);
  expect(packOntology(second!)).toEqual(packOntology(first!));
});

it('what is defined twice is reported at the later place, whatever the order', () => {
  const files = [
    { file: 'b.yaml', text: toy.entity },
    { file: 'a.yaml', text: `${toy.others}---\n${toy.entity}` },
  ];
  const expected = [
    expect.objectContaining({
      code: 'ontology/duplicate-definition',
      file: 'b.yaml',
      document: 0,
      path: '/entity',
      params: { kind: 'entity', name: 'order', first: 'a.yaml', number: 6 },
    }) as unknown,
  ];
  expect(loadOntology(files)).toEqual([undefined, expected]);
  expect(loadOntology(files.toReversed())).toEqual([undefined, expected]);
});

it('empty files and documents define nothing', () => {
  expect(load('')).toEqual([expect.objectContaining({ entities: new Map() }), []]);
  expect(found('# nothing\n---\n---\nperiod: td\nall_time: true\n---\n')).toEqual([]);
});

it('a warning keeps the ontology', () => {
  const [ontology, diagnostics] = load(
    `${toy.metric}---\nmetric: n2\nlabel: Orders\ntype: derived\nof: n\n---\n${toy.entity}`,
  );
  expect(diagnostics).toEqual([
    expect.objectContaining({ code: 'ontology/word-collision', severity: 'warning' }),
  ]);
  expect(ontology?.metrics.size).toBe(2);
});
