import { kinds, deserialiseDefinition, serialiseDefinition } from './serialise.js';
import { indexOf, rememberIndex, type OntologyIndex } from './index-of.js';
import type { Described, Ontology } from './model.js';

/** Where everything is in the bytes of a packed ontology, as plain JSON. */
export interface Directory {
  /** For each kind the names in order, and how many bytes each definition takes. */
  readonly names: readonly (readonly string[])[];
  readonly sizes: readonly (readonly number[])[];
  /** After the definitions, how many bytes each list of the index takes. */
  readonly lists: readonly number[];
  readonly views: readonly string[];
  readonly domains: readonly string[];
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
  const index = indexOf(ontology);
  const pairs = listed.map((list) => encoder.encode(JSON.stringify([...index[list]])));
  const all = [...lists.flat(), ...pairs];
  const body = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const bytes of all) {
    body.set(bytes, end);
    end += bytes.length;
  }
  const directory: Directory = {
    names: kinds.map((kind) => [...ontology[kind].keys()]),
    sizes: lists.map((list) => list.map((bytes) => bytes.length)),
    lists: pairs.map((bytes) => bytes.length),
    views: index.views,
    domains: index.domains,
  };
  return { directory, body };
}

/** The lists of an index, in the order they are kept. */
const listed = ['byTable', 'pointingTo', 'counting', 'summarising'] as const;

/**
 * The ontology that was packed. A definition is read when it is first asked for, so a document costs what
 * it reads, whatever else is there; who walks over all of them reads all.
 */
export function openPacked(directory: Directory, bytesOf: BytesOf): Ontology {
  const textOf = (from: number, to: number): string => new TextDecoder().decode(bytesOf(from, to));
  let start = 0;
  const maps = kinds.map((kind, k) => {
    const names = directory.names[k]!;
    const sizes = directory.sizes[k]!;
    const starts = sizes.map((size) => (start += size) - size);
    const read = (i: number): Described =>
      deserialiseDefinition(textOf(starts[i]!, starts[i]! + sizes[i]!));
    return [kind, lazyMap(names, read)] as const;
  });
  const ontology = Object.fromEntries(maps) as unknown as Ontology;
  const readers = directory.lists.map((size) => {
    const from = start;
    start += size;
    return once(() => new Map(JSON.parse(textOf(from, from + size)) as Pairs));
  });
  const [byTable, pointingTo, counting, summarising] = readers;
  const index: OntologyIndex = {
    get byTable() {
      return byTable!();
    },
    get pointingTo() {
      return pointingTo!();
    },
    get counting() {
      return counting!();
    },
    get summarising() {
      return summarising!();
    },
    views: directory.views,
    domains: directory.domains,
  };
  rememberIndex(ontology, index);
  return ontology;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A map of names, which are in their order, to values that are made when they are first asked for. */
function lazyMap<T>(names: readonly string[], make: (index: number) => T): ReadonlyMap<string, T> {
  const made = new Map<number, T>();
  const at = (index: number): T => {
    const known = made.get(index);
    if (known !== undefined) return known;
    const value = make(index);
    made.set(index, value);
    return value;
  };
  function* entries(): MapIterator<[string, T]> {
    for (const [index, name] of names.entries()) yield [name, at(index)];
  }
  function* values(): MapIterator<T> {
    for (const index of names.keys()) yield at(index);
  }
  const map: ReadonlyMap<string, T> = {
    size: names.length,
    has: (name) => placeOf(names, name) !== undefined,
    get: (name) => {
      const index = placeOf(names, name);
      return index === undefined ? undefined : at(index);
    },
    keys: () => names.values(),
    values,
    entries,
    [Symbol.iterator]: entries,
    forEach: (visit) => {
      for (const [name, value] of entries()) visit(value, name, map);
    },
  };
  return map;
}

/** Where a name is in a list in the order of names. */
function placeOf(names: readonly string[], name: string): number | undefined {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]! < name) low = middle + 1;
    else high = middle;
  }
  return names[low] === name ? low : undefined;
}
