import type { Diagnostic } from '../base/diagnostic.js';
import { openDuckdb } from '../engine/duckdb.js';
import { generate } from '../stages/generate.js';
import { testSpec, type TestResult } from '../stages/test-spec.js';
import { specNames } from '../workspace/project.js';
import { readSpec } from '../workspace/spec.js';
import { dialectNamed } from './dialect.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';
import { openAll, specNamed, type Opened } from './project.js';
import { sourcesOf } from './sources.js';

/** Runs the cases of one spec or of all; a case that fails says which rows differ. */
export async function testSpecs(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened.outcome;
  const names =
    asked === undefined
      ? await specNames(opened.project)
      : [await specNamed(opened.project, asked)];
  const found: Diagnostic[] = [...opened.found];
  const specs = [];
  for (const name of names) {
    const one = await testOne(session, opened, name);
    found.push(...one.found);
    specs.push({ spec: name, tests: one.results });
  }
  const all = specs.flatMap((s) => s.tests);
  const passed = all.filter((t) => t.passed).length;
  const lines = specs.flatMap((s) => [
    `${s.spec}\n`,
    ...s.tests.map((t) => `  ${t.passed ? 'ok  ' : 'FAIL'} ${t.test}\n`),
  ]);
  return {
    text: `${lines.join('')}${passed} passed, ${all.length - passed} failed\n`,
    data: {
      summary: { passed, failed: all.length - passed },
      specs: specs.map((s) => ({
        spec: s.spec,
        tests: s.tests.map(({ test, document, passed: ok }) => ({ test, document, passed: ok })),
      })),
    },
    diagnostics: found,
    sources: await sourcesOf(opened.project.texts),
  };
}

/** The cases of one spec, with what stands in the way of running them. */
export async function testOne(
  session: Session,
  { project, ontology, language }: Opened,
  name: string,
): Promise<{ readonly results: readonly TestResult[]; readonly found: readonly Diagnostic[] }> {
  const [spec, problems] = await readSpec(project, name);
  if (spec === undefined) return { results: [], found: problems };
  const duckdb = dialectNamed('duckdb');
  const made = generate(spec.documents, ontology, [duckdb], language);
  const results = await testSpec(
    spec,
    made.checked,
    ontology,
    duckdb,
    () => openDuckdb(),
    (t) => session.progress(`${t.passed ? 'ok  ' : 'FAIL'} ${name}: ${t.test}`),
  );
  return { results, found: [...problems, ...made.found, ...results.flatMap((r) => r.found)] };
}
