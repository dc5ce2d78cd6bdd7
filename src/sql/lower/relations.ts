/**
 * Relations of a statement while it is made: each has an id of its own, so that blocks can be put
 * together without looking at names; `nameAliases` chooses the names at the end.
 */
export interface Relations {
  /** A new relation that should be called so; gives its id. */
  readonly add: (name: string) => string;
  /** What a relation should be called. */
  readonly nameOf: (id: string) => string;
}

/** No relations yet. */
export function newRelations(): Relations {
  const names: string[] = [];
  return {
    add: (name) => {
      names.push(name);
      return String(names.length - 1);
    },
    nameOf: (id) => names[Number(id)]!,
  };
}
