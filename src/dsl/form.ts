import { at, type Diagnostic } from '../base/diagnostic.js';
import { formDiagnostic, type ReportForm } from '../base/form/form.js';
import { compileSchema, type SchemaCheck, type SchemaProblem } from '../base/json/json-schema.js';
import { dslDiagnostic } from './diagnostics.js';
import schema from './dsl.schema.json' with { type: 'json' };
import { keysCalled } from './foreign-keys.js';
import { wordCalled } from './foreign-words.js';
import { ownerOf, relocated, stagesMade, wholeDocument } from './relocate.js';
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
  const found = compiled(value)
    .filter((problem) => !isJudgedLater(problem))
    .map((problem) =>
      formDiagnostic(problem, dslDiagnostic as ReportForm, {
        keysCalled,
        wordCalled,
        relocate: (p) => inside ?? relocated(p, value),
        fillIn: (p) => inside ?? stagesMade(p) ?? nameMissing(p, value),
        reshape: (p) => inside ?? reshape(p, value),
      }),
    );
  // Every key of what only holds the document is wrong in the same way.
  const holder = found.find((d) => d.code === 'dsl/unknown-key') ?? found[0];
  return inside !== undefined && holder !== undefined ? [holder] : withoutConsequences(found);
}

/**
 * The problems without those that another one says already: a key that is missing under its own name, a
 * word of another shape, the keys of a stage that is the whole document.
 */
function withoutConsequences(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const stages = found.find(
    (d) => d.path === '' && d.params['key'] === 'stages' && d.fix !== undefined,
  );
  const said = (d: Diagnostic): boolean => {
    const { key, owner } = d.params;
    switch (d.code) {
      case 'dsl/missing-key':
        return found.some((other) => isKeyMeant(other, d, String(key)));
      case 'dsl/unknown-key':
        return (
          owner === 'Document' &&
          stages?.fix?.some((o) => o.op === 'remove' && o.path === d.path) === true
        );
      case 'dsl/unknown-value':
        return found.some((other) => other.code === 'dsl/wrong-shape' && other.path === d.path);
      default:
        return false;
    }
  };
  return found.filter((d) => !said(d));
}

/** Whether a key that nothing reads is the missing one under another name. */
function isKeyMeant(unknown: Diagnostic, missing: Diagnostic, key: string): boolean {
  const { near, names } = unknown.params;
  if (unknown.code !== 'dsl/unknown-key' || ownerOf(unknown.path) !== missing.path) return false;
  const meant = at(missing.path, key);
  return unknown.fix === undefined
    ? near === 1 && (names as readonly string[])[0] === key
    : unknown.fix.some(({ op, path }) => op === 'add' && path === meant);
}

/** Holes are asked for by `holes.ts`; texts with a form of their own are judged by the laws, in better words. */
function isJudgedLater(problem: SchemaProblem): boolean {
  if (problem.kind === 'unknown-value') return problem.value === '?';
  return problem.kind === 'out-of-range' && problem.keyword === 'pattern';
}
