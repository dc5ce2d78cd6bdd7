import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import schema from '../../src/dsl/dsl.schema.json' with { type: 'json' };
import { promptOf } from '../../src/llm/prompt.js';
import { strictSchema } from '../../src/llm/strict-schema.js';

const templates = join(import.meta.dirname, '../../templates');

function folder(files: Readonly<Record<string, string>>): URL {
  const made = mkdtempSync(join(tmpdir(), 'templates-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return pathToFileURL(`${made}/`);
}

it('fills a template in, once: what is filled in is no template', async () => {
  const made = folder({ 'a.md': 'be good\n{{include b.md}}\n---\nsay {{x}}', 'b.md': 'and kind' });
  const prompt = await promptOf('a.md', { x: '{{x}} {{include b.md}}' }, made);
  expect(prompt).toMatchObject({ system: 'be good\nand kind', user: 'say {{x}} {{include b.md}}' });
});

it('its version is that of the words, not of what is filled in', async () => {
  const one = folder({ 'a.md': 'be good\n---\nsay {{x}}' });
  const other = folder({ 'a.md': 'be better\n---\nsay {{x}}' });
  const [a, b, c] = [
    await promptOf('a.md', { x: '1' }, one),
    await promptOf('a.md', { x: '2' }, one),
    await promptOf('a.md', { x: '1' }, other),
  ];
  expect(a.version).toBe(b.version);
  expect(a.version).not.toBe(c.version);
});

it.each([
  ['is missing', {}, 'llm/no-template'],
  ['asks for what is not given', { 'a.md': 'a\n---\n{{y}}' }, 'llm/wrong-template'],
  ['does not ask for what is given', { 'a.md': 'a\n---\nb' }, 'llm/wrong-template'],
  ['has no user part', { 'a.md': '{{x}}' }, 'llm/wrong-template'],
  ['puts data in the system part', { 'a.md': '{{x}}\n---\n{{x}}' }, 'llm/wrong-template'],
  ['includes what is missing', { 'a.md': '{{include b.md}}\n---\n{{x}}' }, 'llm/no-template'],
])('a template that %s', async (_, files, code) => {
  await expect(promptOf('a.md', { x: '1' }, folder(files))).rejects.toMatchObject({
    code,
    kind: 'environment',
  });
});

it('every prompt is there in both languages', () => {
  const names = readdirSync(templates).toSorted((a, b) => (a < b ? -1 : 1));
  const prompts = ['plan', 'draft', 'repair'].flatMap((n) => [`${n}.en.md`, `${n}.zh.md`]);
  expect(names).toEqual(expect.arrayContaining([...prompts, 'dsl.md']));
});

interface Node {
  readonly [key: string]: unknown;
}

/** Every object of a schema, with its pointer. */
function nodes(value: unknown, path = ''): readonly (readonly [string, Node])[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => nodes(v, `${path}/${i}`));
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, v]) => nodes(v, `${path}/${key}`));
  return [[path, value as Node], ...below];
}

it('the schema of documents is within the strict subset of structured output', () => {
  const strict = strictSchema(schema);
  expect(strict['type']).toBe('object');
  const all = nodes(strict);
  const objects = all.filter(([, node]) => node['type'] === 'object' && 'properties' in node);
  expect(objects.length).toBeGreaterThan(10);
  for (const [, node] of objects) {
    expect(node['additionalProperties']).toBe(false);
    expect(node['required']).toEqual(Object.keys(node['properties'] as object));
  }
  const forbidden = ['oneOf', 'allOf', 'not', 'if', 'minimum', 'maxLength', 'pattern', 'minItems'];
  const schemas = all.filter(([path]) => !path.endsWith('/properties') && !path.endsWith('/$defs'));
  expect(schemas.filter(([, node]) => forbidden.some((f) => f in node))).toEqual([]);
  expect(JSON.stringify(strict).length).toBeLessThan(120_000);
});
