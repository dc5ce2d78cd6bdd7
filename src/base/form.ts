import {
  at,
  type Details,
  type Diagnostic,
  type JsonPointer,
  type Params,
  type PatchOperation,
} from './diagnostic.js';
import type { FormCode } from './form-definitions.js';
import type { SchemaProblem } from './json-schema.js';
import { closest, suggest } from './suggest.js';
import { unreachable } from './unreachable.js';

/** A problem of one kind. */
export type ProblemOf<K extends SchemaProblem['kind']> = Extract<
  SchemaProblem,
  { readonly kind: K }
>;

/** What a room knows about its own format beyond its schema. */
export interface FormKnowledge {
  /** Keys that other formats call otherwise, by what they call them. */
  readonly foreign?: Readonly<Record<string, readonly string[]>>;
  /** The one repair of a missing key, or of a wrong shape that is no matter of lists, texts and numbers. */
  readonly fillIn?: (problem: ProblemOf<'missing-key'>) => PatchOperation | undefined;
  readonly reshape?: (problem: ProblemOf<'wrong-shape'>) => PatchOperation | undefined;
}

/** Makes a diagnostic of a room that has `formDefinitions`. */
export type ReportForm = (
  code: FormCode,
  path: JsonPointer,
  params: Params,
  more?: Details,
) => Diagnostic;

/**
 * The diagnostic of a value that breaks a schema, with the names that would be right and, where exactly
 * one repair keeps the meaning, that repair.
 */
export function formDiagnostic(
  problem: SchemaProblem,
  report: ReportForm,
  knowledge: FormKnowledge = {},
): Diagnostic {
  switch (problem.kind) {
    case 'unknown-key':
      return unknownKey(problem, report, knowledge.foreign ?? {});
    case 'missing-key': {
      const { path, key, definition = '' } = problem;
      const fix = knowledge.fillIn?.(problem);
      return report('missing-key', path, { key, owner: definition }, fixed(fix));
    }
    case 'wrong-shape': {
      const { path, found, expected } = problem;
      const fix = reshaped(problem) ?? knowledge.reshape?.(problem);
      return report('wrong-shape', path, { found, expected }, fixed(fix));
    }
    case 'unknown-value': {
      const { path, allowed } = problem;
      const value = String(problem.value);
      const meant = closest(value, allowed);
      const fix = meant === undefined ? undefined : replace(path, meant);
      return report('unknown-value', path, { value, values: allowed }, { allowed, ...fixed(fix) });
    }
    case 'out-of-range': {
      const { path, keyword, limit } = problem;
      const params = { value: shown(problem.value), bound: keyword, limit: String(limit) };
      return report('out-of-range', path, params);
    }
    default:
      return unreachable(problem);
  }
}

/** Replaces the value at a place. */
export function replace(path: JsonPointer, value: unknown): PatchOperation {
  return { op: 'replace', path, value };
}

function fixed(operation: PatchOperation | undefined): Details {
  return operation === undefined ? {} : { fix: [operation] };
}

function unknownKey(
  problem: ProblemOf<'unknown-key'>,
  report: ReportForm,
  foreign: Readonly<Record<string, readonly string[]>>,
): Diagnostic {
  const { path, key, allowed, present, value, definition = '' } = problem;
  const free = allowed.filter((name) => !present.includes(name));
  const translated = (foreign[key.toLowerCase()] ?? []).filter((name) => free.includes(name));
  const near = [...new Set([...translated, ...suggest(key, free)])];
  const meant = translated.length === 1 ? translated[0] : closest(key, free);
  const owner = path.slice(0, path.lastIndexOf('/')) as JsonPointer;
  const fix: readonly PatchOperation[] =
    meant === undefined
      ? []
      : [
          { op: 'remove', path },
          { op: 'add', path: at(owner, meant), value },
        ];
  const names = near.length > 0 ? near : free;
  return report(
    'unknown-key',
    path,
    { key, owner: definition, near: near.length, names },
    { key: true, ...(names.length > 0 && { allowed: names }), ...(fix.length > 0 && { fix }) },
  );
}

/** Shapes that can only be meant in one way: one item for a list, a number or boolean for its text, and back. */
function reshaped(problem: ProblemOf<'wrong-shape'>): PatchOperation | undefined {
  const { path, found, expected, value } = problem;
  if (expected.includes('list') && (found === 'text' || found === 'object'))
    return replace(path, [value]);
  if (expected.includes('text')) {
    if (found === 'number' || found === 'boolean') return replace(path, String(value));
    if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string')
      return replace(path, value[0]);
  }
  if (expected.includes('number') || expected.includes('whole number')) {
    const written = typeof value === 'string' ? value.trim() : '';
    if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(written)) return replace(path, Number(written));
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.length > 0 ? '…' : ''}]` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
