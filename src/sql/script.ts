import type { Dialect } from './dialect.js';

/** A part of a script: what it is for, and printed statements. */
export interface ScriptPart {
  /** One comment line each. */
  readonly about: readonly string[];
  readonly text: string;
}

/** Printed statements as one file, each under its comment lines, with an empty line between. */
export function script(parts: readonly ScriptPart[], dialect: Dialect): string {
  return parts
    .map(({ about, text }) =>
      [...about.map((line) => `-- ${dialect.comment(line)}\n`), text].join(''),
    )
    .join('\n');
}
