import standalone from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newAjv, placeOf, type NamedSchema } from '../src/base/json/schema-validators.js';

/** Schemas of files whose plain scalars are read by what the schema asks for. */
const coerced = /[/\\]ontology\.schema\.json$/;

/**
 * In the package every schema file brings its validators along, as ajv generates them, and
 * `base/json/schema-validators.js` hands them out: no command loads ajv or compiles a schema.
 */
export const compiledSchemas: Plugin = {
  name: 'compiled-schemas',
  setup(build) {
    build.onLoad({ filter: /\.schema\.json$/ }, async ({ path }) => {
      const code = moduleOf(readFileSync(path, 'utf8'), coerced.test(path));
      const { code: contents } = await build.esbuild.transform(code, { minify: true });
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
    build.onLoad({ filter: /[/\\]base[/\\]json[/\\]schema-validators\.ts$/ }, () => ({
      contents: readyMade,
      loader: 'js',
    }));
  },
};

const readyMade = `
export function validatorsOf(schema, coerce) {
  const made = schema[Symbol.for('dataagent.validators')];
  if (made === undefined || made.coerce !== coerce) throw new Error('the build has not compiled this schema');
  return (definition = '') => made.validators.get(definition);
}
`;

/** The code of a schema's validators, which ajv exports by names that are made here, and the schema itself. */
function moduleOf(text: string, coerce: boolean): string {
  const schema = JSON.parse(text) as NamedSchema;
  const definitions = [undefined, ...Object.keys(schema.$defs ?? {})];
  const names = definitions.map((definition, i) => [`made${i}`, placeOf(definition)] as const);
  const generate = standalone as unknown as { readonly default: typeof standalone.default };
  const code = generate.default(newAjv(schema, coerce, true), Object.fromEntries(names));
  const entries = definitions.map(
    (definition, i) => `[${JSON.stringify(definition ?? '')}, made${i}]`,
  );
  return `${code}
const written = ${text};
Object.defineProperty(written, Symbol.for('dataagent.validators'), {
  value: { coerce: ${String(coerce)}, validators: new Map([${entries.join(', ')}]) },
});
export default written;
`;
}
