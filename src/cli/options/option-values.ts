import { withDefaults } from '../../bind/param-default.js';
import { isDay } from '../../base/time/calendar-days.js';
import type { CheckedDocument } from '../../compile.js';
import { cliTrouble } from '../troubles/cli.js';

/** A whole number above 0; a trouble for anything else. */
export function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw cliTrouble('number', { text, option });
}

/** A day of the calendar, `yyyy-MM-dd`; a trouble for anything else. */
export function day(text: string | undefined, option: string): string | undefined {
  if (text === undefined || isDay(text)) return text;
  throw cliTrouble('day', { text, option });
}

/** What a command may say about the parameters of documents. */
export interface ParameterOptions {
  readonly bizdate?: string;
  /** Each `name=value`. */
  readonly param?: readonly string[];
}

/** Values of parameters by name; `bizdate` has an option of its own. */
export function parametersOf(options: ParameterOptions): Readonly<Record<string, string>> {
  const given = (options.param ?? []).map((text) => {
    const [, name, value] = /^\$?([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw cliTrouble('parameter', { text });
    return [name, value] as const;
  });
  const bizdate = day(options.bizdate, '--bizdate');
  return Object.fromEntries([
    ...given,
    ...(bizdate === undefined ? [] : [['bizdate', bizdate] as const]),
  ]);
}

/** Whether the values that are given, and defaults, are those that a document reads: none too few. */
export function checkParameters(
  document: string,
  { plan, bound }: CheckedDocument,
  given: Readonly<Record<string, string>>,
): void {
  const values = withDefaults(bound, given);
  const missing = plan.params.find(({ name }) => values[name] === undefined);
  if (missing !== undefined) throw cliTrouble('no-value', { document, name: missing.name });
}

/** Whether any of some documents reads each value that is given: a misspelt name would have no effect. */
export function checkNoneIsUnread(
  documents: readonly CheckedDocument[],
  given: Readonly<Record<string, string>>,
): void {
  const known = [...new Set(documents.flatMap(({ plan }) => plan.params.map((p) => p.name)))];
  const unread = Object.keys(given).find((name) => name !== 'bizdate' && !known.includes(name));
  if (unread !== undefined) throw cliTrouble('unknown-parameter', { name: unread, known });
}
