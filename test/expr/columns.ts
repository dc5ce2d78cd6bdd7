import type { Checked, Diagnostic } from '../../src/base/diagnostic.js';
import { call, reference, stringLiteral } from '../../src/expr/build.js';
import { checkExpr } from '../../src/expr/check.js';
import type { Expr } from '../../src/expr/expr.js';
import { parseExpr } from '../../src/expr/parse.js';
import { printName } from '../../src/expr/print.js';
import type { Scope } from '../../src/expr/scope.js';
import { type Type, types } from '../../src/expr/type.js';

/** One column of each type, called by its first letters; `up` is a computed one. */
const columns: ReadonlyMap<string, Type> = new Map([
  ['b', types.boolean],
  ['n', types.bigint],
  ['m', types.bigint],
  ['amt', types.decimal(18, 2)],
  ['rate', types.decimal(5, 4)],
  ['wide', types.decimal(38, 18)],
  ['x', types.double],
  ['s', types.string],
  ['email', types.string],
  ['d', types.date],
  ['d2', types.date],
  ['t', types.timestamp],
  ['t2', types.timestamp],
  ['i', types.interval],
  ['j', types.json],
  ['tags', types.array(types.string)],
  ['$bizdate', types.date],
  ['$as_of', types.date],
  ['row.t', types.timestamp],
  ['found(m)', types.boolean],
]);

/** The names that tests of expressions use, with their types. */
export const scope: Scope<string> = {
  resolve: (name, path, details) => {
    const text = printName(name);
    if (text === 'up') {
      const inner = { ...stringLiteral('x'), span: { start: 900, end: 903 } };
      return [call('upper', [inner], types.string), []];
    }
    const type = columns.get(text);
    if (type !== undefined) return [reference(text, type), []];
    const problem: Diagnostic = {
      code: 'test/unknown-name',
      severity: 'error',
      level: 2,
      path,
      params: { name: text },
      ...details,
    };
    return [undefined, [problem]];
  },
};

/** An expression over those names, parsed and checked. */
export function checkText(text: string, expected?: Type): Checked<Expr<string>> {
  const [parsed, problems] = parseExpr(text, '/is');
  return parsed === undefined ? [undefined, problems] : checkExpr(parsed, scope, '/is', expected);
}
