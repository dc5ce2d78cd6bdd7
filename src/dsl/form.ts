import type { Diagnostic } from '../base/diagnostic.js';
import { formDiagnostic, type ReportForm } from '../base/form.js';
import { compileSchema, type SchemaCheck, type SchemaProblem } from '../base/json-schema.js';
import { report } from './diagnostics.js';
import schema from './dsl.schema.json' with { type: 'json' };
import { keysCalled } from './foreign-keys.js';
import { wordCalled } from './foreign-words.js';
import { relocated, stagesMade, wholeDocument } from './relocate.js';
import { nameMissing, reshape } from './reshape.js';

let compiled: SchemaCheck | undefined;

/**
 * Whether a value has the form of a document: keys, shapes and words of `dsl.schema.json`, each problem
 * with the repair that keeps the meaning where there is exactly one. A hole (`"?"`) may stand wherever a
 * text may.
 */
export function checkForm(value: unknown): readonly Diagnostic[] {
  compiled ??= compileSchema(schema);
  const inside = wholeDocument(value);
  return compiled(value)
    .filter((problem) => !isJudgedLater(problem))
    .map((problem) =>
      formDiagnostic(problem, report as ReportForm, {
        keysCalled,
        wordCalled,
        relocate: (p) => inside ?? relocated(p, value),
        fillIn: (p) => inside ?? stagesMade(p) ?? nameMissing(p, value),
        reshape: (p) => inside ?? reshape(p, value),
      }),
    );
}

/** Holes are asked for by `holes.ts`; texts with a form of their own are judged by the laws, in better words. */
function isJudgedLater(problem: SchemaProblem): boolean {
  if (problem.kind === 'unknown-value') return problem.value === '?';
  return problem.kind === 'out-of-range' && problem.keyword === 'pattern';
}
