import type { Dimension, Manifest, SemanticModel } from './manifest.js';
import type { Element } from './template.js';

/** One step from a table to another, over an entity that both have. */
export interface Hop {
  readonly from: SemanticModel;
  readonly entity: string;
  readonly to: SemanticModel;
}

/** Where an element is read: the hops that lead there, and the attribute. */
export interface Found {
  readonly hops: readonly Hop[];
  readonly model: SemanticModel;
  readonly attribute: string;
  /** Absent where the element is an entity. */
  readonly dimension?: Dimension;
  /** Names of the entities that the whole name starts with, those that were left out included. */
  readonly path: readonly string[];
}

/** All readings of an element from one table: of the shortest path that has one. */
export function resolve(
  manifest: Manifest,
  model: SemanticModel,
  element: Element,
): readonly Found[] {
  const direct = follow(manifest, model, element.path, element.name, []);
  if (direct.length > 0) return withPath(direct, element.path);
  // `user__state` from a table without a user, but with a listing that has one, is `listing__user__state`.
  return model.entities.flatMap(({ name }) => {
    const path = [name, ...element.path];
    return withPath(follow(manifest, model, path, element.name, []), path);
  });
}

function withPath(
  found: readonly Omit<Found, 'path'>[],
  path: readonly string[],
): readonly Found[] {
  return found.map((one) => ({ ...one, path }));
}

/** What an element may be read through: the entity is one row of the other table. */
export function partnersOf(
  manifest: Manifest,
  model: SemanticModel,
  entity: string,
): readonly SemanticModel[] {
  return manifest.models.filter(
    (other) =>
      other !== model && other.entities.some((e) => e.name === entity && e.kind !== 'foreign'),
  );
}

/** The entity that a row of a table is. */
export function primaryOf(model: SemanticModel): string | undefined {
  return model.primary ?? model.entities.find(({ kind }) => kind === 'primary')?.name;
}

function follow(
  manifest: Manifest,
  model: SemanticModel,
  path: readonly string[],
  name: string,
  hops: readonly Hop[],
): readonly Omit<Found, 'path'>[] {
  const [first, ...rest] = path;
  if (first === undefined) {
    const entity = model.entities.find((e) => e.name === name);
    return entity === undefined ? [] : [{ hops, model, attribute: name }];
  }
  const here =
    first !== primaryOf(model)
      ? []
      : rest.length === 0
        ? own(model, first, name).map((found) => ({ hops, model, ...found }))
        : follow(manifest, model, rest, name, hops);
  if (here.length > 0) return here;
  if (!model.entities.some((e) => e.name === first)) return [];
  const visited = [model, ...hops.map(({ from }) => from)];
  return partnersOf(manifest, model, first)
    .filter((other) => !visited.includes(other))
    .flatMap((other) => {
      const further = [...hops, { from: model, entity: first, to: other }];
      return rest.length === 0
        ? own(other, first, name).map((found) => ({ hops: further, model: other, ...found }))
        : follow(manifest, other, rest, name, further);
    });
}

/** A dimension or another entity of a table. */
function own(
  model: SemanticModel,
  through: string,
  name: string,
): readonly { readonly attribute: string; readonly dimension?: Dimension }[] {
  const dimension = model.dimensions.find((d) => d.name === name);
  if (dimension !== undefined) return [{ attribute: name, dimension }];
  const entity = model.entities.find((e) => e.name === name && e.name !== through);
  return entity === undefined ? [] : [{ attribute: name }];
}
