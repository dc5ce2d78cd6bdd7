import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rulesDocument } from '../../scripts/generate-rules-doc.js';
import { allExplained } from '../../src/cli/explanations/explained.js';

it('docs/rules.md is written from the definitions of today (tsx scripts/generate-rules-doc.ts)', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
  expect(page).toBe(rulesDocument());
});

it('the page names every code once', () => {
  const page = rulesDocument();
  const headings = Array.from(page.matchAll(/^### (\S+)$/gm), ([, code = '']) => code);
  expect(headings.toSorted()).toEqual(
    allExplained()
      .map((e) => e.code)
      .toSorted(),
  );
});
