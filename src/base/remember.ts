/**
 * Keeps what was worked out of an object and a name for as long as the object lives. For values that are
 * defined by each other: without it a column is worked out again for every way that leads to it, of which
 * there may be exponentially many.
 */
export function remember<T>(): (owner: object, name: string, make: () => T) => T {
  const known = new WeakMap<object, Map<string, { readonly value: T }>>();
  return (owner, name, make) => {
    const ofOwner = known.get(owner) ?? new Map<string, { readonly value: T }>();
    known.set(owner, ofOwner);
    const found = ofOwner.get(name) ?? { value: make() };
    ofOwner.set(name, found);
    return found.value;
  };
}

/**
 * Keeps what was worked out of the last texts that were asked for: at least so many, at most twice as
 * many. For what depends on nothing but the text and is never changed.
 */
export function rememberLast<T extends object>(
  count: number,
): {
  readonly get: (text: string) => T | undefined;
  readonly set: (text: string, value: T) => void;
} {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  const set = (text: string, value: T): void => {
    if (recent.size >= count) {
      older = recent;
      recent = new Map<string, T>();
    }
    recent.set(text, value);
  };
  return {
    get: (text) => {
      const found = recent.get(text);
      if (found !== undefined) return found;
      const old = older.get(text);
      // Whatever is asked for again stays.
      if (old !== undefined) set(text, old);
      return old;
    },
    set,
  };
}
