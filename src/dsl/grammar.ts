import { at, type JsonPointer } from '../base/diagnostic.js';
import type { Document } from './document.js';
import schema from './dsl.schema.json' with { type: 'json' };

/** The texts of the grammar that mean more than themselves. */
export type TextType = 'Name' | 'Expr' | 'Pointer' | 'string';

/** What to do with the parts of a document; each answers with what shall stand there instead. */
export interface Visitor {
  /** Every text, with the place of the grammar it stands at, e.g. `Stage.from`. */
  readonly text?: (text: string, type: TextType, place: string, path: JsonPointer) => string;
  /** Every object, after its members, by its type's name, e.g. `Measure`. */
  readonly object?: (value: Members, type: string, path: JsonPointer) => Members;
}

/** An object of a document: its members by their keys. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * A document made anew, its keys in the order of the grammar, its parts as the visitor answers. Works on
 * any value: what has another shape than the grammar says is kept as it is.
 */
export function rebuild(document: Document, visitor: Visitor): Document {
  return part(document, shapeOf('Document'), 'Document', '', visitor) as Document;
}

/** Visits the texts of a document, in the order of the grammar, as `rebuild`. */
export function visit(
  document: unknown,
  visitor: {
    readonly text: (text: string, type: TextType, place: string, path: JsonPointer) => void;
  },
): void {
  follow(document, shapeOf('Document'), 'Document', '', visitor.text);
}

interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/**
 * What the schema says of one place, looked up once: references are followed (the grammar has no
 * recursion), members are in a list.
 */
interface Shape {
  /** Of a definition. */
  readonly name?: string;
  /** Of a text. */
  readonly text?: TextType;
  /** Of a list. */
  readonly items?: Shape;
  /** Of an object of a definition. */
  readonly members?: readonly Member[];
}
interface Member {
  readonly key: string;
  readonly place: string;
  readonly shape: Shape;
}

const definitions: Readonly<Record<string, SchemaNode>> = schema.$defs;
const shapes = new Map<string, Shape>();

function shapeOf(name: string): Shape {
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const { type, items, properties } = definitions[name] ?? {};
  const shape: Shape = {
    name,
    ...(type === 'string' && { text: textType(name) }),
    ...(items !== undefined && { items: resolved(items) }),
    ...(properties !== undefined && {
      members: Object.entries(properties).map(([key, child]) => ({
        key,
        place: `${name}.${key}`,
        shape: resolved(child),
      })),
    }),
  };
  shapes.set(name, shape);
  return shape;
}

function resolved(node: SchemaNode): Shape {
  if (node.$ref !== undefined) return shapeOf(node.$ref.replace('#/$defs/', ''));
  return {
    ...(node.type === 'string' && { text: textType(undefined) }),
    ...(node.items !== undefined && { items: resolved(node.items) }),
  };
}

function follow(
  value: unknown,
  shape: Shape,
  place: string,
  path: JsonPointer,
  text: (text: string, type: TextType, place: string, path: JsonPointer) => void,
): void {
  if (typeof value === 'string') {
    if (shape.text !== undefined) text(value, shape.text, place, path);
  } else if (Array.isArray(value)) {
    const { items } = shape;
    if (items !== undefined)
      for (let i = 0; i < value.length; i++) follow(value[i], items, place, at(path, i), text);
  } else if (typeof value === 'object' && value !== null)
    for (const member of shape.members ?? []) {
      const child = (value as Members)[member.key];
      if (child !== undefined)
        follow(child, member.shape, member.place, at(path, member.key), text);
    }
}

function part(
  value: unknown,
  shape: Shape,
  place: string,
  path: JsonPointer,
  visitor: Visitor,
): unknown {
  if (typeof value === 'string' && shape.text !== undefined)
    return visitor.text?.(value, shape.text, place, path) ?? value;
  if (Array.isArray(value) && shape.items !== undefined)
    return value.map((item, i) => part(item, shape.items!, place, at(path, i), visitor));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (shape.members === undefined || shape.name === undefined) return value;
  const written = value as Members;
  const made: Record<string, unknown> = {};
  let known = 0;
  for (const { key, place: below, shape: child } of shape.members)
    if (written[key] !== undefined) {
      made[key] = part(written[key], child, below, at(path, key), visitor);
      known += 1;
    }
  const all = known === Object.keys(written).length ? made : withOthers(made, written, shape);
  return visitor.object?.(all, shape.name, path) ?? all;
}

/** What the grammar does not know stays, behind what it knows. */
function withOthers(made: Members, written: Members, { members = [] }: Shape): Members {
  const keys = new Set(members.map(({ key }) => key));
  const others = Object.entries(written).filter(([key]) => !keys.has(key));
  return Object.fromEntries([...Object.entries(made), ...others]);
}

function textType(name: string | undefined): TextType {
  return name === 'Name' || name === 'Expr' || name === 'Pointer' ? name : 'string';
}
