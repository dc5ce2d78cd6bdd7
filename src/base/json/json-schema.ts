import type { ErrorObject } from 'ajv/dist/2020.js';
import { at, type JsonPointer } from '../diagnostic.js';
import { validatorsOf, type NamedSchema } from './schema-validators.js';

/** What kind of JSON value stands somewhere. */
export type JsonKind = 'object' | 'list' | 'text' | 'number' | 'boolean' | 'null';

/**
 * One way in which a value breaks a schema; each room words it in its own diagnostics. `definition` names
 * the definition of `$defs` whose shape is expected, where there is one.
 */
export type SchemaProblem =
  | {
      readonly kind: 'unknown-key';
      /** The key itself. */
      readonly path: JsonPointer;
      readonly key: string;
      readonly allowed: readonly string[];
      /** Keys that the object has already. */
      readonly present: readonly string[];
      readonly value: unknown;
      readonly definition?: string;
    }
  | {
      readonly kind: 'missing-key';
      /** The object that lacks it. */
      readonly path: JsonPointer;
      readonly key: string;
      /** The object. */
      readonly value: unknown;
      readonly definition?: string;
    }
  | {
      readonly kind: 'wrong-shape';
      readonly path: JsonPointer;
      readonly found: JsonKind;
      readonly expected: readonly (JsonKind | 'whole number')[];
      readonly value: unknown;
      readonly definition?: string;
    }
  | {
      readonly kind: 'unknown-value';
      readonly path: JsonPointer;
      readonly value: unknown;
      readonly allowed: readonly string[];
    }
  | {
      readonly kind: 'out-of-range';
      readonly path: JsonPointer;
      readonly value: unknown;
      /** The broken bound: `>= 1`, `at least 1 item` and the like, as the schema's keyword and its limit. */
      readonly keyword: string;
      readonly limit: string | number;
    };

/** A compiled schema: checks a value, or a part of it against one definition of `$defs`. */
export type SchemaCheck = (value: unknown, definition?: string) => readonly SchemaProblem[];

/**
 * Compiles a JSON Schema (draft 2020-12). With `coerce`, texts that stand where a number or a boolean
 * belongs are read as such, in place. Problems come in the order of the schema, several per value.
 * Throws if the schema itself is wrong.
 */
export function compileSchema(
  schema: NamedSchema,
  options: { readonly coerce?: boolean } = {},
): SchemaCheck {
  const coerce = options.coerce ?? false;
  const validators = validatorsOf(schema, coerce);
  let names: ReadonlyMap<string, string> | undefined;
  return (value, definition) => {
    const validate = validators(definition);
    if (validate === undefined)
      throw new Error(`the schema has no definition "${definition ?? ''}"`);
    if (validate(value)) return coerce ? infinite(value, '') : [];
    names ??= namesOf(schema);
    return (validate.errors ?? []).flatMap((error) => problemOf(error, names!));
  };
}

/** Names of definitions by their texts: validators that were compiled ahead have copies of them. */
function namesOf(schema: NamedSchema): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schema.$defs ?? {}).map(([name, definition]) => [
      JSON.stringify(definition),
      name,
    ]),
  );
}

/** Numbers that were read from texts like `1e999`: no JSON could hold them. */
function infinite(value: unknown, path: JsonPointer): readonly SchemaProblem[] {
  if (typeof value === 'number' && !Number.isFinite(value))
    return [{ kind: 'wrong-shape', path, found: 'text', expected: ['number'], value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => infinite(part, at(path, key)));
}

/** What kind of JSON value this is. */
function kindOf(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : 'number';
}

const kinds: Readonly<Record<string, JsonKind | 'whole number'>> = {
  object: 'object',
  array: 'list',
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'boolean',
  null: 'null',
};

/** Ajv's `if` errors repeat what their parts said: they are dropped. */
function problemOf(
  error: ErrorObject,
  names: ReadonlyMap<string, string>,
): readonly SchemaProblem[] {
  const path = error.instancePath as JsonPointer;
  const value: unknown = error.data;
  const params = error.params as Readonly<Record<string, unknown>>;
  const name = names.get(JSON.stringify(error.parentSchema));
  const definition = name === undefined ? {} : { definition: name };
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const allowed = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
      const members = value as Readonly<Record<string, unknown>>;
      const present = Object.keys(members);
      const shared = { path: at(path, key), key, allowed, present, value: members[key] };
      return [{ kind: 'unknown-key', ...shared, ...definition }];
    }
    case 'required': {
      const key = String(params['missingProperty']);
      return [{ kind: 'missing-key', path, key, value, ...definition }];
    }
    case 'type': {
      const expected = [error.schema as string | readonly string[]].flat().map((t) => kinds[t]!);
      const found = kindOf(value);
      return [{ kind: 'wrong-shape', path, found, expected, value, ...definition }];
    }
    case 'enum':
    case 'const': {
      const allowed = [error.schema].flat().map(String);
      return [{ kind: 'unknown-value', path, value, allowed }];
    }
    case 'if':
      return [];
    default: {
      const limit = (params['limit'] ?? params['pattern'] ?? '') as string | number;
      return [{ kind: 'out-of-range', path, value, keyword: error.keyword, limit }];
    }
  }
}
