import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';

/**
 * Writes `src/dsl/dsl.schema.json` from the types of `src/dsl/document.ts`: `tsx scripts/generate-dsl-schema.ts`.
 * The types are the source; what they cannot say (bounds of numbers, shapes of texts) is `refinements`.
 */

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Schema = Readonly<Record<string, Json>>;

/** Bounds by `Type.key`, or `Type.key[]` for the items of a list. */
const refinements: Readonly<Record<string, Schema>> = {
  'Document.title': { minLength: 1, maxLength: 400 },
  'Document.as_of': { pattern: '^(\\d{4}-\\d{2}-\\d{2}|\\?)$' },
  'Document.stages': { minItems: 1 },
  'Stage.union': { minItems: 1 },
  'Stage.show': { minItems: 1 },
  'Measure.p': { minimum: 0, maximum: 1 },
  'Time.last': { type: 'integer', minimum: 1 },
  'Window.last': { type: 'integer', minimum: 1 },
  'Window.n': { type: 'integer', minimum: 1 },
  'Limit.rows': { type: 'integer', minimum: 1 },
  'Limit.per': { minItems: 1 },
  'Target.lifecycle': { type: 'integer', minimum: 1 },
  Pointer: { pattern: '^(/.*)?$' },
};

/** The JSON Schema (draft 2020-12) of a grammar in the restricted TypeScript of `document.ts`. Throws at what it cannot read. */
export function dslSchema(grammar: string): Schema {
  const [intro = '', ...blocks] = grammar.trim().split(/(?<!\*\/)\n+(?=\/\*\*|export )/);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A document of the dataagent DSL, version 1',
    description: commentOf(intro),
    $ref: '#/$defs/Document',
    $defs: Object.fromEntries(blocks.map(definitionOf)),
  };
}

function definitionOf(block: string): readonly [string, Schema] {
  const [, comment = '', code = ''] = /^(\/\*\*.*?\*\/)?\s*(.*)$/s.exec(block) ?? [];
  const description = commentOf(comment);
  const described = description === '' ? {} : { description };
  const alias = /^export type (\w+) =(.*);$/s.exec(code);
  if (alias !== null) {
    const [, name = '', type = ''] = alias;
    return [name, { ...described, ...typeOf(type, name) }];
  }
  const [, name = '', body = ''] = /^export interface (\w+) \{\n(.*)\n\}$/s.exec(code) ?? [];
  if (name === '') throw new Error(`cannot read: ${code}`);
  const members = body.split(/\n(?= {2}readonly )/).map((line) => memberOf(name, line));
  return [
    name,
    {
      ...described,
      type: 'object',
      properties: Object.fromEntries(members.map((m) => [m.key, m.schema])),
      required: members.filter((m) => m.required).map((m) => m.key),
      additionalProperties: false,
    },
  ];
}

function memberOf(owner: string, text: string) {
  const [, key = '', optional = '', type = '', comment = ''] =
    /^\s*readonly (\w+)(\?)?:\s(.*?);(?: \/\/ (.*))?$/s.exec(text) ?? [];
  if (key === '') throw new Error(`cannot read: ${text}`);
  const description = comment === '' ? {} : { description: comment };
  return {
    key,
    required: optional === '',
    schema: { ...description, ...typeOf(type, `${owner}.${key}`) },
  };
}

function typeOf(text: string, place: string): Schema {
  const type = text.trim();
  const refinement = refinements[place] ?? {};
  const list = /^readonly (\w+)\[\]$/.exec(type);
  if (list !== null)
    return { type: 'array', items: typeOf(list[1] ?? '', `${place}[]`), ...refinement };
  if (/^(string|number|boolean)$/.test(type)) return { type, ...refinement };
  if (/^[A-Z]\w*$/.test(type)) return { $ref: `#/$defs/${type}`, ...refinement };
  const literals = type.replace(/^\|/, '').split('|');
  const values = literals.map((part) => {
    const value = /^'([\w ]+)'$/.exec(part.trim())?.[1];
    if (value === undefined) throw new Error(`cannot read the type of ${place}: ${type}`);
    return value;
  });
  return { type: 'string', enum: values, ...refinement };
}

function commentOf(text: string): string {
  const body = text.trim().replace(/^\/\*\*|\*\/$/g, '');
  return body
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const room = join(import.meta.dirname, '../src/dsl');
  const schema = dslSchema(readFileSync(join(room, 'document.ts'), 'utf8'));
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
  writeFileSync(join(room, 'dsl.schema.json'), text);
}
