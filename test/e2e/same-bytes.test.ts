import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';
import { chanceOf } from '../fuzz/random.js';
import { makeDocument } from '../fuzz/stages.js';
import { ontologyOf } from '../fuzz/trial.js';
import { makeWorld } from '../fuzz/world.js';
import { market } from '../reference/cases/market.js';
import { resultSentences } from '../reference/cases/result-sentences.js';
import { sourceSentences } from '../reference/cases/source-sentences.js';
import { shuffledKeys, shuffledList } from '../support/shuffled.js';
import { shopYaml } from '../support/shop.js';

/** An ontology of these definitions, one to a file, in another order of files and keys for each seed. */
function shuffledOntology(definitions: readonly object[], seed: number): Ontology {
  const files = shuffledList(definitions, seed).map((one, i) => ({
    file: `${i}.yaml`,
    text: JSON.stringify(shuffledKeys(one, seed + i)),
  }));
  const [ontology, problems] = loadOntology(files);
  if (ontology === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  return ontology;
}

/** Everything that a document becomes, in every dialect; of a refusal its findings. */
function bytesOf(document: object, ontology: Ontology): string {
  return JSON.stringify(
    allDialects.map((dialect) => {
      const [made, found] = compile(JSON.stringify(document), ontology, dialect);
      const texts = made && [made.sql, made.select, made.ddl, ...made.checks.map((c) => c.sql)];
      const codes = found.map(({ code, path }) => `${code} ${path}`).toSorted();
      return [texts, codes];
    }),
  );
}

/** Documents over a made-up business. */
function madeUp(seed: number): {
  readonly definitions: readonly object[];
  readonly documents: readonly object[];
} {
  const chance = chanceOf(seed);
  const { definitions, asOf } = makeWorld(chance);
  const ontology = ontologyOf(definitions);
  return {
    definitions,
    documents: Array.from({ length: 10 }, () => makeDocument(chance, ontology, asOf)),
  };
}

const shopDocuments = [
  {
    name: 'result',
    from: 'customer',
    by: [{ as: 'city', is: 'city.name' }],
    measures: [
      { as: 'orders', metric: 'order_cnt' },
      { as: 'amount', entity: 'orders', agg: 'sum', of: 'amount' },
      { as: 'customers', agg: 'count' },
    ],
  },
  {
    name: 'result',
    by: [
      { as: 'day', grain: 'day' },
      { as: 'city', is: 'city.name' },
    ],
    time: { from: "date '2026-11-01'", to: "date '2026-11-07'" },
    measures: [{ as: 'orders', metric: 'order_cnt' }],
  },
].map((stage) => ({ dsl: '1', title: 'test', as_of: '2026-11-07', stages: [stage] }));

const worlds: readonly {
  readonly name: string;
  readonly definitions: readonly object[];
  readonly documents: readonly object[];
}[] = [
  {
    name: 'the market',
    definitions: market,
    documents: [...sourceSentences, ...resultSentences].map(({ stages, more = {} }) => ({
      dsl: '1',
      title: 'test',
      as_of: '2026-02-28',
      ...more,
      stages,
    })),
  },
  { name: 'the shop', definitions: loadAll(shopYaml) as object[], documents: shopDocuments },
  ...[1, 2].map((seed) => ({ name: `made-up business ${seed}`, ...madeUp(seed) })),
];

describe('a document becomes the same bytes, twice and in whatever order its inputs come', () => {
  it.each(worlds)('$name', ({ definitions, documents }) => {
    const ontology = ontologyOf(definitions);
    const others = [11, 12, 13].map((seed) => shuffledOntology(definitions, seed));
    for (const document of documents) {
      const bytes = bytesOf(document, ontology);
      expect(bytesOf(document, ontology)).toBe(bytes);
      others.forEach((other, seed) => {
        expect(bytesOf(shuffledKeys(document, seed) as object, other)).toBe(bytes);
      });
    }
    expect(documents.length).toBeGreaterThan(1);
  });
});
