import type { Diagnostic } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { generatedCase } from '../../../stages/fixtures/generated-case.js';
import { generate } from '../../../stages/generate.js';
import { rowFilesOf } from '../../../stages/cases/file-rows.js';
import { testSpec, type TestResult } from '../../../stages/cases/test-spec.js';
import { locked } from '../../../workspace/files/lock.js';
import { readSpec, type Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { openEmpty, readParquet } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import type { TestOptions } from '../../commands/test.js';
import { day } from '../../options/option-values.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specsAsked, type Work } from '../../project/project.js';

/**
 * Runs the cases of one spec or of all; a case that fails says which rows differ. With `--generate` every
 * document that has no generated case gets one first.
 */
export async function testSpecs(
  session: Session,
  asked: string | undefined,
  options: TestOptions,
): Promise<Outcome> {
  day(options.bizdate, '--bizdate');
  return inProject(session, options, async (work) => {
    const written: string[] = [];
    const diagnostics: Diagnostic[] = [];
    const specs = [];
    for (const name of await specsAsked(work.project, asked)) {
      if (options.generate === true) written.push(...(await addCases(work, name, options)));
      const [spec, problems] = await readSpec(work.project, name);
      diagnostics.push(...problems);
      session.progress({ en: `testing ${name}`, zh: `正在测试 ${name}` });
      // Every case is in the result; said as it ends, too, a terminal would show it twice.
      const quiet = { ...session, progress: () => undefined };
      const { results, found } =
        spec === undefined ? { results: [], found: [] } : await testOne(quiet, work, spec);
      diagnostics.push(...found);
      specs.push({ spec: name, tests: results });
    }
    const { text, data } = summaryOf(session, specs);
    const files = written.map((file) => `${file}\n`).join('');
    return {
      text: `${files}${text}`,
      data: { ...data, ...(options.generate === true && { written }) },
      diagnostics,
    };
  });
}

/** The day that generated rows lie around, where nobody names one: rows are the same every day. */
const usualDay = '2026-11-07';

/** Writes a case of generated rows for each document without one; what is there is never overwritten. */
async function addCases(
  { project, ontology, language }: Work,
  name: string,
  { bizdate }: TestOptions,
): Promise<readonly string[]> {
  return locked(project.root, name, async () => {
    const [spec] = await readSpec(project, name);
    if (spec === undefined) return [];
    const files = new Map<string, string>();
    for (const [document, made] of generate(spec, ontology, [], language).checked) {
      const file = `${spec.folder}/tests/generated-${document}.yaml`;
      if (spec.proofs.some((p) => p.file === file)) continue;
      const asOf = bizdate ?? made.document.as_of ?? usualDay;
      files.set(file, generatedCase(document, made, ontology, language, asOf));
    }
    return [...(await writeFiles(project.root, files))];
  });
}

/** The cases of one spec, or of one of its documents, with what stands in the way of running them. */
export async function testOne(
  session: Session,
  { project, ontology, language }: Pick<Work, 'project' | 'ontology' | 'language'>,
  spec: Spec,
  only?: string,
): Promise<{ readonly results: readonly TestResult[]; readonly found: readonly Diagnostic[] }> {
  const dialect = dialectNamed('duckdb');
  const made = generate(spec, ontology, [dialect], language);
  const { written } = made;
  const rows = {
    files: rowFilesOf(spec),
    parquet: (file: string) => readParquet(session, project, file),
  };
  const bench = { ontology, dialect, written, rows, open: () => openEmpty(session) };
  const tests = spec.tests.filter((t) => only === undefined || (t.of ?? only) === only);
  const results = await testSpec({ ...spec, tests }, made.checked, bench, (result) => {
    const line = `${markOf(result)} ${spec.name}: ${clean(result.test)}`;
    session.progress({ en: line, zh: line });
  });
  return { results, found: [...made.found, ...results.flatMap((r) => r.found)] };
}

/** How a case went, in four letters. */
function markOf({ passed, open }: TestResult): string {
  return passed ? (open ? 'open' : 'ok  ') : 'FAIL';
}

function summaryOf(
  { language }: Session,
  specs: readonly { readonly spec: string; readonly tests: readonly TestResult[] }[],
): Pick<Outcome, 'text' | 'data'> {
  const all = specs.flatMap((s) => s.tests);
  const passed = all.filter((t) => t.passed && !t.open).length;
  const open = all.filter((t) => t.passed && t.open).length;
  const failed = all.length - passed - open;
  const lines = specs.flatMap(({ spec, tests }) => [
    `${spec}\n`,
    ...tests.map((t) => `  ${markOf(t)} ${clean(t.test)}\n`),
  ]);
  const counts =
    language === 'zh' ? `通过 ${passed}，失败 ${failed}` : `${passed} passed, ${failed} failed`;
  const waiting =
    language === 'zh'
      ? `，${open} 个待人确认应得的结果`
      : `, ${open} open: a person says what must come out`;
  return {
    text: `${lines.join('')}${counts}${open > 0 ? waiting : ''}\n`,
    data: {
      summary: { passed, failed, open },
      specs: specs.map(({ spec, tests }) => ({
        spec,
        tests: tests.map(({ test, document, passed: ok, open: waits }) => ({
          test,
          document,
          passed: ok,
          open: waits,
        })),
      })),
    },
  };
}
