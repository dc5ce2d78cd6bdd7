import { kinds, deserialiseDefinition, serialiseDefinition } from './serialise.js';
import { indexOf, rememberIndex, type OntologyIndex } from './index-of.js';
import type { Described, Ontology } from './model.js';

/** Where everything is in the bytes of a packed ontology, as plain JSON. */
export interface Directory {
  /** For each kind the names in order, and how many bytes each definition takes. */
  readonly names: readonly (readonly string[])[];
  readonly sizes: readonly (readonly number[])[];
  readonly index: {
    readonly byTable: Pairs;
    readonly pointingTo: Pairs;
    readonly counting: Pairs;
    readonly summarising: Pairs;
    readonly domains: readonly string[];
  };
}
type Pairs = readonly (readonly [string, readonly string[]])[];

/** An ontology that was linked without errors, as bytes of which a reader needs only a few. */
export interface Packed {
  readonly directory: Directory;
  readonly body: Uint8Array;
}

/** Bytes of a body from one place up to another. */
export type BytesOf = (start: number, end: number) => Uint8Array;

/** Packs an ontology; the same ontology gives the same bytes. */
export function packOntology(ontology: Ontology): Packed {
  const encoder = new TextEncoder();
  const lists = kinds.map((kind) =>
    [...ontology[kind].values()].map((definition) =>
      encoder.encode(serialiseDefinition(definition)),
    ),
  );
  const { byTable, pointingTo, counting, summarising, domains } = indexOf(ontology);
  const sizes = lists.map((list) => list.map((bytes) => bytes.length));
  const body = new Uint8Array(sizes.flat().reduce((sum, size) => sum + size, 0));
  let end = 0;
  for (const bytes of lists.flat()) {
    body.set(bytes, end);
    end += bytes.length;
  }
  const directory: Directory = {
    names: kinds.map((kind) => [...ontology[kind].keys()]),
    sizes,
    index: {
      byTable: [...byTable],
      pointingTo: [...pointingTo],
      counting: [...counting],
      summarising: [...summarising],
      domains,
    },
  };
  return { directory, body };
}

/**
 * The ontology that was packed. A definition is read when it is first asked for, so a document costs what
 * it reads, whatever else is there; who walks over all of them reads all.
 */
export function openPacked(directory: Directory, bytesOf: BytesOf): Ontology {
  let start = 0;
  const maps = kinds.map((kind, k) => {
    const names = directory.names[k]!;
    const sizes = directory.sizes[k]!;
    const starts = sizes.map((size) => (start += size) - size);
    const read = (i: number): Described => {
      const bytes = bytesOf(starts[i]!, starts[i]! + sizes[i]!);
      return deserialiseDefinition(new TextDecoder().decode(bytes));
    };
    return [kind, lazyMap(names, read)] as const;
  });
  const ontology = Object.fromEntries(maps) as unknown as Ontology;
  const { byTable, pointingTo, counting, summarising, domains } = directory.index;
  const index: OntologyIndex = {
    byTable: new Map(byTable),
    pointingTo: new Map(pointingTo),
    counting: new Map(counting),
    summarising: new Map(summarising),
    domains,
  };
  rememberIndex(ontology, index);
  return ontology;
}

/** A map of names that are known to values that are made when they are first asked for. */
function lazyMap<T>(names: readonly string[], make: (index: number) => T): ReadonlyMap<string, T> {
  const places = new Map(names.map((name, i) => [name, i]));
  const made = new Map<number, T>();
  const at = (index: number): T => {
    const known = made.get(index);
    if (known !== undefined) return known;
    const value = make(index);
    made.set(index, value);
    return value;
  };
  function* entries(): MapIterator<[string, T]> {
    for (const [name, index] of places) yield [name, at(index)];
  }
  function* values(): MapIterator<T> {
    for (const index of places.values()) yield at(index);
  }
  const map: ReadonlyMap<string, T> = {
    size: places.size,
    has: (name) => places.has(name),
    get: (name) => {
      const index = places.get(name);
      return index === undefined ? undefined : at(index);
    },
    keys: () => places.keys(),
    values,
    entries,
    [Symbol.iterator]: entries,
    forEach: (visit) => {
      for (const [name, value] of entries()) visit(value, name, map);
    },
  };
  return map;
}
