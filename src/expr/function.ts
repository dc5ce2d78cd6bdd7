import type { Language } from '../base/diagnostic.js';
import type { Expr } from './expr.js';
import { printType } from './print-type.js';
import type { Type } from './type.js';

/** What an argument may be. */
export type Takes =
  | 'boolean'
  | 'bigint'
  | 'number'
  | 'string'
  | 'date'
  /** A timestamp only: a date has no hours. */
  | 'moment'
  /** A timestamp, or a date as its first moment. */
  | 'timestamp'
  /** A date or a timestamp. */
  | 'time'
  /** A json value, or a text that holds one. */
  | 'json'
  | 'array'
  /** An element of the first argument. */
  | 'element'
  /** All such arguments have one common type. */
  | 'same'
  /** Likewise, of a type whose values have an order. */
  | 'ordered'
  | Constant;

/** Literals whose value decides what SQL is printed; `constants.ts` says what each may be. */
export type Constant =
  | 'unit'
  | 'digits'
  | 'format'
  | 'day-format'
  | 'moment-format'
  | 'pattern'
  | 'group'
  | 'plain'
  | 'zone'
  | 'path';

/** One argument of a function. */
export interface Parameter {
  readonly name: string;
  readonly takes: Takes;
  readonly optional?: true;
  /** The last parameter, any number of times but at least once. */
  readonly repeated?: true;
  /** A literal must not be less. */
  readonly least?: number;
  /** What is looked into: a literal here beside a value that varies means that arguments are swapped. */
  readonly subject?: true;
}

/** One deterministic scalar function: the same arguments give the same value on every engine and day. */
export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** `common` is the type that all `same` or `ordered` arguments share. */
  readonly result: Type | ((args: readonly Expr<unknown>[], common: Type) => Type);
  /** What the result is called in the signature where it depends on the arguments. */
  readonly gives?: string;
  /** Bounds of the result, both included: comparing it with anything else is a mistake. */
  readonly range?: readonly [low: number, high: number];
  /** propagate: null if any argument is null (S15). own: as the doc says. */
  readonly nulls: 'propagate' | 'own';
  /** One line: what it gives, to the last detail that engines differ in. */
  readonly doc: Readonly<Record<Language, string>>;
}

/** A function and what it gives, for people and models: `left(x string, n bigint) → string`. */
export function signatureOf(definition: FunctionDefinition): string {
  const { result } = definition;
  const gives = typeof result === 'function' ? definition.gives! : printType(result);
  return `${usageOf(definition)} → ${gives}`;
}

/** How a function is called: `substring(x string, start bigint, [length bigint])`. */
export function usageOf({ name, parameters }: FunctionDefinition): string {
  const parts = parameters.map((parameter) => {
    const text = `${parameter.name} ${labels[parameter.takes]}`;
    if (parameter.optional === true) return `[${text}]`;
    return parameter.repeated === true ? `${text}, …` : text;
  });
  return `${name}(${parts.join(', ')})`;
}

/** What an argument may be, in words that need no translation. */
export const labels: Readonly<Record<Takes, string>> = {
  boolean: 'boolean',
  bigint: 'bigint',
  number: 'bigint|decimal|double',
  string: 'string',
  date: 'date',
  moment: 'timestamp',
  timestamp: 'timestamp|date',
  time: 'date|timestamp',
  json: 'json|string',
  array: 'array',
  element: 'T',
  same: 'T',
  ordered: 'T',
  unit: "'unit'",
  digits: 'digits',
  format: "'format'",
  'day-format': "'format'",
  'moment-format': "'format'",
  pattern: "'pattern'",
  group: 'group',
  plain: "'text'",
  zone: "'zone'",
  path: "'$.path'",
};
