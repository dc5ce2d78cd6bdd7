import { parseExpr } from '../expr/parse.js';
import type { JsonPointer } from '../base/diagnostic.js';
import type { Part } from './merge.js';
import type { Described, Ontology, Source, Written } from './model.js';

/** Changes with every change of what is written: what an older version kept is read anew. */
const version = 4;

/** The kinds of definitions, in the order they are kept. */
export const kinds = [
  'entities',
  'metrics',
  'periods',
  'calendars',
  'terms',
  'policies',
] as const satisfies readonly (keyof Ontology)[];

/** The definitions of one file as JSON, to be kept beside the hash of the file. */
export function serialisePart(part: Part): string {
  const lists = kinds.map((kind) => part[kind].map(shrunk));
  return JSON.stringify({ version, lists, documents: part.documents });
}

/** The definitions that `serialisePart` wrote; undefined for what is damaged or of another version. */
export function deserialisePart(text: string): Part | undefined {
  try {
    const kept = JSON.parse(text) as {
      readonly version?: unknown;
      readonly lists?: unknown;
      readonly documents?: unknown;
    };
    if (kept.version !== version) return undefined;
    const lists = kept.lists as readonly (readonly Shrunk[])[];
    const definitions = kinds.map((kind, i) => [kind, lists[i]!.map(restored)] as const);
    return {
      ...(Object.fromEntries(definitions) as unknown as Part),
      documents: kept.documents as Part['documents'],
    };
  } catch {
    return undefined;
  }
}

/** One definition as JSON. */
export function serialiseDefinition(definition: Described): string {
  return JSON.stringify(shrunk(definition));
}

/** The definition that `serialiseDefinition` wrote. Throws for anything else. */
export function deserialiseDefinition(text: string): Described {
  return restored(JSON.parse(text) as Shrunk);
}

/** File and document of a definition, which are those of all its parts, and the definition without them. */
type Shrunk = readonly [file: string, document: number, value: unknown];

function shrunk(definition: Described): Shrunk {
  const { file, document } = definition.source;
  return [file, document, shrink(definition)];
}

/**
 * Maps become lists of pairs in their order; places are pointers; expressions are their texts, since
 * reading them again is no slower than reading their trees. No member of the model is called `$…`.
 */
function shrink(value: unknown): unknown {
  if (value instanceof Map)
    return { $map: Array.from(value as ReadonlyMap<string, unknown>, ([k, v]) => [k, shrink(v)]) };
  if (Array.isArray(value)) return value.map(shrink);
  if (typeof value !== 'object' || value === null) return value;
  if (isWritten(value)) return { $is: value.text, at: value.source.path };
  if (isSource(value)) return { $at: value.path };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shrink(member)]));
}

function isWritten(value: object): value is Written {
  return 'expr' in value && 'text' in value && 'source' in value;
}

function isSource(value: object): value is Source {
  return 'file' in value && 'document' in value && 'path' in value;
}

function restored([file, document, value]: Shrunk): Described {
  if (typeof file !== 'string' || typeof document !== 'number') throw new Error('no definition');
  return restore(value, file, document) as Described;
}

function restore(value: unknown, file: string, document: number): unknown {
  if (Array.isArray(value)) return value.map((item) => restore(item, file, document));
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  if ('$at' in members) return { file, document, path: members['$at'] };
  if ('$is' in members) return written(members, file, document);
  if ('$map' in members) {
    const pairs = members['$map'] as readonly (readonly [string, unknown])[];
    return new Map(pairs.map(([key, member]) => [key, restore(member, file, document)]));
  }
  for (const [key, member] of Object.entries(members))
    if (typeof member === 'object') members[key] = restore(member, file, document);
  return members;
}

function written(
  { $is: text, at: path }: Record<string, unknown>,
  file: string,
  document: number,
): Written {
  const source: Source = { file, document, path: path as JsonPointer };
  const [expr] = parseExpr(text as string, source.path);
  if (expr === undefined) throw new Error('no expression');
  return { text: text as string, expr, source };
}
