import type { Diagnostic } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { generate } from '../../stages/generate.js';
import { testSpec, type TestResult } from '../../stages/test-spec.js';
import { readSpec, type Spec } from '../../workspace/spec.js';
import { openEmpty } from '../database.js';
import { dialectNamed } from '../dialect.js';
import type { CommonOptions, Outcome, Session } from '../outcome.js';
import { inProject, specsAsked, type Work } from '../project.js';

/** Runs the cases of one spec or of all; a case that fails says which rows differ. */
export async function testSpecs(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const diagnostics: Diagnostic[] = [];
    const specs = [];
    for (const name of await specsAsked(work.project, asked)) {
      const [spec, problems] = await readSpec(work.project, name);
      diagnostics.push(...problems);
      const { results, found } =
        spec === undefined ? { results: [], found: [] } : await testOne(session, work, spec);
      diagnostics.push(...found);
      specs.push({ spec: name, tests: results });
    }
    return { ...summaryOf(session, specs), diagnostics };
  });
}

/** The cases of one spec, or of one of its documents, with what stands in the way of running them. */
export async function testOne(
  session: Session,
  { ontology, language }: Pick<Work, 'ontology' | 'language'>,
  spec: Spec,
  only?: string,
): Promise<{ readonly results: readonly TestResult[]; readonly found: readonly Diagnostic[] }> {
  const dialect = dialectNamed('duckdb');
  const made = generate(spec, ontology, [dialect], language);
  const { written } = made;
  const bench = { ontology, dialect, written, open: () => openEmpty(session) };
  const tests = spec.tests.filter((t) => only === undefined || (t.of ?? only) === only);
  const results = await testSpec({ ...spec, tests }, made.checked, bench, ({ passed, test }) => {
    const line = `${passed ? 'ok  ' : 'FAIL'} ${spec.name}: ${clean(test)}`;
    session.progress({ en: line, zh: line });
  });
  return { results, found: [...made.found, ...results.flatMap((r) => r.found)] };
}

function summaryOf(
  { language }: Session,
  specs: readonly { readonly spec: string; readonly tests: readonly TestResult[] }[],
): Pick<Outcome, 'text' | 'data'> {
  const all = specs.flatMap((s) => s.tests);
  const passed = all.filter((t) => t.passed).length;
  const failed = all.length - passed;
  const lines = specs.flatMap(({ spec, tests }) => [
    `${spec}\n`,
    ...tests.map((t) => `  ${t.passed ? 'ok  ' : 'FAIL'} ${clean(t.test)}\n`),
  ]);
  const sum =
    language === 'zh' ? `通过 ${passed}，失败 ${failed}\n` : `${passed} passed, ${failed} failed\n`;
  return {
    text: `${lines.join('')}${sum}`,
    data: {
      summary: { passed, failed },
      specs: specs.map(({ spec, tests }) => ({
        spec,
        tests: tests.map(({ test, document, passed: ok }) => ({ test, document, passed: ok })),
      })),
    },
  };
}
