import { isObject } from '../base/json/json-object.js';

/**
 * A JSON Schema as strict structured output takes it: every member required, those that may be left out
 * may be null instead (null means absent in our documents), and only the keywords that are allowed. What
 * it no longer says is checked afterwards, as for all providers.
 */
export function strictSchema(schema: unknown): Readonly<Record<string, unknown>> {
  return strict(inlined(schema)) as Readonly<Record<string, unknown>>;
}

/** The outermost value must be an object, not a reference to one. */
function inlined(schema: unknown): unknown {
  if (!isObject(schema) || typeof schema['$ref'] !== 'string') return schema;
  const { $ref, $defs, ...rest } = schema as { readonly $ref: string } & typeof schema;
  const name = $ref.replace('#/$defs/', '');
  const target = isObject($defs) ? $defs[name] : undefined;
  return isObject(target) ? { ...rest, ...target, $defs } : schema;
}

const kept = [
  '$ref',
  '$defs',
  'type',
  'description',
  'enum',
  'const',
  'items',
  'anyOf',
  'properties',
];

function strict(node: unknown): unknown {
  if (!isObject(node)) return node;
  const made: Record<string, unknown> = {};
  for (const key of kept) {
    const value = node[key];
    if (value === undefined) continue;
    if (key === '$defs') made[key] = mapped(value, strict);
    else if (key === 'items') made[key] = strict(value);
    else if (key === 'anyOf') made[key] = (value as readonly unknown[]).map(strict);
    else if (key !== 'properties') made[key] = value;
  }
  const { properties, required } = node;
  // A reference may have no neighbours.
  if (made['$ref'] !== undefined && made['$defs'] === undefined) return { $ref: made['$ref'] };
  if (!isObject(properties)) return made;
  const needed = new Set(Array.isArray(required) ? (required as readonly unknown[]) : []);
  made['properties'] = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      needed.has(name) ? strict(value) : { anyOf: [strict(value), { type: 'null' }] },
    ]),
  );
  made['required'] = Object.keys(properties);
  made['additionalProperties'] = false;
  return made;
}

function mapped(value: unknown, f: (part: unknown) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, f(part)]));
}
