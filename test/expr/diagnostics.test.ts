import { expect, it } from 'vitest';
import { reference } from '../../src/expr/build.js';
import { checkExpr } from '../../src/expr/check.js';
import { exprDefinitions } from '../../src/expr/diagnostics.js';
import type { Name } from '../../src/expr/expr.js';
import { parseExpr } from '../../src/expr/parse.js';
import type { Scope } from '../../src/expr/scope.js';
import { types } from '../../src/expr/type.js';

const all = Object.entries(exprDefinitions).map(
  ([code, { failing, passing }]: [string, { failing?: string; passing?: string }]) => ({
    code,
    failing,
    passing,
  }),
);
const shown = all.filter(({ failing }) => failing !== undefined);

/** Names in the examples of `explain` fit everywhere. */
function foundIn(text: string): readonly string[] {
  const [parsed, problems] = parseExpr(text, '');
  const checked = parsed && checkExpr(parsed, scope, '');
  return [...problems, ...(checked?.[1] ?? [])].map(({ code }) => code);
}
const scope: Scope<Name> = { resolve: (name) => [reference(name, types.unknown), []] };

it.each(shown)('the failing example of expr/$code trips it, and only it', ({ code, failing }) => {
  expect(foundIn(failing!)).toEqual([`expr/${code}`]);
});

it.each(shown)('the passing example of expr/$code passes', ({ passing }) => {
  expect(foundIn(passing!)).toEqual([]);
});

it('only limits have no example', () => {
  expect(all.filter(({ failing }) => failing === undefined).map(({ code }) => code)).toEqual([
    'too-long',
    'too-deep',
    'bad-text',
  ]);
});
