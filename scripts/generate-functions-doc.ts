import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { signatureOf, type FunctionDefinition } from '../src/expr/function.js';
import { choosing } from '../src/expr/functions/choosing.js';
import { nested } from '../src/expr/functions/nested.js';
import { numbers } from '../src/expr/functions/numbers.js';
import { texts } from '../src/expr/functions/texts.js';
import { times } from '../src/expr/functions/times.js';
import { escaped } from './markdown.js';

/**
 * Writes `docs/functions.md` from the registry of functions: `tsx scripts/generate-functions-doc.ts`. The
 * definitions are the source; a test holds the page to them.
 */

const file = join(import.meta.dirname, '../docs/functions.md');

const families: readonly (readonly [title: string, family: readonly FunctionDefinition[]])[] = [
  ['Choosing (取值)', choosing],
  ['Numbers (数字)', numbers],
  ['Texts (文本)', texts],
  ['Days and moments (日期与时刻)', times],
  ['JSON and arrays (JSON 与数组)', nested],
];

const intro = `# Functions

<!-- Written by scripts/generate-functions-doc.ts; edit src/expr/functions, not this page. -->

What an expression may call. Each gives the same value on every engine and every day; where an argument is null the
result is null, unless its line says otherwise. What stands in quotes (\`'unit'\`, \`'format'\`) is written out, what
stands in square brackets may be left out. How arithmetic and nulls behave is S15 of \`docs/semantics.md\`.
`;

/** The page; the same definitions give the same bytes. */
export function functionsDocument(): string {
  const sections = families.map(
    ([title, family]) => `## ${title}\n\n${family.map(entry).join('\n')}\n`,
  );
  return `${intro}\n${sections.join('\n')}`;
}

function entry(definition: FunctionDefinition): string {
  const { en, zh } = definition.doc;
  return `- \`${signatureOf(definition)}\`: ${escaped(en)}. ${escaped(zh)}。`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(file, functionsDocument());
