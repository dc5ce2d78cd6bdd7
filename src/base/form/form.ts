import {
  at,
  type Details,
  type Diagnostic,
  type JsonPointer,
  type Params,
  type PatchOperation,
} from '../diagnostic.js';
import type { FormCode } from './form-definitions.js';
import type { SchemaProblem } from '../json/json-schema.js';
import { closest, suggest } from '../text/suggest.js';
import { unreachable } from '../unreachable.js';

/** A problem of one kind. */
export type ProblemOf<K extends SchemaProblem['kind']> = Extract<
  SchemaProblem,
  { readonly kind: K }
>;

/** What a room knows about its own format beyond its schema. */
export interface FormKnowledge {
  /** The keys of an object that others call by this word, by the name of its definition. */
  readonly keysCalled?: (word: string, definition: string) => readonly string[];
  /** The word of a few that others write so, at a place. */
  readonly wordCalled?: (word: string, path: JsonPointer) => string | undefined;
  /** The one repair of a key that the object has no use for under any name. */
  readonly relocate?: (problem: ProblemOf<'unknown-key'>) => Repair;
  /** The one repair of a missing key, or of a wrong shape that is no matter of lists, texts and numbers. */
  readonly fillIn?: (problem: ProblemOf<'missing-key'>) => Repair;
  readonly reshape?: (problem: ProblemOf<'wrong-shape'>) => Repair;
}

/** Operations that keep the meaning; undefined where several would, or none. */
export type Repair = readonly PatchOperation[] | undefined;

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
      return unknownKey(problem, report, knowledge);
    case 'missing-key': {
      const { path, key, definition = '' } = problem;
      const fix = knowledge.fillIn?.(problem);
      return report('missing-key', path, { key, owner: definition }, fixed(fix));
    }
    case 'wrong-shape': {
      const { path, found, expected } = problem;
      const fix = knowledge.reshape?.(problem) ?? reshaped(problem);
      return report('wrong-shape', path, { found, expected }, fixed(fix));
    }
    case 'unknown-value': {
      const { path, allowed } = problem;
      const value = String(problem.value);
      const [only, second] = allowed;
      const meant =
        knowledge.wordCalled?.(value, path) ??
        (second === undefined ? only : closest(value, allowed));
      const fix = meant === undefined ? undefined : [replace(path, meant)];
      return report('unknown-value', path, { value, values: allowed }, { allowed, ...fixed(fix) });
    }
    case 'out-of-range': {
      const { path, keyword, limit } = problem;
      const params = { value: shown(problem.value), bound: keyword, limit: String(limit) };
      const share = keyword === 'maximum' && limit === 1 ? shareOf(problem.value) : undefined;
      if (share === undefined) return report('out-of-range', path, params);
      const fix = [replace(path, share)];
      return report('out-of-range', path, params, { allowed: [String(share)], fix });
    }
    default:
      return unreachable(problem);
  }
}

/** Replaces the value at a place. */
export function replace(path: JsonPointer, value: unknown): PatchOperation {
  return { op: 'replace', path, value };
}

/** A share of one that was written in percent: 95 is 0.95. */
function shareOf(value: unknown): number | undefined {
  const percent = typeof value === 'number' && value >= 2 && value <= 100;
  return percent ? Number((value / 100).toPrecision(15)) : undefined;
}

function fixed(fix: Repair): Details {
  return fix === undefined ? {} : { fix };
}

function unknownKey(
  problem: ProblemOf<'unknown-key'>,
  report: ReportForm,
  knowledge: FormKnowledge,
): Diagnostic {
  const { path, key, allowed, present, value, definition = '' } = problem;
  const free = allowed.filter((name) => !present.includes(name));
  const called = knowledge.keysCalled?.(key, definition) ?? [];
  const translated = called.filter((name) => free.includes(name));
  const near = [...new Set([...translated, ...suggest(key, free)])];
  const moved = knowledge.relocate?.(problem);
  const meant = translated.length === 1 ? translated[0] : closest(key, free);
  const owner = path.slice(0, path.lastIndexOf('/')) as JsonPointer;
  const fix: Repair =
    moved ??
    (meant === undefined
      ? undefined
      : [
          { op: 'remove', path },
          { op: 'add', path: at(owner, meant), value },
        ]);
  const names = near.length > 0 ? near : free;
  return report(
    'unknown-key',
    path,
    { key, owner: definition, near: near.length, names },
    { key: true, ...(names.length > 0 && { allowed: names }), ...fixed(fix) },
  );
}

/** Shapes that can only be meant in one way: one item for a list, a number or boolean for its text, and back. */
function reshaped(problem: ProblemOf<'wrong-shape'>): Repair {
  const { path, found, expected, value } = problem;
  if (expected.includes('list') && (found === 'text' || found === 'object'))
    return [replace(path, [value])];
  if (expected.includes('text')) {
    if (found === 'number' || found === 'boolean') return [replace(path, String(value))];
    if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string')
      return [replace(path, value[0])];
  }
  if (expected.includes('number') || expected.includes('whole number')) {
    const written = typeof value === 'string' ? value.trim() : '';
    if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(written)) return [replace(path, Number(written))];
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.length > 0 ? '…' : ''}]` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
