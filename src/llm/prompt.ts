import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sha256 } from './request-hash.js';
import { llmTrouble } from './troubles.js';

/** A prompt of `templates/`, filled in; `version` is the hash of the template it was made from. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
  readonly version: string;
}

/** Where prompts are: beside `src` or `dist`. */
const templates = new URL('../../templates/', import.meta.url);

/**
 * Reads a template and fills it in: `{{name}}` stands for a text, once each way round: a name the template
 * does not ask for, or one that is not given, is a trouble. What is filled in is never read as a
 * template again. The line `---` parts the system's words from the user's.
 */
export async function promptOf(
  name: string,
  texts: Readonly<Record<string, string>>,
  folder: URL = templates,
): Promise<Prompt> {
  const content = await readFile(fileURLToPath(new URL(name, folder)), 'utf8').catch(() => {
    throw llmTrouble('no-template', { name });
  });
  const asked = new Set(Array.from(content.matchAll(/\{\{(\w+)\}\}/g), ([, hole = '']) => hole));
  const unknown = [...asked].find((hole) => texts[hole] === undefined);
  const unused = Object.keys(texts).find((given) => !asked.has(given));
  const wrong = unknown ?? unused;
  if (wrong !== undefined) throw llmTrouble('wrong-template', { name, hole: wrong });
  const filled = content.replaceAll(/\{\{(\w+)\}\}/g, (_, hole: string) => texts[hole] ?? '');
  const end = content.indexOf('\n---\n');
  const systemTemplate = content.slice(0, Math.max(0, end));
  if (end < 0 || systemTemplate.includes('{{'))
    throw llmTrouble('wrong-template', { name, hole: '---' });
  return {
    system: systemTemplate.trim(),
    user: filled.slice(end + '\n---\n'.length).trim(),
    version: sha256(content).slice(0, 12),
  };
}
