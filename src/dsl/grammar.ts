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
export type Members = Readonly<Record<string, unknown>>;

/**
 * A document made anew, its keys in the order of the grammar, its parts as the visitor answers. Works on
 * any value: what has another shape than the grammar says is kept as it is.
 */
export function rebuild(document: Document, visitor: Visitor): Document {
  return part(document, { $ref: '#/$defs/Document' }, 'Document', '', visitor) as Document;
}

/** Visits the parts of a document; as `rebuild`, where nothing changes. */
export function visit(
  document: unknown,
  visitor: {
    readonly text: (text: string, type: TextType, place: string, path: JsonPointer) => void;
  },
): void {
  const text: Visitor['text'] = (value, type, place, path) => {
    visitor.text(value, type, place, path);
    return value;
  };
  rebuild(document as Document, { text });
}

interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

const definitions: Readonly<Record<string, SchemaNode>> = schema.$defs;

function part(
  value: unknown,
  node: SchemaNode,
  place: string,
  path: JsonPointer,
  visitor: Visitor,
): unknown {
  const name = node.$ref?.replace('#/$defs/', '');
  const target = name === undefined ? node : (definitions[name] ?? {});
  if (typeof value === 'string' && target.type === 'string')
    return visitor.text?.(value, textType(name), place, path) ?? value;
  if (Array.isArray(value) && target.items !== undefined)
    return value.map((item, i) => part(item, target.items!, place, at(path, i), visitor));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (target.properties === undefined || name === undefined) return value;
  const members = value as Members;
  const known = Object.entries(target.properties).filter(([key]) => members[key] !== undefined);
  const unknown = Object.keys(members).filter((key) => !Object.hasOwn(target.properties!, key));
  const made: Members = Object.fromEntries<unknown>([
    ...known.map(
      ([key, child]) =>
        [key, part(members[key], child, `${name}.${key}`, at(path, key), visitor)] as const,
    ),
    ...unknown.map((key) => [key, members[key]] as const),
  ]);
  return visitor.object?.(made, name, path) ?? made;
}

function textType(name: string | undefined): TextType {
  return name === 'Name' || name === 'Expr' || name === 'Pointer' ? name : 'string';
}
