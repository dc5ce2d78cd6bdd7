import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import type { Engine } from '../../src/engine/engine.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { ontologyOf } from '../fuzz/trial.js';
import { valuesOf } from '../../src/reference/tables.js';
import { engineWith, runDocument } from '../support/compiled-rows.js';
import type { SentenceCase } from './cases/case.js';
import { market, marketRows } from './cases/market.js';
import { resultSentences } from './cases/result-sentences.js';
import { sourceSentences } from './cases/source-sentences.js';
import { difference } from './compare.js';
import { evaluateDocument } from '../../src/reference/evaluate.js';
import { resultOf } from './hand-rows.js';
import { decimalOf } from '../../src/reference/value.js';

const ontology = ontologyOf(market);
const values = valuesOf(ontology, marketRows);
let engine: Engine;

beforeAll(async () => {
  engine = await engineWith(ontology, marketRows);
});
afterAll(() => engine.close());

function documentOf({ stages, more = {} }: Pick<SentenceCase, 'stages' | 'more'>): object {
  return { dsl: '1', title: 'test', as_of: '2026-02-28', ...more, stages };
}

describe('docs/semantics.md by hand, by the reference and by the compiler', () => {
  it.each([...sourceSentences, ...resultSentences])('$name', async (one) => {
    const document = documentOf(one);
    const wanted = resultOf(one.rows, one.ordered === true);
    const outcome = await runDocument(engine, document, ontology, one.params);
    if (outcome.kind !== 'rows') throw new Error(outcome.note);
    expect(difference(wanted, outcome.rows)).toBeUndefined();
    const [parsed] = parseDocument(JSON.stringify(document));
    const made = evaluateDocument(parsed!.document, ontology, values, {
      params: Object.fromEntries(
        Object.entries(one.params ?? {}).map(([name, text]) => [name, decimalOf(text)]),
      ),
    });
    expect(difference(made, outcome.rows)).toBeUndefined();
    expect(made.rows).toHaveLength(wanted.rows.length);
  });

  it('S14 a hole compiles nothing, and is no error', () => {
    const document = documentOf({
      stages: [{ name: 'result', by: [], measures: [{ as: 'n', metric: '?' }] }],
      more: {
        unresolved: [
          {
            about: 'orders',
            question: 'which?',
            at: '/stages/0/measures/0/metric',
            options: [{ label: 'all', value: 'order_cnt' }],
          },
        ],
      },
    });
    const [checked, found] = check(JSON.stringify(document), ontology);
    expect(checked).toBeUndefined();
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('S16 null means absent, and the order of keys means nothing', async () => {
    const plain = documentOf(sourceSentences[1]!);
    const written = Object.fromEntries(Object.entries({ ...plain, params: null }).toReversed());
    const [a, b] = [
      await runDocument(engine, plain, ontology),
      await runDocument(engine, written, ontology),
    ];
    if (a.kind !== 'rows' || b.kind !== 'rows') throw new Error('both are compiled');
    expect(b.sql).toBe(a.sql);
  });
});
