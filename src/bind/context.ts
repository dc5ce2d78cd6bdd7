import type { Diagnostic } from '../base/diagnostic.js';
import type { Type } from '../expr/type.js';
import type { Attribute, Entity, Ontology } from '../ontology/model.js';
import type { ConstantExpr, SourceExpr } from './bound.js';

/** What binding one document carries along. */
export interface Context {
  readonly ontology: Ontology;
  /** The as-of day (S11): the literal of a question, `$bizdate` of a model. */
  readonly asOf: ConstantExpr | undefined;
  /** Parameters that an expression may name, by name (S13). */
  readonly params: ReadonlyMap<string, Type>;
  /** Whether the document is a scheduled model: it has a target. */
  readonly model: boolean;
  /** The zone whose clock the document speaks of: its own, else the project's. */
  readonly timezone?: string;
  /** How a day is written in a partition's value, as in java.time. */
  readonly dayFormat: string;
  /** Remembers that an expression named a parameter. */
  readonly use: (param: string) => void;
  /** Keeps a finding; one that was kept already is dropped, since several measures may share a cause. */
  readonly report: (diagnostic: Diagnostic) => void;
  /** A computed attribute over physical columns, rooted at its entity; of type unknown after an error. */
  readonly expand: (entity: Entity, attribute: Attribute) => SourceExpr;
}

/** A collector of findings that drops repeated ones. */
export function newFindings(): {
  readonly report: (diagnostic: Diagnostic) => void;
  readonly all: () => readonly Diagnostic[];
} {
  const found = new Map<string, Diagnostic>();
  return {
    report: (diagnostic) => {
      const key = JSON.stringify(diagnostic);
      if (!found.has(key)) found.set(key, diagnostic);
    },
    all: () => [...found.values()],
  };
}
