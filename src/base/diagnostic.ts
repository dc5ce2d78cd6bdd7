/** Where in a JSON or YAML document, as an RFC 6901 pointer. */
export type JsonPointer = '' | `/${string}`;

/** An error stops what reads the document; a warning does not. */
export type Severity = 'error' | 'warning';

/** The languages that messages are written in. */
export type Language = 'en' | 'zh';

/** L1 schema · L2 references · L3 types, grain, joins · L4 warehouse standards · L5 policy · L6 behaviour (design section 6). */
export type Level = 1 | 2 | 3 | 4 | 5 | 6;

/** One RFC 6902 operation; a fix keeps the meaning of the document. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: JsonPointer;
  readonly value?: unknown;
}

/** One thing that is wrong in a document: a value, never thrown. Its text is made at the edge, by `render`. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly level: Level;
  /** The file, relative to the project, once it is known. */
  readonly file?: string;
  /** Which YAML document of the file, from 0; absent in other files. */
  readonly document?: number;
  readonly path: JsonPointer;
  /** Offset and length in characters (UTF-16 units) inside the string at `path`; inside the whole text where it could not be read and `path` is ''. */
  readonly offset?: number;
  readonly length?: number;
  /** The key at `path` is meant rather than its value. */
  readonly key?: true;
  readonly params: Params;
  /** Names that would be right here, best first. */
  readonly allowed?: readonly string[];
  /** Operations that keep the meaning, where exactly one repair does. */
  readonly fix?: readonly PatchOperation[];
}

/** A value together with what was found on the way; the value is absent only after an error. */
export type Checked<T> = readonly [value: T | undefined, diagnostics: readonly Diagnostic[]];

/** What a message may be made of. */
export type Params = Readonly<Record<string, string | number | readonly string[]>>;
type Text<P> = Readonly<Record<Language, (params: P) => string>>;
type Fixed = Readonly<Record<Language, string>>;

/** Texts and level of one diagnostic; `passing` and `failing` are what `explain` shows. */
export interface Definition<P extends Params> {
  readonly severity: Severity;
  readonly level: Level;
  readonly message: Text<P>;
  readonly why: Fixed;
  readonly hint?: Text<P>;
  /** A minimal text that trips it, and one that does not; the same in both languages. */
  readonly failing?: string;
  readonly passing?: string;
}

/** All diagnostics of one room, keyed by their names without the room. */
export type Definitions = Readonly<Record<string, Definition<never>>>;

/** States one diagnostic of a room; the parameters its texts need are checked where it is made. */
export function diagnostic<P extends Params>(definition: Definition<P>): Definition<P> {
  return definition;
}

/** The part of a diagnostic that says where exactly and what would be right. */
export type Details = Pick<
  Diagnostic,
  'offset' | 'length' | 'key' | 'allowed' | 'fix' | 'file' | 'document'
>;

/** The diagnostics one room can report; the returned function is the only way to make them. */
export function defineDiagnostics<const D extends Record<string, Definition<never>>>(
  room: string,
  definitions: D,
) {
  return <C extends keyof D & string>(
    code: C,
    path: JsonPointer,
    params: D[C] extends Definition<infer P> ? P : never,
    more: Details = {},
  ): Diagnostic => ({
    code: `${room}/${code}`,
    severity: definitions[code]!.severity,
    level: definitions[code]!.level,
    path,
    params,
    ...more,
  });
}

/** Whether any of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}

/** Says of which file (and YAML document in it) diagnostics speak that do not say so yet. */
export function inFile(
  diagnostics: readonly Diagnostic[],
  file: string,
  document?: number,
): readonly Diagnostic[] {
  return diagnostics.map((d) => ({ file, ...(document !== undefined && { document }), ...d }));
}

/** Appends one step to a pointer, escaped as RFC 6901 asks. */
export function at(pointer: JsonPointer, ...names: readonly (string | number)[]): JsonPointer {
  let path: string = pointer;
  for (const name of names) path += `/${typeof name === 'number' ? name : escaped(name)}`;
  return path as JsonPointer;
}

function escaped(name: string): string {
  if (!name.includes('~') && !name.includes('/')) return name;
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The steps of a pointer, unescaped. */
export function steps(pointer: JsonPointer): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
}
