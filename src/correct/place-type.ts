import { steps, type JsonPointer } from '../base/diagnostic.js';
import schema from '../dsl/dsl.schema.json' with { type: 'json' };

/** A node of the grammar's JSON Schema. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

const definitions: Readonly<Record<string, SchemaNode>> = schema.$defs;

/** What the grammar has at a place: a reference to one of its types, or a plain shape; undefined where it has nothing. */
export function typeAt(path: JsonPointer): SchemaNode | undefined {
  let node: SchemaNode | undefined = { $ref: '#/$defs/Document' };
  for (const step of steps(path)) {
    const inner: SchemaNode | undefined = node && resolved(node);
    node = /^\d+$/.test(step) && inner?.items ? inner.items : inner?.properties?.[step];
  }
  return node;
}

/** The name of the type at a place: `Measure`, `Expr`, or `text`, `number`, `list` for plain shapes. */
export function typeName(path: JsonPointer): string {
  const node = typeAt(path);
  if (node?.$ref !== undefined) return node.$ref.replace('#/$defs/', '');
  if (node?.type === 'string') return 'text';
  if (node?.type === 'integer' || node?.type === 'number') return 'number';
  return node?.type === 'array' ? 'list' : 'object';
}

function resolved(node: SchemaNode): SchemaNode {
  const name = node.$ref?.replace('#/$defs/', '');
  return name === undefined ? node : (definitions[name] ?? {});
}
