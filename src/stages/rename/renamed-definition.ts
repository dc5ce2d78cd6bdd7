import { at } from '../../base/diagnostic.js';
import { openSource } from '../../base/json/json-source.js';
import { isPlainName } from '../../base/text/name.js';
import type { NamedDefinition } from '../definitions-named.js';
import { spliced, valueAt, valuesOf } from './name-places.js';

/**
 * The text of the file that holds a definition, with the definition under another name. The column of an
 * attribute that was named like it is written out, so that the table stays as it is.
 */
export async function renamedDefinition(
  text: string,
  { kind, definition }: NamedDefinition,
  to: string,
): Promise<string> {
  const { file, document, path } = definition.source;
  const source = await openSource(file, text);
  if (kind !== 'attribute') {
    const { start, end } = source.find({
      document,
      path: at('', kind),
      offset: 0,
      length: definition.name.length,
    });
    return spliced(text, [{ start, end, by: to }]);
  }
  const key = source.find({ document, path, key: true });
  const named = { ...key, by: to };
  const raw = valueAt(valuesOf(file, text)[document], path);
  const column = `column: ${scalar(definition.name)}`;
  if (typeof raw === 'string') {
    const span = source.find({ document, path });
    const type = text.slice(span.start, span.end);
    const safe = /^['"]/.test(type) || !/[,{}[\]]/.test(type) ? type : `'${type}'`;
    return spliced(text, [named, { ...span, by: `{ type: ${safe}, ${column} }` }]);
  }
  const members = Object.keys(raw as object);
  if (members.includes('is') || members.includes('column')) return spliced(text, [named]);
  const { start } = source.find({ document, path: at(path, members[0]!), key: true });
  const flow = text.slice(0, start).trimEnd().endsWith('{');
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return spliced(text, [
    named,
    { start, end: start, by: flow ? `${column}, ` : `${column}\n${indent}` },
  ]);
}

function scalar(name: string): string {
  return isPlainName(name) && !isYamlWord(name) ? name : JSON.stringify(name);
}

/** Whether YAML reads a word as something else than a text. */
export function isYamlWord(name: string): boolean {
  return /^(?:null|true|false)$/i.test(name);
}
