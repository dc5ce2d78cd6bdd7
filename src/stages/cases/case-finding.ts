import type { Details, Diagnostic, Params } from '../../base/diagnostic.js';
import { specDiagnostic } from '../../workspace/diagnostics.js';
import type { TestCase } from '../../workspace/test-cases.js';

type Code = Parameters<typeof specDiagnostic>[0];

/** A diagnostic about a case of a test, in the YAML document where the case stands. */
export function caseFinding<C extends Code>(
  { file, document }: TestCase,
  code: C,
  path: Diagnostic['path'],
  params: Parameters<typeof specDiagnostic<C>>[2] & Params,
  { allowed = [], ...more }: Details = {},
): Diagnostic {
  return specDiagnostic(code, path, params, {
    file,
    document,
    ...more,
    ...(allowed.length > 0 && { allowed }),
  });
}
