import type { JsonPointer, PatchOperation } from '../../../src/base/diagnostic.js';
import { applyPatch } from '../../../src/fix/apply-patch.js';
import type { Ontology } from '../../../src/ontology/model.js';
import type { Chance } from '../../fuzz/random.js';

/** A valid document that mutants are made of. */
export interface Original {
  readonly name: string;
  readonly text: string;
  readonly ontology: Ontology;
  /** Which database its rows are in, by a word of `rows.ts`. */
  readonly database: string;
}

/** Everything a class of mistakes sees of an original. */
export interface Subject extends Original {
  readonly document: DocumentJson;
  readonly chance: Chance;
}

/** A document as its JSON says it, before anything is checked. */
export type DocumentJson = Readonly<Record<string, unknown>> & {
  readonly stages: readonly StageJson[];
  readonly target?: Readonly<Record<string, unknown>>;
};
export type StageJson = Readonly<Record<string, unknown>> & { readonly name: string };

/** One broken document: its text, and where it is broken. */
export interface Broken {
  readonly text: string;
  /** Pointers of what was changed, and of what no longer fits because of it. */
  readonly at: readonly JsonPointer[];
  /** Characters of the text, where it is no JSON any more. */
  readonly span?: readonly [start: number, end: number];
  /** What is broken beneath the document, where the document itself is as it was. */
  readonly ontology?: Ontology;
}

/** A kind of mistake that models make. */
export interface MutantClass {
  readonly name: string;
  readonly area: string;
  /** Why nobody can tell it from a right document who does not know the requirement. */
  readonly needsRequirement?: string;
  /** All places where it can be made, or as many as are wanted. */
  readonly make: (subject: Subject) => Iterable<Broken>;
}

/** A mutant: a broken document, and of what. */
export interface Mutant extends Broken {
  readonly class: MutantClass;
  readonly original: Original;
}

/** The document after some operations, broken where they were done and at `more`. */
export function changed(
  { document }: Subject,
  operations: readonly PatchOperation[],
  more: readonly JsonPointer[] = [],
): Broken {
  const made = applyPatch(document, operations);
  if (made === undefined) throw new Error(`no place for ${JSON.stringify(operations)}`);
  return { text: json(made), at: [...operations.map((o) => o.path), ...more] };
}

/** A value as the suite writes documents. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}

/** The value at a pointer of a document. */
export function valueAt(document: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, step) => (node as Readonly<Record<string, unknown>> | undefined)?.[step],
      document,
    );
}
