import { expect, it } from 'vitest';
import type { Diagnostic, JsonPointer } from '../../src/base/diagnostic.js';
import { readAnswers, replacements } from '../../src/correct/answers.js';
import { withAgreedHoles, withHole } from '../../src/correct/holes.js';
import { placesOf } from '../../src/correct/places.js';
import { parseDocument } from '../../src/dsl/parse.js';

const document = {
  dsl: '1',
  title: 'orders',
  as_of: '2026-11-07',
  stages: [
    {
      name: 'result',
      by: [],
      where: ['a = 1', 'b = 2'],
      measures: [{ as: 'n', metric: 'm', time: { period: '7d' } }],
      limit: { rows: 3 },
    },
  ],
  target: { table: 'dws_x', layer: 'dws', comment: 'x', write: 'overwrite' },
};

const finding = (path: JsonPointer, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'bind/x',
  severity: 'error',
  level: 2,
  path,
  params: {},
  ...more,
});

it.each<[string, readonly Diagnostic[], readonly (readonly [string, string])[]]>([
  ['a text', [finding('/stages/0/where/1')], [['/stages/0/where/1', 'Expr']]],
  ['a number', [finding('/stages/0/limit/rows')], [['/stages/0/limit/rows', 'number']]],
  [
    'a key that is not known: its item',
    [finding('/stages/0/measures/0/time/period', { key: true })],
    [['/stages/0/measures/0', 'Measure']],
  ],
  ['a stage', [finding('/stages/0')], [['/stages/0', 'Stage']]],
  [
    'what is missing: what it is missing in',
    [finding('/stages/0/measures/0/of')],
    [['/stages/0/measures/0', 'Measure']],
  ],
  [
    'one in the other: the outer one',
    [finding('/stages/0/measures/0'), finding('/stages/0/measures/0/metric')],
    [['/stages/0/measures/0', 'Measure']],
  ],
  [
    'several, in the order of the document',
    [finding('/target/layer'), finding('/stages/0/where/1'), finding('/stages/0/where/0')],
    [
      ['/stages/0/where/0', 'Expr'],
      ['/stages/0/where/1', 'Expr'],
      ['/target/layer', 'text'],
    ],
  ],
  ['a warning is no place', [finding('/stages/0/where/0', { severity: 'warning' })], []],
])('%s', (_, found, expected) => {
  const { places } = placesOf(document, found);
  expect(places.map((p) => [p.path, p.type])).toEqual(expected);
  expect(places.map((p) => p.number)).toEqual(expected.map((_e, i) => i + 1));
});

it.each<JsonPointer>(['/as_of', '/target/table', '/satisfies/0', '/unresolved/0/at', '/title', ''])(
  '%s is never a place',
  (path) => {
    expect(placesOf(document, [finding(path)])).toEqual({
      places: [],
      unplaced: [finding(path)],
    });
  },
);

it('what is wrong in a file of the ontology is at no place of the document', () => {
  const found = [finding('/stages/0/where/0', { file: 'ontology/views/buyers.json' })];
  expect(placesOf(document, found)).toEqual({ places: [], unplaced: found });
});

it('widens from the value to its item to its stage', () => {
  const found = [finding('/stages/0/measures/0/metric')];
  const paths = (['value', 'item', 'stage'] as const).map(
    (width) => placesOf(document, found, width).places[0]?.path,
  );
  expect(paths).toEqual(['/stages/0/measures/0/metric', '/stages/0/measures/0', '/stages/0']);
});

const { places } = placesOf(document, [
  finding('/stages/0/where/0'),
  finding('/stages/0/measures/0'),
]);

it.each([
  ['plain', '{"answers": [{"place": 1, "value": "m2"}, {"place": 2, "value": "c = 1"}]}', []],
  [
    'in a fence with prose',
    'Sure!\n```json\n{"answers": [{"place": 1, "value": "m2"}, {"place": 2, "value": "c = 1"}]}\n```\nDone.',
    [],
  ],
  [
    'numbers as text',
    '{"answers": [{"place": "1", "value": "m2"}, {"place": 2, "value": "c = 1"}]}',
    [],
  ],
  [
    'a place that was not asked',
    '{"answers": [{"place": 1, "value": "m2"}, {"place": 2, "value": "c = 1"}, {"place": 9, "value": 1}]}',
    ['correct/place-not-asked'],
  ],
])('reads answers: %s', (_, text, codes) => {
  const answers = readAnswers(text, places);
  expect(answers.found.map((d) => d.code)).toEqual(codes);
  expect(replacements(places, answers)).toEqual([
    { op: 'replace', path: places[0]!.path, value: 'm2' },
    { op: 'replace', path: places[1]!.path, value: 'c = 1' },
  ]);
});

it.each([
  ['no JSON', 'I am sorry, I cannot do that.', ['correct/no-answers']],
  ['half an answer', '{"answers": [{"place": 1, "val', ['correct/no-answers']],
  ['a document instead', '{"dsl": "1", "stages": []}', ['correct/no-answers']],
  [
    'null',
    '{"answers": [{"place": 1, "value": null}]}',
    ['correct/not-answered', 'correct/not-answered'],
  ],
])('takes nothing of %s', (_, text, codes) => {
  const answers = readAnswers(text, places);
  expect(answers.found.map((d) => d.code)).toEqual(codes);
  expect(replacements(places, answers)).toEqual([]);
});

it('a target keeps its table, whatever is answered', () => {
  const asked = placesOf(document, [finding('/target', { key: true })]);
  const whole = placesOf(document, [finding('/target/partition/0')]).places;
  expect(asked.places).toEqual([]);
  const answer = '{"answers": [{"place": 1, "value": {"table": "other", "layer": "ads"}}]}';
  expect(replacements(whole, readAnswers(answer, whole))).toEqual([
    { op: 'replace', path: '/target', value: { table: 'dws_x', layer: 'ads' } },
  ]);
});

const words = (path: string): string => `what stands at ${path}?`;

it.each<[string, object, object]>([
  ['a hole without a question', { metric: '?' }, { metric: '?' }],
  ['a question about a filled place', { metric: 'm' }, { metric: '?' }],
])('%s is asked about', (_, measure, expected) => {
  const asks = 'metric' in measure && measure.metric === 'm';
  const draft = {
    ...document,
    target: undefined,
    stages: [{ name: 'result', by: [], measures: [{ as: 'n', ...measure }] }],
    ...(asks && {
      unresolved: [{ about: 'x', question: 'which?', at: '/stages/0/measures/0/metric' }],
    }),
  };
  const made = withAgreedHoles(draft, words) as typeof document;
  expect(made.stages[0]!.measures[0]).toMatchObject(expected);
  const [parsed, found] = parseDocument(JSON.stringify(made));
  expect(found).toEqual([]);
  expect(parsed!.document.unresolved?.map((u) => u.at)).toEqual(['/stages/0/measures/0/metric']);
});

it('a question about no place becomes a general one', () => {
  const made = withAgreedHoles(
    {
      ...document,
      unresolved: [{ about: 'x', question: 'which?', at: '/nowhere', options: ['a'] }],
    },
    words,
  );
  expect(made).toMatchObject({ unresolved: [{ at: '', question: 'which?', options: [] }] });
});

it('a place that holds no text gets a general question', () => {
  const asked = { about: 'x', question: 'which?', options: [{ label: 'a', value: 'a' }] };
  expect(withHole(document, '/stages/0/limit', asked)).toMatchObject({
    stages: document.stages,
    unresolved: [{ at: '', options: [] }],
  });
});
