import type { Part } from './merge.js';
import type { Ontology } from './model.js';

/** Changes with every change of the model's types: what an older version kept is read anew. */
const version = 1;

/**
 * An ontology as JSON, to be kept beside the hash of its files. Maps become lists of pairs in their
 * order, so the same ontology gives the same bytes.
 */
export function serialiseOntology(ontology: Ontology): string {
  return serialise('ontology', ontology);
}

/** The ontology that `serialiseOntology` wrote; undefined for what is damaged or of another version. */
export function deserialiseOntology(text: string): Ontology | undefined {
  return deserialise('ontology', text) as Ontology | undefined;
}

/** The definitions of one file as JSON, as `serialiseOntology`. */
export function serialisePart(part: Part): string {
  return serialise('part', part);
}

/** The definitions that `serialisePart` wrote; undefined for what is damaged or of another version. */
export function deserialisePart(text: string): Part | undefined {
  return deserialise('part', text) as Part | undefined;
}

/** No member of the model is called so. */
const mark = '$map';

function serialise(kind: 'ontology' | 'part', value: Ontology | Part): string {
  return JSON.stringify({ version, kind, value }, (_key, member: unknown) =>
    member instanceof Map ? { [mark]: [...(member as ReadonlyMap<unknown, unknown>)] } : member,
  );
}

function deserialise(kind: 'ontology' | 'part', text: string): unknown {
  try {
    const kept = JSON.parse(text, (_key, member: unknown) =>
      isMarked(member) ? new Map(member[mark]) : member,
    ) as { readonly version?: unknown; readonly kind?: unknown; readonly value?: unknown } | null;
    return kept?.version === version && kept.kind === kind ? kept.value : undefined;
  } catch {
    return undefined;
  }
}

function isMarked(
  value: unknown,
): value is { readonly [mark]: readonly (readonly [unknown, unknown])[] } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, mark);
}
