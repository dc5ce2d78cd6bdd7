import { at, inFile, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { splitDotted } from '../../base/text/name.js';
import { parseExpr } from '../../expr/parse.js';
import { parseType } from '../../expr/parse-type.js';
import { types, type Type } from '../../expr/type.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import type { Described, MetricTime, Source, Written } from '../model.js';
import type { RawDescribed, RawTime } from './raw.js';

/** Reads the parts of one document and keeps what is wrong with them. */
export interface Reader {
  readonly found: () => readonly Diagnostic[];
  readonly add: (diagnostics: readonly Diagnostic[]) => void;
  readonly place: (path: JsonPointer) => Source;
}

/** A reader of one document of a file. */
export function newReader(file: string, document: number): Reader {
  const found: Diagnostic[] = [];
  return {
    found: () => found,
    add: (diagnostics) => void found.push(...inFile(diagnostics, file, document)),
    place: (path) => ({ file, document, path }),
  };
}

/** An expression with its place; after an error a stand-in that is never used. */
export function written(reader: Reader, text: string, path: JsonPointer): Written {
  const [expr, problems] = parseExpr(text, path);
  reader.add(problems);
  const none = { kind: 'literal', type: types.unknown, value: null } as const;
  return { text, expr: expr ?? none, source: reader.place(path) };
}

/** A list of expressions, each with its place. */
export function conditions(
  reader: Reader,
  texts: readonly string[] | undefined,
  path: JsonPointer,
): readonly Written[] {
  return (texts ?? []).map((text, i) => written(reader, text, at(path, i)));
}

/** A type; after an error `unknown`. */
export function typeOf(reader: Reader, text: string, path: JsonPointer): Type {
  const [type, problems] = parseType(text, path);
  reader.add(problems);
  return type ?? types.unknown;
}

/** The parts of a dotted path of names. */
export function dotted(reader: Reader, text: string, path: JsonPointer): readonly string[] {
  const names = splitDotted(text);
  if (names === undefined) reader.add([ontologyDiagnostic('bad-path', path, { path: text })]);
  return names ?? [];
}

/** What every definition has; reports a name that cannot be one. */
export function described(
  reader: Reader,
  kind: string,
  name: string,
  raw: RawDescribed,
  path: JsonPointer,
): Described {
  checkName(reader, kind, name, path);
  const { label, synonyms, description, owner } = raw;
  return {
    name,
    ...(label !== undefined && { label }),
    synonyms: synonyms ?? [],
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner }),
    source: reader.place(path),
  };
}

/** Reports a name without a visible character, with control characters, or that marks a hole. */
export function checkName(reader: Reader, kind: string, name: string, path: JsonPointer): void {
  const bad = name.trim() === '' || name === '?' || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name);
  if (bad) reader.add([ontologyDiagnostic('bad-name', path, { kind, name })]);
}

/** Reports keys that exclude each other. */
export function checkBoth(
  reader: Reader,
  value: object,
  [first, second]: readonly [string, string],
  path: JsonPointer,
): void {
  if (first in value && second in value)
    reader.add([
      ontologyDiagnostic('both-keys', at(path, second), { first, second }, { key: true }),
    ]);
}

/** Reports a key that is missing; `by` says what needs it, as it is written. */
export function checkNeeded(
  reader: Reader,
  needed: boolean,
  key: string,
  by: string,
  path: JsonPointer,
): void {
  if (needed) reader.add([ontologyDiagnostic('key-needed', path, { key, by })]);
}

/** Reports a key that nothing reads; `by` says why, as it is written. */
export function checkUnused(
  reader: Reader,
  unused: boolean,
  key: string,
  by: string,
  path: JsonPointer,
): void {
  if (unused)
    reader.add([ontologyDiagnostic('key-without-use', at(path, key), { key, by }, { key: true })]);
}

/** A range of days in exactly one form. */
function timeOf(reader: Reader, raw: RawTime, path: JsonPointer): MetricTime {
  const counted = [raw.last, raw.unit, raw.mode].filter((part) => part !== undefined).length;
  const range = raw.from !== undefined || raw.to !== undefined;
  const forms = Number(raw.period !== undefined) + Number(counted > 0) + Number(range);
  if (forms !== 1 || (counted > 0 && counted < 3))
    reader.add([ontologyDiagnostic('time-form', path, {})]);
  const { period, last, unit, mode, from, to } = raw;
  return {
    ...(period !== undefined && { period }),
    ...(last !== undefined && { last }),
    ...(unit !== undefined && { unit }),
    ...(mode !== undefined && { mode }),
    ...(from !== undefined && { from: written(reader, from, at(path, 'from')) }),
    ...(to !== undefined && { to: written(reader, to, at(path, 'to')) }),
  };
}

/** Optional members of derived metrics and inputs: period, shift, value instead of null. */
export function shifted(
  reader: Reader,
  raw: { readonly time?: RawTime; readonly shift?: string; readonly fill?: number },
  path: JsonPointer,
): { readonly time?: MetricTime; readonly shift?: string; readonly fill?: number } {
  const { time, shift, fill } = raw;
  const form = /^(?:[-+]?\d+ +|start +of +)(?:[\p{L}_][\p{L}\p{M}\p{Nd}_]*|`(?:[^`]|``)+`)$/u;
  if (shift !== undefined && !form.test(shift))
    reader.add([ontologyDiagnostic('bad-shift', at(path, 'shift'), { shift })]);
  return {
    ...(time !== undefined && { time: timeOf(reader, time, at(path, 'time')) }),
    ...(shift !== undefined && { shift }),
    ...(fill !== undefined && { fill }),
  };
}
