import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** A schema's validator of a value, or of one definition of its `$defs`; undefined where there is no such definition. */
export type Validators = (definition?: string) => ValidateFunction | undefined;

/** A JSON Schema as far as its definitions have names. */
export interface NamedSchema {
  readonly $schema?: string;
  readonly $defs?: Readonly<Record<string, unknown>>;
}

/**
 * Compiles a schema by ajv. In the package this module is not there: in its place the build puts what
 * ajv generates of every schema file (`scripts/compiled-schemas.ts`), since compiling them takes longer
 * than most commands.
 */
export function validatorsOf(schema: NamedSchema, coerce: boolean): Validators {
  const ajv = newAjv(schema, coerce);
  const compiled = new Map<string, ValidateFunction | undefined>();
  return (definition) => {
    const place = placeOf(definition);
    const validate = compiled.get(place) ?? ajv.getSchema(place);
    compiled.set(place, validate);
    return validate;
  };
}

/** An ajv that knows a schema; `source` keeps the code that it generates. */
export function newAjv(schema: NamedSchema, coerce: boolean, source = false): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    // The keys that an `if` asks for are described where they are allowed.
    strictRequired: false,
    allowUnionTypes: true,
    coerceTypes: coerce,
    ...(source && { code: { source: true, esm: true }, inlineRefs: false }),
  });
  ajv.addSchema(schema, 'root');
  return ajv;
}

/** What ajv calls a schema or one of its definitions. */
export function placeOf(definition: string | undefined): string {
  return definition === undefined ? 'root' : `root#/$defs/${definition}`;
}
