import { isObject } from '../base/json/json-object.js';
import { widthOf } from '../base/text/width.js';

const widest = 100;

/**
 * A value as JSON for people: two spaces, lists and objects on one line where they fit in 100 columns,
 * but the outermost value never, nor a list of several objects of several keys. The usual JSON formatters
 * leave the text as it is.
 */
export function layout(value: unknown): string {
  return broken(value, '');
}

/** `used`: columns that are taken on the line before and after the value. */
function print(value: unknown, indent: string, used: number): string {
  const line = flat(value);
  if (line !== undefined && widthOf(line) + used <= widest) return line;
  return broken(value, indent);
}

function flat(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    if (value.length > 1 && value.every(hasSeveralKeys)) return undefined;
    const items = value.map(flat);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = membersOf(value).map(([key, member]) => {
    const text = flat(member);
    return text === undefined ? undefined : `${JSON.stringify(key)}: ${text}`;
  });
  if (members.length === 0) return '{}';
  return members.includes(undefined) ? undefined : `{ ${members.join(', ')} }`;
}

function broken(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    const items = value.map((item, i) => {
      const comma = i < value.length - 1 ? 1 : 0;
      return `${inner}${print(item, inner, inner.length + comma)}`;
    });
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const entries = isObject(value) ? membersOf(value) : [];
  if (entries.length === 0) return flat(value) ?? '';
  const members = entries.map(([key, member], i) => {
    const head = `${inner}${JSON.stringify(key)}: `;
    const comma = i < entries.length - 1 ? 1 : 0;
    return `${head}${print(member, inner, widthOf(head) + comma)}`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** A member without a value is none, as in any JSON. */
function membersOf(value: Readonly<Record<string, unknown>>): readonly [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

function hasSeveralKeys(value: unknown): boolean {
  return isObject(value) && membersOf(value).length > 1;
}
