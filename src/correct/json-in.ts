import { isObject } from '../base/json/json-object.js';
import { readJson } from '../base/json/json-text.js';

/**
 * The one JSON object in a text that may have prose or a fence around it; undefined where there is none
 * that can be read, or more than one that differ.
 */
export function jsonIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const whole = objectOf(text);
  if (whole !== undefined) return whole;
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const end = endOfObject(text, at);
    const value = end === undefined ? undefined : objectOf(text.slice(at, end));
    if (value === undefined) at += 1;
    else {
      found.set(JSON.stringify(value), value);
      at = end!;
    }
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const { root, problems } = readJson(text.trim());
  if (root === undefined || problems.length > 0) return undefined;
  return isObject(root.value) ? root.value : undefined;
}

/** Just after the bracket that closes the one at `start`; brackets in texts do not count. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inText = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (inText && sign === '\\') at += 1;
    else if (sign === '"') inText = !inText;
    else if (!inText && sign === '{') depth += 1;
    else if (!inText && sign === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
