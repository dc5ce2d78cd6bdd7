import { type Details, hasErrors } from '../base/diagnostic.js';
import { suggest } from '../base/text/suggest.js';
import { type Check, type Side, describe, fixWith, placeOf, unknownOf } from './check-context.js';
import { asTime, unify } from './coerce.js';
import { commonType } from './common-type.js';
import { constants, integerOf, textOf } from './constants.js';
import { exprDiagnostic } from './diagnostics.js';
import type { Call, Expr, Name, ParsedExpr } from './expr.js';
import {
  type Constant,
  type FunctionDefinition,
  type Parameter,
  type Takes,
  labels,
  usageOf,
} from './function.js';
import { functionNamed, unknownFunction } from './functions.js';
import { type Type, isNumeric, isTemporal, types } from './type.js';
import { isConstant } from './visit.js';

/** A call whose arguments are checked already: which function it is, whether they fit, and what it gives. */
export function checkCall<L>(check: Check<L>, node: Call<Name>, args: readonly Expr<L>[]): Expr<L> {
  const definition = functionNamed(node.name);
  if (definition === undefined) {
    const name: Details = { ...placeOf(node), length: node.name.length };
    const rename = (to: string): Details => fixWith(check, node, { ...node, name: to });
    check.found.push(unknownFunction(node.name, check.path, name, rename));
    return unknownOf(node);
  }
  const sides = node.args.map((arg, index) => ({ node: arg, expr: args[index]! }));
  const before = check.found.length;
  const fitted = fitArguments(check, node, definition, sides);
  if (fitted === undefined || hasErrors(check.found.slice(before))) return unknownOf(node);
  const [values, common] = fitted;
  const { result } = definition;
  const type = typeof result === 'function' ? result(values, common) : result;
  return { ...node, args: values, type };
}

/** The arguments as the function takes them, and the type that those have in common that must. */
function fitArguments<L>(
  check: Check<L>,
  node: ParsedExpr,
  definition: FunctionDefinition,
  sides: readonly Side<L>[],
): readonly [readonly Expr<L>[], Type] | undefined {
  const usage = usageOf(definition);
  const parameters = parametersFor(definition, sides.length);
  if (parameters === undefined) {
    const params = { usage, given: sides.length };
    check.found.push(exprDiagnostic('argument-count', check.path, params, placeOf(node)));
    return undefined;
  }
  const single = sides.map((side, index) =>
    fitArgument(check, usage, parameters[index]!, side, sides),
  );
  const shared = sides.filter((_, index) => isShared(parameters[index]!));
  const [values, common] = unify(check, shared, `${definition.name}(…)`);
  if (parameters.some(({ takes }) => takes === 'ordered'))
    reportUnordered(check, usage, shared, common);
  let next = 0;
  return [
    single.map((value, index) => (isShared(parameters[index]!) ? values[next++]! : value)),
    common,
  ];
}

/** One parameter for each argument; undefined where their number is wrong. */
function parametersFor(
  { parameters }: FunctionDefinition,
  count: number,
): readonly Parameter[] | undefined {
  const least = parameters.filter(({ optional }) => optional !== true).length;
  const last = parameters.at(-1);
  if (count < least) return undefined;
  if (last?.repeated === true)
    return Array.from({ length: count }, (_, index) => parameters[index] ?? last);
  return count > parameters.length ? undefined : parameters.slice(0, count);
}

function isShared({ takes }: Parameter): boolean {
  return takes === 'same' || takes === 'ordered';
}

function fitArgument<L>(
  check: Check<L>,
  usage: string,
  parameter: Parameter,
  side: Side<L>,
  all: readonly Side<L>[],
): Expr<L> {
  const { takes, name, least } = parameter;
  const place = placeOf(side.node);
  if (isConstantForm(takes)) {
    reportConstant(check, usage, name, takes, side);
    return side.expr;
  }
  const value =
    takes === 'date' || takes === 'timestamp' || takes === 'moment' || takes === 'time'
      ? asTime(check, side, takes === 'date' ? types.date : types.timestamp)
      : side.expr;
  if (!accepts(takes, value.type, all[0]!.expr.type)) {
    const params = { usage, parameter: name, expected: labels[takes], found: describe(value) };
    check.found.push(exprDiagnostic('wrong-argument', check.path, params, place));
  } else if (least !== undefined && (integerOf(side.node) ?? least) < least) {
    const found = String(integerOf(side.node));
    const params = { usage, parameter: name, form: `>= ${least}`, found };
    check.found.push(exprDiagnostic('bad-constant', check.path, params, place));
  } else if (
    parameter.subject === true &&
    textOf(side.expr) !== undefined &&
    all.some(({ expr }) => !isConstant(expr))
  ) {
    check.found.push(exprDiagnostic('swapped-arguments', check.path, { usage }, place));
  }
  return value;
}

function isConstantForm(takes: Takes): takes is Constant {
  return takes in constants;
}

/** Whether an argument of a type is taken; `first` is the type of the first argument. */
function accepts(takes: Takes, type: Type, first: Type): boolean {
  if (type.kind === 'unknown' || takes === 'same' || takes === 'ordered') return true;
  if (takes === 'number') return isNumeric(type);
  if (takes === 'moment') return type.kind === 'timestamp';
  if (takes === 'timestamp' || takes === 'time') return isTemporal(type);
  if (takes === 'json') return type.kind === 'json' || type.kind === 'string';
  if (takes === 'element')
    return first.kind !== 'array' || commonType(first.of, type) !== undefined;
  return type.kind === takes;
}

function reportConstant<L>(
  check: Check<L>,
  usage: string,
  parameter: string,
  takes: Constant,
  { node }: Side<L>,
): void {
  const { form, allowed, holds } = constants[takes];
  if (holds(node)) return;
  const found = textOf(node) ?? String(integerOf(node) ?? '');
  const near = allowed && [...new Set([...suggest(found, allowed), ...allowed])];
  check.found.push(
    exprDiagnostic(
      'bad-constant',
      check.path,
      { usage, parameter, form, found },
      { ...placeOf(node), ...(near && { allowed: near }) },
    ),
  );
}

function reportUnordered<L>(
  check: Check<L>,
  usage: string,
  shared: readonly Side<L>[],
  common: Type,
): void {
  if (!['boolean', 'json', 'array', 'interval'].includes(common.kind)) return;
  const [{ node, expr }] = shared as readonly [Side<L>, ...Side<L>[]];
  const params = {
    usage,
    parameter: 'x',
    expected: 'bigint|decimal|double|string|date|timestamp',
    found: describe(expr),
  };
  check.found.push(exprDiagnostic('wrong-argument', check.path, params, placeOf(node)));
}
