import { mixedTask } from './mixed.js';
import { tokensOf } from './tokens.js';

/** The text of a task without comments and layout, one statement a line: equal exactly where people decide on the same. */
export function taskMeaning(text: string): string {
  const { sql, words } = mixedTask(text);
  const { tokens } = tokensOf(sql, true);
  const said = tokens.map((t) => (t.kind === 'sign' && t.text === ';' ? ';\n' : written(t)));
  return [...words.map((w) => w.text.trim()), said.join(' ')].join('\n');
}

/** A name in quotes is another one than the word; keywords are the same in any case. */
function written({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return kind === 'name' ? JSON.stringify(text) : text;
}
