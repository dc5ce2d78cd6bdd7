import type { Definition, Details, JsonPointer, Params } from '../base/diagnostic.js';
import type { BoundDocument } from '../bind/bound.js';
import type { Document } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import type { PlannedDocument } from '../plan/plan.js';
import type { Dialect } from '../sql/dialect.js';
import type { Example } from './example.js';

/** What a law looks at: one document, with everything that is known of it. */
export interface Subject {
  readonly document: Document;
  readonly bound: BoundDocument;
  readonly plan: PlannedDocument;
  readonly ontology: Ontology;
  /** The dialect it is printed for, where that is what is checked. */
  readonly dialect?: Pick<Dialect, 'title' | 'refusesFullScans'>;
}

/** A breach of a law: where, with the parameters of its message. */
export interface Finding<P extends Params> extends Details {
  readonly path: JsonPointer;
  readonly params: P;
}

/** One law: its texts and examples, and how its breaches are found. Its code is `rule/<name>`. */
export interface Rule<P extends Params = Params> {
  readonly name: string;
  readonly definition: Definition<P> & { readonly failing: string; readonly passing: string };
  /** It depends on the dialect, so it is checked where one is printed. */
  readonly perDialect?: true;
  readonly check: (subject: Subject) => Iterable<Finding<P>>;
}

/** A law as it is written: its examples are documents. */
type Law<P extends Params> = Omit<Rule<P>, 'definition'> & {
  readonly definition: Omit<Definition<P>, 'failing' | 'passing'> & {
    readonly failing: Example;
    readonly passing: Example;
  };
};

/** States a law; the parameters its message needs are checked where they are found. */
export function rule<P extends Params>(law: Law<P>): Rule {
  const { failing, passing, ...texts } = law.definition;
  const definition = {
    ...texts,
    get failing() {
      return failing();
    },
    get passing() {
      return passing();
    },
  };
  return { ...law, definition } as unknown as Rule;
}
