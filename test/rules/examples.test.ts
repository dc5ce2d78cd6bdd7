import { expect, it } from 'vitest';
import { steps, type Diagnostic } from '../../src/base/diagnostic.js';
import { renderJson } from '../../src/base/render.js';
import { check, compileTo } from '../../src/compile.js';
import { pureDefinitions } from '../../src/definitions.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { allRules } from '../../src/rules/all-rules.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';
import { shop } from '../support/bind.js';

/** Where the failing example of each law breaks it. */
const places: Readonly<Record<string, string>> = {
  'table-prefix-is-of-layer': '/target/table',
  'table-prefix-names-layer': '/target/table',
  'table-name-is-plain': '/target/table',
  'table-name-names-domain': '/target/domain',
  'table-suffix-says-content': '/target/table',
  'table-period-agrees': '/target/table',
  'table-is-commented': '/target/comment',
  'table-is-partitioned': '/target',
  'partition-follows-run': '/target/partition/0/is',
  'partition-is-text': '/target/partition/0/is',
  'lifecycle-is-stated': '/target',
  'lifecycle-is-usual': '/target/lifecycle',
  'domain-is-known': '/target/domain',
  'layer-may-be-read': '/stages/0/from',
  'layer-should-be-read': '/stages/0/measures/0/metric',
  'own-table-is-self': '/stages/0/from',
  'rerun-writes-once': '/target/write',
  'upsert-has-key': '/target/write',
  'column-name-is-plain': '/stages/0/measures/0/as',
  'column-name-is-not-reserved': '/stages/0/by/0/as',
  'columns-are-commented': '/target',
  'comments-tell-apart': '/stages/0/measures/1',
  'period-suffix-agrees': '/stages/0/measures/0/as',
  'column-type-suits-name': '/target/columns/0/type',
  'stated-type-keeps-values': '/target/columns/0/type',
  'key-has-value': '/stages/0/by/0/is',
  'metric-is-not-local': '/stages/0/measures/0/agg',
  'model-time-follows-run': '/stages/0/measures/0/time',
  'metric-is-as-named': '/stages/0/measures/0/metric',
  'aggregate-is-as-named': '/stages/0/measures/0/agg',
  'column-is-not-repeated': '/stages/0/measures/1',
  'conditions-can-hold': '/stages/0/where/1',
  'condition-has-use': '/stages/0/where/1',
  'zero-can-be-counted': '/stages/0/keep/0',
  'identifier-is-counted-once': '/stages/0/measures/0/agg',
  'identifier-is-not-summed': '/stages/0/measures/0/of',
  'sum-is-of-additive': '/stages/1/measures/0/of',
  'units-agree': '/stages/0/compute/0/is',
  'limit-has-order': '/stages/0/limit',
  'order-has-use': '/stages/0/order',
  'match-has-use': '/stages/0/match/0',
  'stage-is-read': '/stages/0/name',
  'sensitive-is-counted': '/stages/0/columns/1',
  'partitions-are-bounded': '/stages/0/from',
  'model-reads-partitions': '/stages/0/measures/0/metric',
  'window-has-partition': '/stages/0/windows/0',
};

const laws = allRules.map(({ name, definition, perDialect = false }) => ({
  name,
  definition,
  perDialect,
}));
const general = laws.filter((law) => !law.perDialect);
const special = laws.filter((law) => law.perDialect);

/** What is found in a document, then what each dialect that it is printed for adds. */
function foundIn(text: string): readonly Diagnostic[] {
  const [checked, found] = check(text, shop);
  if (checked === undefined) return found;
  return [...found, ...allDialects.flatMap((dialect) => compileTo(checked, shop, dialect)[1])];
}

/** The finding that a law's failing example is about. */
function findingOf(law: (typeof laws)[number]): Diagnostic {
  return foundIn(law.definition.failing).find((d) => d.code === `rule/${law.name}`)!;
}

it('the table above names every law', () => {
  expect(laws.map((law) => law.name).toSorted()).toEqual(Object.keys(places).toSorted());
});

it.each(general)('$name: the failing example trips it and nothing else', (law) => {
  const { name, definition } = law;
  const [checked, found] = check(definition.failing, shop);
  expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
    `rule/${name} ${places[name] ?? ''}`,
  ]);
  expect(found[0]).toMatchObject({ severity: definition.severity, level: definition.level });
  expect(checked === undefined).toBe(definition.severity === 'error');
});

it.each(special)('$name: the failing example is refused where it is printed', (law) => {
  const [checked] = check(law.definition.failing, shop);
  const found = allDialects.flatMap((dialect) => compileTo(checked!, shop, dialect)[1]);
  expect([...new Set(found.map(({ code, path }) => `${code} ${path}`))]).toEqual([
    `rule/${law.name} ${places[law.name] ?? ''}`,
  ]);
});

it.each(laws)('$name: the place it points at is in the document', (law) => {
  const value = steps(findingOf(law).path).reduce<unknown>(
    (node, step) => (node as Readonly<Record<string, unknown>>)[step],
    JSON.parse(law.definition.failing),
  );
  expect(value).toBeDefined();
});

it.each(laws)('$name: the passing example is without findings', ({ definition }) => {
  expect(foundIn(definition.passing)).toEqual([]);
});

it.each(laws)('$name: the examples are as `fmt` writes them', ({ definition }) => {
  for (const text of [definition.failing, definition.passing])
    expect(formatDocument(parseDocument(text)[0]!.document)).toBe(`${text}\n`);
});

it.each(laws)('$name: it is said in both languages', (law) => {
  const finding = findingOf(law);
  const [en, zh] = (['en', 'zh'] as const).map((language) =>
    renderJson(finding, pureDefinitions, language, new Map()),
  );
  for (const said of [en!, zh!]) {
    const texts = [said.message, said.why, said.hint ?? ''];
    expect(texts.join(' ')).not.toMatch(/undefined|\[object|NaN/);
    expect(said.message).not.toBe('');
  }
  expect(zh!.message).toMatch(/\p{Script=Han}/u);
  expect(zh!.why).toMatch(/\p{Script=Han}/u);
  expect(en!.why).not.toMatch(/\p{Script=Han}/u);
});

it.each(laws)('$name: what to do is said by a hint, allowed names or a fix', (law) => {
  const { allowed, fix } = findingOf(law);
  const said = [law.definition.hint, allowed, fix].filter((x) => x !== undefined);
  expect(said.length).toBeGreaterThan(0);
});
