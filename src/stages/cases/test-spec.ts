import type { Diagnostic } from '../../base/diagnostic.js';
import { check, type CheckedDocument } from '../../compile.js';
import { formatDocument } from '../../dsl/canonical.js';
import type { Ontology } from '../../ontology/model.js';
import type { Spec } from '../../workspace/spec.js';
import { isOpen, type TestCase } from '../../workspace/test-cases.js';
import { caseFinding } from './case-finding.js';
import { documentOfCase } from './check-cases.js';
import { runCase, type TestBench } from './run-case.js';

/** What became of one case. */
export interface TestResult {
  readonly test: string;
  /** Short name of its document; null where it has none. */
  readonly document: string | null;
  /** Nothing that was found speaks against it. */
  readonly passed: boolean;
  /** No person has said what must come out, or confirmed what is proposed: it shows no more than that it runs. */
  readonly open: boolean;
  readonly found: readonly Diagnostic[];
}

/**
 * Runs the cases of a spec: the tables of the ontology are created empty, the given rows put in, the
 * printed SQL runs as it would in the warehouse, and what it wrote is compared. `checked` holds the
 * documents that keep every law; `done` hears of each case as it ends.
 */
export async function testSpec(
  spec: Spec,
  checked: ReadonlyMap<string, CheckedDocument>,
  bench: TestBench,
  done: (result: TestResult) => void = () => undefined,
): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  for (const one of spec.tests) {
    const [document, wrong] = documentOfCase(spec, one);
    const found = document === undefined ? wrong : await prove(one, document, checked, bench);
    const passed = found.length === 0;
    const result = { test: one.test, document: document ?? null, passed, open: isOpen(one), found };
    results.push(result);
    done(result);
  }
  return results;
}

async function prove(
  one: TestCase,
  document: string,
  checked: ReadonlyMap<string, CheckedDocument>,
  bench: TestBench,
): Promise<readonly Diagnostic[]> {
  const { test, asOf } = one;
  const own = checked.get(document);
  const made = own && asOf !== undefined ? asOfDay(own, asOf, bench.ontology) : own;
  return made === undefined
    ? [caseFinding(one, 'broken-document', '/test', { test, document })]
    : runCase(one, document, made, bench);
}

/** The question as of another day than its own; undefined for a table, which is computed for a bizdate. */
function asOfDay(
  { document }: CheckedDocument,
  asOf: string,
  ontology: Ontology,
): CheckedDocument | undefined {
  return check(formatDocument({ ...document, as_of: asOf }), ontology)[0];
}
