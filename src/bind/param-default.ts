import { at, type JsonPointer } from '../base/diagnostic.js';
import { isDay } from '../base/time/calendar-days.js';
import type { Param } from '../dsl/document.js';
import type { BoundDocument } from './bound.js';
import type { Context } from './context.js';
import { bindDiagnostic } from './diagnostics.js';

/** The value that a parameter has where none is given, as text (S13); reports what is no literal of its type. */
export function defaultOf(context: Context, param: Param, path: JsonPointer): string | undefined {
  const { name, type, default: text } = param;
  if (text === undefined) return undefined;
  const value = valueOf(text.trim(), type);
  if (value === undefined)
    context.report(bindDiagnostic('param-default', at(path, 'default'), { name, type, text }));
  return value;
}

/** Values that are given, and the defaults of parameters for which none is. */
export function withDefaults(
  { params }: Pick<BoundDocument, 'params'>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const stated = params.flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(stated), ...given };
}

/** Texts, days and moments may be quoted, as literals of expressions are. */
function valueOf(text: string, type: Param['type']): string | undefined {
  const quoted = /^(?:(date|timestamp)\s+)?'((?:[^']|'')*)'$/i.exec(text);
  const plain = quoted === null ? text : quoted[2]!.replaceAll("''", "'");
  const kind = quoted?.[1]?.toLowerCase();
  if (kind !== undefined && kind !== type) return undefined;
  return forms[type](quoted === null || isText(type) ? plain : text) ? plain : undefined;
}

function isText(type: Param['type']): boolean {
  return type === 'string' || type === 'date' || type === 'timestamp';
}

const forms: Readonly<Record<Param['type'], (text: string) => boolean>> = {
  string: () => true,
  bigint: (text) => /^-?\d+$/.test(text),
  decimal: (text) => /^-?\d+(\.\d+)?$/.test(text),
  double: (text) => /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text),
  boolean: (text) => /^(true|false)$/.test(text),
  date: isDay,
  timestamp: (text) =>
    isDay(text.slice(0, 10)) && /^.{10}( ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?)?$/.test(text),
};
