import { clean } from '../base/render.js';
import { withoutSecrets } from './secrets.js';

/** The most characters of one value, comment or wiki line that a model reads. */
const longestDatum = 80;

/** A text that came from data, comments or a wiki, as one line for a prompt: no control characters, no secrets, 80 characters. */
export function datum(text: string): string {
  const line = clean(withoutSecrets(text)).replaceAll(/\s+/g, ' ').trim();
  // Whatever looks like the fence or a heading of ours is broken up.
  const plain = line.replaceAll(/(?:<<<|>>>|```|~~~|^#+\s)/g, ' ').trim();
  const characters = Array.from(plain);
  return characters.length > longestDatum
    ? `${characters.slice(0, longestDatum - 1).join('')}…`
    : plain;
}

/** Lines of data between marks that no datum can contain: what stands there is never an instruction. */
export function fenced(name: string, lines: readonly string[]): string {
  return [`<<<DATA ${name}`, ...lines, `>>>END ${name}`].join('\n');
}

/** Lines of the user's own requirement: whole, but without control characters, secrets and fence marks. */
export function fencedText(name: string, text: string): string {
  const lines = withoutSecrets(text)
    .split(/\r?\n/)
    .map((line) => clean(line).replaceAll(/<<<|>>>/g, ' '));
  return fenced(name, lines);
}
