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
