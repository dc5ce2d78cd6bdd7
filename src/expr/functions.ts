import { exprDiagnostic } from './diagnostics.js';
import type { Details, Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { closest, suggest } from '../base/text/suggest.js';
import type { FunctionDefinition } from './function.js';
import { choosing } from './functions/choosing.js';
import { nested } from './functions/nested.js';
import { numbers } from './functions/numbers.js';
import { texts } from './functions/texts.js';
import { times } from './functions/times.js';
import { clockReaders, elsewhere } from './foreign-functions.js';

/** Every function an expression may call, by family. Nothing else reaches SQL as a function. */
export const allFunctions: readonly FunctionDefinition[] = [
  ...choosing,
  ...numbers,
  ...texts,
  ...times,
  ...nested,
];

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(
  allFunctions.map((definition) => [definition.name, definition]),
);

/** The function of a name in lower case. */
export function functionNamed(name: string): FunctionDefinition | undefined {
  return byName.get(name);
}

/** What to say about a call of a function that does not exist. */
export function unknownFunction(
  name: string,
  path: JsonPointer,
  details: Details,
  rename: (to: string) => Details = () => ({}),
): Diagnostic {
  if (clockReaders.has(name))
    return exprDiagnostic('reads-the-clock', path, { name: `${name}()` }, details);
  const instead = elsewhere.get(name) ?? '';
  const meant =
    equivalents.get(name) ?? (instead === '' ? closest(name, byName.keys()) : undefined);
  const near = instead === '' ? suggest(name, byName.keys()) : [];
  return exprDiagnostic(
    'unknown-function',
    path,
    { name, instead, near },
    {
      ...details,
      ...(near.length > 0 && { allowed: near }),
      ...(meant !== undefined && rename(meant)),
    },
  );
}

/** Functions of other languages with the same arguments and the same value. */
const equivalents: ReadonlyMap<string, string> = new Map([
  ['dayofmonth', 'day'],
  ['dayofyear', 'day_of_year'],
  ['iif', 'if'],
  ['len', 'length'],
]);
