import { expect, it } from 'vitest';
import { parseDocument } from '../../src/dsl/parse.js';
import { oneStage } from './documents.js';

const shown = (text: string): readonly string[] =>
  parseDocument(text)[1].map(({ code, path }) => `${code.replace('dsl/', '')} ${path}`);
const measure = (members: string): string => `"by": [], "measures": [{"as": "m", ${members}}]`;
const window = (members: string): string =>
  `"from": "orders", "windows": [{"as": "w", ${members}}]`;

it.each([
  ['two sources of rows', '"from": "orders", "union": ["a"]', ['both-keys /stages/0/union']],
  [
    'groups and columns',
    '"from": "orders", "by": [], "columns": []',
    ['both-keys /stages/0/columns'],
  ],
  ['neither rows nor groups', '"where": ["a > 1"]', ['one-of-keys /stages/0']],
  [
    'look-ups without rows',
    '"by": [], "match": [{"to": "city", "on": []}]',
    ['key-needed /stages/0/match'],
  ],
  ['a day without rows', '"union": ["a"], "at": "$bizdate"', ['key-needed /stages/0/at']],
  ['rows of a union', '"union": ["a", "b"], "match": [{"to": "city", "on": []}]', []],
  [
    'a key of two kinds',
    '"from": "orders", "by": [{"as": "d", "is": "day", "grain": "day"}]',
    ['both-keys /stages/0/by/0/grain'],
  ],
  ['a key of no kind', '"from": "orders", "by": [{"as": "d"}]', ['one-of-keys /stages/0/by/0']],
  [
    'gaps of a value',
    '"from": "orders", "by": [{"as": "d", "is": "day", "gaps": "fill"}]',
    ['key-without-use /stages/0/by/0/gaps'],
  ],
  [
    'a metric and an aggregate',
    measure('"metric": "m", "agg": "count"'),
    ['both-keys /stages/0/measures/0/agg'],
  ],
  ['neither metric nor aggregate', measure('"fill": 0'), ['one-of-keys /stages/0/measures/0']],
  ['an aggregate of nothing', measure('"agg": "sum"'), ['key-needed /stages/0/measures/0']],
  ['a count of rows', measure('"agg": "count", "entity": "orders"'), []],
  [
    'a percentile without p',
    measure('"agg": "percentile", "of": "a"'),
    ['key-needed /stages/0/measures/0'],
  ],
  [
    'p of a sum',
    measure('"agg": "sum", "of": "a", "p": 0.5'),
    ['key-without-use /stages/0/measures/0/p'],
  ],
  [
    'p beyond 1',
    measure('"agg": "percentile", "of": "a", "p": 50'),
    ['out-of-range /stages/0/measures/0/p'],
  ],
  [
    'the last without an order',
    measure('"agg": "last", "of": "a"'),
    ['key-needed /stages/0/measures/0'],
  ],
  [
    'a second series of a sum',
    measure('"agg": "sum", "of": "a", "with": "b"'),
    ['key-without-use /stages/0/measures/0/with'],
  ],
  [
    'what a metric has already',
    measure('"metric": "m", "of": "a", "entity": "orders"'),
    ['key-without-use /stages/0/measures/0/of', 'key-without-use /stages/0/measures/0/entity'],
  ],
  ['a shift of a unit', measure('"metric": "m", "shift": "-1 fiscal_month"'), []],
  ['a shift to a start', measure('"metric": "m", "shift": "start of `财务月`"'), []],
  [
    'a shift in words',
    measure('"metric": "m", "shift": "last year"'),
    ['bad-shift /stages/0/measures/0/shift'],
  ],
  [
    'a shift of halves',
    measure('"metric": "m", "shift": "-0.5 year"'),
    ['bad-shift /stages/0/measures/0/shift'],
  ],
  [
    'a limit of nothing',
    '"from": "orders", "limit": {"rows": 0}',
    ['out-of-range /stages/0/limit/rows'],
  ],
  [
    'a limit of a half',
    '"from": "orders", "limit": {"rows": 1.5}',
    ['wrong-shape /stages/0/limit/rows'],
  ],
  ['no columns shown', '"from": "orders", "show": []', ['out-of-range /stages/0/show']],
  ['a rank without an order', window('"fn": "rank"'), ['key-needed /stages/0/windows/0']],
  [
    'a lag of nothing',
    window('"fn": "lag", "order": [{"by": "d"}]'),
    ['key-needed /stages/0/windows/0'],
  ],
  [
    'a share with an order',
    window('"fn": "share", "of": "a", "order": [{"by": "d"}]'),
    ['key-without-use /stages/0/windows/0/order'],
  ],
  [
    'a rank of a column',
    window('"fn": "rank", "of": "a", "order": [{"by": "d"}]'),
    ['key-without-use /stages/0/windows/0/of'],
  ],
  [
    'buckets without their number',
    window('"fn": "ntile", "order": [{"by": "d"}]'),
    ['key-needed /stages/0/windows/0'],
  ],
  [
    'a distance of a sum',
    window('"fn": "sum", "of": "a", "n": 2'),
    ['key-without-use /stages/0/windows/0/n'],
  ],
  [
    'the last rows in no order',
    window('"fn": "sum", "of": "a", "last": 2'),
    ['key-needed /stages/0/windows/0'],
  ],
  [
    'the last rows of a rank',
    window('"fn": "rank", "order": [{"by": "d"}], "last": 2'),
    ['key-without-use /stages/0/windows/0/last'],
  ],
  ['a count of all rows', window('"fn": "count"'), []],
])('%s', (_, members, expected) => {
  expect(shown(oneStage(members))).toEqual(expected);
});

it.each([
  ['{"period": "7d"}', true],
  ['{"last": 7, "unit": "day", "mode": "rolling"}', true],
  ['{"from": "$a"}', true],
  ['{"to": "$a"}', true],
  ['{"from": "$a", "to": "$b"}', true],
  ['{}', false],
  ['{"last": 7}', false],
  ['{"last": 7, "unit": "day"}', false],
  ['{"period": "7d", "from": "$a"}', false],
  ['{"period": "7d", "mode": "rolling"}', false],
  ['{"last": 7, "unit": "day", "mode": "rolling", "to": "$a"}', false],
])('the range %s has one form: %s', (time, right) => {
  expect(shown(oneStage(`"from": "orders", "time": ${time}`))).toEqual(
    right ? [] : ['time-form /stages/0/time'],
  );
  expect(shown(oneStage(measure(`"metric": "m", "time": ${time}`)))).toEqual(
    right ? [] : ['time-form /stages/0/measures/0/time'],
  );
});

const target = (members: string): string =>
  `, "target": {"table": "t", "layer": "dws", "comment": "c", "write": "overwrite"${members}}`;

it.each([
  ['a day that does not exist', ', "as_of": "2026-02-30"', ['bad-day /as_of']],
  ['a leap day', ', "as_of": "2028-02-29"', []],
  ['a fixed day of a model', `, "as_of": "2026-02-28"${target('')}`, ['both-keys /as_of']],
  [
    'a parameter that is given',
    ', "params": [{"name": "bizdate", "type": "date"}]',
    ['duplicate-name /params/0/name'],
  ],
  ['a key of nothing', target(', "key": []'), ['out-of-range /target/key']],
  ['a lifecycle of no day', target(', "lifecycle": 0'), ['out-of-range /target/lifecycle']],
])('%s', (_, more, expected) => {
  expect(shown(oneStage('"from": "orders"', more))).toEqual(expected);
});

it.each([
  ['plain', 'amount', true],
  ['Chinese', '支付金额', true],
  ['in backticks', '`amount (CNY)`', true],
  ['with a backtick in backticks', '`a``b`', true],
  ['with a digit first', '7d_amount', false],
  ['with a space', 'pay amount', false],
  ['with a point', 'orders.amount', false],
  ['empty', '', false],
  ['empty backticks', '``', false],
  ['with a line break', '`a\\nb`', false],
  ['SQL', 'x; drop table y', false],
])('a name %s', (_, name, right) => {
  const path = '/stages/0/columns/0/as';
  const text = oneStage(`"from": "orders", "columns": [{"as": "${name}", "is": "amount"}]`);
  expect(shown(text)).toEqual(right ? [] : [`bad-name ${path}`]);
});

it('names of periods and units may start with a digit', () => {
  expect(shown(oneStage('"from": "orders", "time": {"period": "7d"}'))).toEqual([]);
  expect(shown(oneStage('"from": "orders", "time": {"period": "7 d"}'))).toEqual([
    'bad-name /stages/0/time/period',
  ]);
});

it('names mean one thing, in upper and lower case alike', () => {
  const stages = `{"name": "a", "from": "orders", "columns": [{"as": "x", "is": "y"}, {"as": "X", "is": "z"}], "compute": [{"as": "x", "is": "1"}]},
    {"name": "A", "from": "a", "match": [{"to": "city", "on": []}, {"to": "b", "as": "city", "on": []}]},
    {"name": "self", "from": "a", "match": [{"to": "row", "on": []}, {"to": "rows", "as": "\`x\`", "on": []}, {"to": "x", "on": []}]}`;
  const more = `, "params": [{"name": "p", "type": "date"}, {"name": "p", "type": "date"}]${target(', "partition": [{"as": "ds", "is": "1"}, {"as": "ds", "is": "2"}], "columns": [{"name": "a"}, {"name": "a"}]')}`;
  expect(shown(`{"dsl": "1", "title": "t", "stages": [${stages}]${more}}`)).toEqual([
    'duplicate-name /stages/0/columns/1/as',
    'duplicate-name /stages/0/compute/0/as',
    'duplicate-name /stages/1/name',
    'duplicate-name /stages/1/match/1/as',
    'reserved-name /stages/2/name',
    'reserved-name /stages/2/match/0/to',
    'duplicate-name /stages/2/match/2/to',
    'duplicate-name /params/1/name',
    'duplicate-name /target/partition/1/as',
    'duplicate-name /target/columns/1/name',
  ]);
});

const question = (at: string): string =>
  `{"about": "x", "question": "which?", "at": "${at}", "options": []}`;

it.each([
  [
    'a hole with its question',
    measure('"metric": "?"'),
    [question('/stages/0/measures/0/metric')],
    [],
  ],
  [
    'a hole without',
    measure('"metric": "?"'),
    [],
    ['hole-without-question /stages/0/measures/0/metric'],
  ],
  [
    'a hole for a word of the grammar',
    measure('"agg": "?", "of": "?"'),
    [question('/stages/0/measures/0/agg'), question('/stages/0/measures/0/of')],
    [],
  ],
  [
    'a word hole without',
    '"from": "orders", "order": [{"by": "a", "dir": "?"}]',
    [],
    ['hole-without-question /stages/0/order/0/dir'],
  ],
  [
    'a question about no hole',
    '"from": "orders"',
    [question('/stages/0/from')],
    ['question-without-hole /unresolved/0/at'],
  ],
  [
    'a question about no place',
    '"from": "orders"',
    [question('/stages/0/measures/0/metric')],
    ['no-such-place /unresolved/0/at'],
  ],
  [
    'a question about no pointer',
    '"from": "orders"',
    [question('stages')],
    ['no-such-place /unresolved/0/at'],
  ],
  ['a concept that is missing', '"from": "orders"', [question(''), question('')], []],
  [
    'two questions about one hole',
    '"from": "?"',
    [question('/stages/0/from'), question('/stages/0/from')],
    ['duplicate-name /unresolved/1/at'],
  ],
  [
    'a hole of a number',
    '"from": "orders", "limit": {"rows": "?"}',
    [question('/stages/0/limit/rows')],
    ['wrong-shape /stages/0/limit/rows'],
  ],
])('S14: %s', (_, members, questions, expected) => {
  expect(shown(oneStage(members, `, "unresolved": [${questions.join(', ')}]`))).toEqual(expected);
});

it('S14: what is assumed is about a place that exists', () => {
  const assumption = (at: string): string => `{"about": "x", "taken": "y", "at": "${at}"}`;
  const more = `, "assumptions": [${['', '/stages/0/from', '/stages/1', '/target'].map(assumption).join(', ')}]`;
  expect(shown(oneStage('"from": "orders"', more))).toEqual([
    'no-such-place /assumptions/2/at',
    'no-such-place /assumptions/3/at',
  ]);
});

it('S14: prose may be a question mark', () => {
  expect(shown('{"dsl": "1", "title": "?", "stages": [{"name": "a", "from": "orders"}]}')).toEqual(
    [],
  );
});
