import type { Entity } from '../../ontology/model.js';
import type { BoundOutput } from '../bound.js';
import type { Context } from '../context.js';
import type { Path } from '../paths/join-path.js';

/** What the names of the source scope are looked up in (S3). */
export interface Source {
  readonly context: Context;
  readonly root: Root;
  readonly matches: ReadonlyMap<string, MatchSource>;
  /** Paths that a measure chose, where several lead to an entity. */
  readonly via: readonly Path[];
  /** Inside a measure over another entity: what `row.x` is looked up in. */
  readonly row?: Source;
  /** Here a row may belong to several groups, so paths may take one many-to-many relationship (S4). */
  readonly bridges?: true;
  /** Other names of the stage start at `root` as well: that it is the right one is out of question. */
  readonly anchored?: () => boolean;
  /** The measure that the names are looked up for: named in what is reported. */
  readonly measure?: string;
}

/** Where paths start. */
export type Root =
  /** `bare`: its attributes and relationships are names; else a path starts with an entity (no `from`). */
  | { readonly kind: 'entity'; readonly entity: Entity; readonly bare: boolean }
  | { readonly kind: 'columns'; readonly columns: Columns }
  /** Literals and parameters only. */
  | { readonly kind: 'constant' };

/** The columns of a stage, a union or `self`. */
export interface Columns {
  readonly of: string;
  readonly byName: ReadonlyMap<string, BoundOutput>;
  /** Not all columns are known yet, or an error hides some: any name is a column of unknown type. */
  readonly open: boolean;
}

/** What can be read of a match (S6). */
export interface MatchSource {
  readonly as: string;
  readonly whole: boolean;
  readonly to:
    | { readonly kind: 'entity'; readonly entity: Entity }
    | { readonly kind: 'columns'; readonly columns: Columns };
}

/** A source in which nothing of a row can be named. */
export function constantSource(context: Context): Source {
  return { context, root: { kind: 'constant' }, matches: new Map(), via: [] };
}

/** A source of the rows of one entity. */
export function entitySource(context: Context, entity: Entity, via: readonly Path[] = []): Source {
  return { context, root: { kind: 'entity', entity, bare: true }, matches: new Map(), via };
}
