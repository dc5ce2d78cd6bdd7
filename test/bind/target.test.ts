import { expect, it } from 'vitest';
import type { Target } from '../../src/dsl/document.js';
import { printType } from '../../src/expr/print-type.js';
import { bound, daily, findings, found, outputOf, say } from '../support/bind.js';

const perStore = {
  name: 'r',
  by: [{ as: 'store_id', is: 'store.store_id' }],
  measures: [{ as: 'amt', metric: 'paid_amt', time: { period: '1d' } }],
};

function target(more: Partial<Target> = {}): { readonly target: Target } {
  return { target: { ...daily, ...more } };
}

it('a target has the columns of the result with types and comments, and its key', () => {
  const columns = [{ name: 'amt', comment: '金额', type: 'decimal(20,2)' }];
  const made = bound([perStore], target({ table: 'ads_store', columns, lifecycle: 30 })).target!;
  expect(made).toMatchObject({ table: ['ads_store'], key: ['store_id'], lifecycle: 30 });
  expect(made.columns.map((c) => [c.name, printType(c.type), c.comment])).toEqual([
    ['store_id', 'bigint', '门店ID'],
    ['amt', 'decimal(20,2)', '金额'],
  ]);
});

it('S13: a day in a partition is written in the project’s form, an hour as it is', () => {
  const partition = [
    { as: 'ds', is: '$bizdate' },
    { as: 'hh', is: '$bizhour' },
    { as: 'month', is: "format_date($bizdate, 'yyyyMM')" },
  ];
  const made = bound([perStore], target({ partition })).target!;
  expect(made.partition.map((p) => [p.as, printType(p.type), say(p.value)])).toEqual([
    ['ds', 'string', "format_date($bizdate, 'yyyyMMdd')"],
    ['hh', 'string', '$bizhour'],
    ['month', 'string', "format_date($bizdate, 'yyyyMM')"],
  ]);
});

it('a dynamic partition is the result column of its name, and no column beside', () => {
  const partition = [{ as: 'store_id', is: 'store_id' }];
  const made = bound([perStore], target({ partition })).target!;
  expect(made.partition.map((p) => [p.as, printType(p.type), p.value])).toEqual([
    ['store_id', 'bigint', undefined],
  ]);
  expect(made.columns.map((c) => c.name)).toEqual(['amt']);
});

const keyless = { name: 'r', from: 'visit', columns: [{ as: 'page', is: 'page' }] };

it.each<readonly [string, object, Partial<Target>, readonly string[]]>([
  ['no key', keyless, {}, ['bind/no-key /target']],
  ['a stated key where none is derived', keyless, { key: ['page'] }, []],
  ['a stated key that is the derived one', perStore, { key: ['store_id'] }, []],
  ['a stated key that is not', perStore, { key: ['amt'] }, ['bind/other-key /target/key']],
  [
    'an unknown column in the key',
    keyless,
    { key: ['site'] },
    ['bind/unknown-result /target/key/0'],
  ],
  [
    'an unknown column with a comment',
    perStore,
    { columns: [{ name: 'amount', comment: 'x' }] },
    ['bind/unknown-result /target/columns/0/name'],
  ],
  [
    'an unknown type',
    perStore,
    { columns: [{ name: 'amt', type: 'money' }] },
    ['expr/unknown-type /target/columns/0/type "money"'],
  ],
  [
    'a partition of another column',
    perStore,
    { partition: [{ as: 'ds', is: 'store_id' }] },
    ['bind/partition-column /target/partition/0/as'],
  ],
  [
    'a partition of no column',
    perStore,
    { partition: [{ as: 'ds', is: 'day' }] },
    ['bind/unknown-result /target/partition/0/is'],
  ],
  [
    'a partition that is a column too',
    perStore,
    { partition: [{ as: 'amt', is: '$bizdate' }] },
    ['bind/partition-twice /target/partition/0/as'],
  ],
])('%s', (_, stage, more, expected) => {
  expect(found([stage], target(more))).toEqual(expected);
});

const old = { name: 'old', from: 'self', at: '$bizdate - 1' };
const today = { ...perStore, name: 'today' };
const both = { name: 'both', union: ['old', 'today'] };
const sum = {
  name: 'r',
  from: 'both',
  by: [{ as: 'store_id', is: 'store_id' }],
  measures: [{ as: 'amt', agg: 'sum', of: 'amt' }],
};

it('S12: `self` has the columns of the target and its key; its partitions can be read and are not passed on', () => {
  const document = bound([old, today, both, sum], target());
  const [first, , union] = document.stages;
  expect(
    first!.from?.kind === 'self' && outputOf({ ...first!, output: first!.from.columns }),
  ).toEqual(['store_id bigint', 'amt decimal(38,2)', 'ds string']);
  expect(outputOf(first!)).toEqual(['store_id bigint', 'amt decimal(38,2)']);
  expect(first!.key).toEqual(['store_id']);
  expect(first!.from?.kind === 'self' && say(first!.from.day)).toBe('$bizdate - 1');
  expect(outputOf(union!)).toEqual(['store_id bigint', 'amt decimal(38,2)']);
});

it('S12: partitions of `self` have names', () => {
  const where = ["ds = '20260101'"];
  expect(found([{ ...old, where }, today, both, sum], target())).toEqual([]);
});

it.each<readonly [string, readonly unknown[], object, readonly string[]]>([
  [
    'no day',
    [{ name: 'old', from: 'self' }, today, both, sum],
    target(),
    ['bind/self-at /stages/0'],
  ],
  [
    'the run’s own day',
    [{ ...old, at: '$bizdate' }, today, both, sum],
    target(),
    ['bind/self-at /stages/0/at'],
  ],
  [
    'a later day',
    [{ ...old, at: '$bizdate + 1' }, today, both, sum],
    target(),
    ['bind/self-at /stages/0/at'],
  ],
  [
    'a month before',
    [{ ...old, at: "$bizdate - interval '1 month'" }, today, both, sum],
    target(),
    [],
  ],
  [
    'a question',
    [{ name: 'old', from: 'self', at: '$as_of - 1' }],
    {},
    ['bind/self-without-target /stages/0/from'],
  ],
  [
    'an unknown column',
    [{ ...old, where: ['amount > 1'] }, today, both, sum],
    target(),
    ['bind/unknown-name /stages/0/where/0 "amount"'],
  ],
  [
    'types that follow only from themselves',
    [old, { name: 'r', from: 'old', columns: [{ as: 'x', is: 'x' }] }],
    target({ key: ['x'] }),
    ['bind/self-types /target'],
  ],
  [
    'the same with a stated type',
    [old, { name: 'r', from: 'old', columns: [{ as: 'x', is: 'x' }] }],
    target({ key: ['x'], columns: [{ name: 'x', type: 'bigint' }] }),
    [],
  ],
])('self: %s', (_, stages, more, expected) => {
  expect(found(stages, more)).toEqual(expected);
});

it('self without a day is told the usual one; any day before the run may be meant', () => {
  const [first] = findings([{ name: 'old', from: 'self' }, today, both, sum], target());
  expect(first).toMatchObject({ code: 'bind/self-at', allowed: ['$bizdate - 1'] });
  expect(first?.fix).toBeUndefined();
});

it('the key of `self` may be stated where it is not derived', () => {
  const stages = [old, today, both];
  expect(found(stages, target())).toContain('bind/no-key /target');
  const document = bound(stages, target({ key: ['store_id'] }));
  expect(document.stages[0]!.key).toEqual(['store_id']);
});

it('a document lists the parameters that its expressions may name', () => {
  const params = [{ name: 'least', type: 'decimal' as const, default: '1.5' }];
  const keep = ['amt > $least'];
  expect(bound([{ ...perStore, keep }], { ...target(), params }).params).toEqual([
    { name: 'bizdate', type: { kind: 'date' } },
    { name: 'least', type: { kind: 'decimal', precision: 38, scale: 10 }, default: '1.5' },
  ]);
  const partition = [{ as: 'hh', is: '$bizhour' }];
  expect(bound([perStore], target({ partition })).params.map((p) => p.name)).toEqual([
    'bizdate',
    'bizhour',
  ]);
});

it('a wrong key of a target has no repair: the grain may be what is wrong', () => {
  const [first] = findings([perStore], target({ key: ['amt'] }));
  expect(first).toMatchObject({ code: 'bind/other-key', path: '/target/key' });
  expect(first?.fix).toBeUndefined();
});
