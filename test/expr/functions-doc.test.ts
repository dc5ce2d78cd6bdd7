import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { functionsDocument } from '../../scripts/generate-functions-doc.js';
import { allFunctions } from '../../src/expr/functions.js';

it('docs/functions.md is written from the definitions of today (tsx scripts/generate-functions-doc.ts)', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/functions.md'), 'utf8');
  expect(page).toBe(functionsDocument());
});

it('the page names every function once', () => {
  const named = Array.from(functionsDocument().matchAll(/^- `(\w+)\(/gm), ([, name]) => name);
  expect(named).toEqual(allFunctions.map(({ name }) => name));
});
