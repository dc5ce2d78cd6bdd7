import type { Diagnostic } from '../../base/diagnostic.js';
import { suggest } from '../../base/text/suggest.js';
import { documentName, type Spec } from '../../workspace/spec.js';
import type { TestCase } from '../../workspace/test-cases.js';
import { caseFinding } from './case-finding.js';
import { checkRowFiles, rowFilesOf } from './file-rows.js';

/** What can be said of a spec's cases without running them: each has a name of its own and a document. */
export function checkCases(spec: Spec): readonly Diagnostic[] {
  const names = spec.tests.map((t) => t.test);
  return spec.tests.flatMap((one, i) => [
    ...(names.indexOf(one.test) < i
      ? [caseFinding(one, 'repeated-test', '/test', { test: one.test })]
      : []),
    ...(one.rows === undefined
      ? [caseFinding(one, 'nothing-expected', '/test', { test: one.test })]
      : []),
    ...(one.proposed
      ? [caseFinding(one, 'unconfirmed', '/expect/proposed', { test: one.test })]
      : []),
    ...documentOfCase(spec, one)[1],
    ...checkRowFiles(one, rowFilesOf(spec)),
  ]);
}

/** The short name of the document that a case is about; the only one there is where it names none. */
export function documentOfCase(
  spec: Spec,
  one: TestCase,
): readonly [name: string | undefined, found: readonly Diagnostic[]] {
  const names = spec.documents.map((d) => documentName(d.file));
  const { of, test } = one;
  if (of === undefined)
    return names.length === 1
      ? [names[0], []]
      : [undefined, [caseFinding(one, 'which-document', '/test', { test }, { allowed: names })]];
  if (names.includes(of)) return [of, []];
  const allowed = suggest(of, names);
  const unknown = caseFinding(one, 'unknown-document', '/document', { document: of }, { allowed });
  return [undefined, [unknown]];
}
