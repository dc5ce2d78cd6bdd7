import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../base/sha256.js';
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
 * Reads a template and fills it in: `{{name}}` stands for a text, `{{include file}}` for another file of
 * the folder. A name that is not given, or a text that is not asked for, is a trouble. What is filled in
 * is never read as a template again. The line `---` parts the system's words, which hold no data, from
 * the user's.
 */
export async function promptOf(
  name: string,
  texts: Readonly<Record<string, string>>,
  folder: URL = templates,
): Promise<Prompt> {
  const content = await withIncludes(await readTemplate(name, folder), folder);
  const end = content.indexOf('\n---\n');
  const system = content.slice(0, Math.max(0, end));
  if (end < 0 || system.includes('{{')) throw llmTrouble('wrong-template', { name, hole: '---' });
  const user = content.slice(end + '\n---\n'.length);
  const asked = new Set(Array.from(user.matchAll(hole), ([, given = '']) => given));
  const unknown = [...asked].find((given) => texts[given] === undefined);
  const wrong = unknown ?? Object.keys(texts).find((given) => !asked.has(given));
  if (wrong !== undefined) throw llmTrouble('wrong-template', { name, hole: wrong });
  const filled = user.replaceAll(hole, (_, given: string) => texts[given] ?? '');
  return {
    system: system.trim(),
    user: filled.replaceAll(/\n{3,}/g, '\n\n').trim(),
    version: sha256(content).slice(0, 12),
  };
}

const hole = /\{\{(\w+)\}\}/g;

async function withIncludes(content: string, folder: URL): Promise<string> {
  let made = content;
  for (const [written, file = ''] of content.matchAll(/\{\{include ([\w.-]+)\}\}/g))
    made = made.replace(written, (await readTemplate(file, folder)).trim());
  return made;
}

async function readTemplate(name: string, folder: URL): Promise<string> {
  return readFile(fileURLToPath(new URL(name, folder)), 'utf8').catch(() => {
    throw llmTrouble('no-template', { name });
  });
}
