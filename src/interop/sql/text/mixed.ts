import { taskDialects } from '../dialects.js';
import { tokensOf } from './tokens.js';
import type { Place } from '../tree.js';

/** The SQL of a file, its words as spaces so that offsets stay, and the words. */
export interface MixedTask {
  readonly sql: string;
  readonly words: readonly (Place & { readonly text: string })[];
}

/**
 * Tells SQL from words in a Markdown file: SQL stands in fences that name it (` ```sql `, or a dialect), each a
 * statement of its own; headings, lists of sources and pseudo-code are words. A file without fences is all SQL, or all
 * words where it does not begin as a statement does.
 */
export function mixedTask(text: string): MixedTask {
  if (!/^[ \t]*```/m.test(text) && !isWords(text)) return { sql: text, words: [] };
  const words: (Place & { text: string })[] = [];
  const parts: string[] = [];
  let fence: 'none' | 'sql' | 'other' = 'none';
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const end = start + line.length;
    const mark = /^[ \t]*```[ \t]*(\w*)/.exec(line);
    if (mark !== null) {
      parts.push(fence === 'sql' ? spaces(line).replace(' ', ';') : spaces(line));
      fence = fence !== 'none' ? 'none' : isSql(mark[1]!) ? 'sql' : 'other';
    } else if (fence === 'sql') parts.push(line);
    else {
      parts.push(spaces(line));
      const last = words.at(-1);
      if (line.trim() === '') {
        // An empty line ends what is said together.
      } else if (last !== undefined && last.end === start)
        words[words.length - 1] = { start: last.start, end, text: last.text + line };
      else words.push({ start, end, text: line });
    }
    start = end;
  }
  return { sql: parts.join(''), words };
}

/** What statements begin with, those that are never run among them. */
const verbs =
  /^(?:\(|@\w+\s*(?:\w+\s*)?:=|(?:select|with|insert|from|create|set|drop|delete|update|merge|alter|truncate|use|add|values|explain|show|describe|desc|analyze|grant|revoke|call|begin|commit|load|unload|export|import|replace|upsert|copy|attach|pragma|install)\b)/i;

function isWords(text: string): boolean {
  const [first] = tokensOf(text, true).tokens;
  return first !== undefined && !verbs.test(text.slice(first.start));
}

function isSql(language: string): boolean {
  const name = language.toLowerCase();
  return name.endsWith('sql') || taskDialects.some((d) => d === name);
}

function spaces(line: string): string {
  return line.replace(/[^\n]/g, ' ');
}
