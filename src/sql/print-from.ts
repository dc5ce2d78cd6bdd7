import { unreachable } from '../base/unreachable.js';
import { binary, branch, call, caseWhen, integerLiteral, isNull, literal } from '../expr/build.js';
import { stringLiteral } from '../expr/build.js';
import type { Literal } from '../expr/expr.js';
import type { Type } from '../expr/type.js';
import type { Condition, From, Query, SqlExpr, SqlLeaf } from './ast.js';
import type { Dialect, Say } from './dialect.js';
import { group, hardline, join, line, marked, nest, type Doc } from './layout.js';
import { isFixed } from './lower-expr.js';
import { levels } from './term.js';
import { unsupported } from './unsupported.js';

type Join = Extract<From, { kind: 'join' }>;

/** What printing a FROM needs: the dialect's words, and how to print the queries inside. */
export interface FromPrinter {
  readonly dialect: Dialect;
  readonly say: Say;
  readonly query: (query: Query) => Doc;
}

/** A FROM tree as text, semi joins as conditions where the dialect has no words for them, and the hint its joins need. */
export interface PrintedFrom {
  readonly from: Doc;
  readonly conditions: readonly Doc[];
  readonly hint: Doc | undefined;
}

/** The FROM clause without its keyword: relations from left to right, each join on its own line. */
export function printFrom(from: From, printer: FromPrinter): PrintedFrom {
  const { dialect } = printer;
  const joins = joinsOf(from);
  const existing = joins.filter((j) => dialect.semiJoin === undefined && isSemi(j));
  const hinted = joins.filter((j) => !existing.includes(j) && !j.on.some(isEquality));
  const aliases = hinted.flatMap((j) =>
    j.right.kind === 'join' ? [] : [dialect.quote(j.right.as)],
  );
  return {
    from: [
      relation(firstOf(from), printer),
      joins
        .filter((j) => !existing.includes(j))
        .map((j) => [hardline, marked(j.at, printJoin(j, printer))]),
    ],
    conditions: existing.map((j) => marked(j.at, exists(j, printer))),
    hint: aliases.length === 0 ? undefined : dialect.joinHint?.(aliases),
  };
}

function joinsOf(from: From): readonly Join[] {
  return from.kind === 'join' ? [...joinsOf(from.left), from] : [];
}

function firstOf(from: From): From {
  return from.kind === 'join' ? firstOf(from.left) : from;
}

function isSemi(j: Join): boolean {
  return j.type === 'semi' || j.type === 'anti';
}

/** Engines join well on equalities of values that rows have; others need every pair. */
function isEquality(on: Condition): boolean {
  return (
    on.kind === 'binary' &&
    (on.operator === '=' || on.operator === 'is not distinct from') &&
    !isFixed(on.left) &&
    !isFixed(on.right)
  );
}

function printJoin(j: Join, printer: FromPrinter): Doc {
  const { dialect } = printer;
  const right = relation(j.right, printer);
  if (j.type === 'cross' && dialect.joinHint === undefined) return ['CROSS JOIN ', right];
  const words = {
    inner: 'JOIN',
    cross: 'JOIN',
    left: 'LEFT JOIN',
    semi: dialect.semiJoin?.semi ?? '',
    anti: dialect.semiJoin?.anti ?? '',
  };
  const on =
    j.on.length === 0
      ? ['ON ', dialect.joinHint === undefined ? 'TRUE' : '1 = 1']
      : [
          'ON ',
          join(
            conditionDocs(
              j.on.flatMap((c) => joinable(c, dialect)),
              printer.say,
            ),
            [line, 'AND '],
          ),
        ];
  return group(`${words[j.type]} `, right, nest(line, on));
}

/** `[NOT] EXISTS (SELECT 1 FROM … WHERE …)`. */
function exists(j: Join, printer: FromPrinter): Doc {
  const where =
    j.on.length === 0
      ? []
      : [hardline, group('WHERE ', nest(join(conditionDocs(j.on, printer.say), [line, 'AND '])))];
  const inner = ['SELECT 1', hardline, 'FROM ', relation(j.right, printer), where];
  return [j.type === 'anti' ? 'NOT EXISTS (' : 'EXISTS (', nest(hardline, inner), hardline, ')'];
}

/** And-ed conditions, each with its place in the document. */
export function conditionDocs(conditions: readonly Condition[], say: Say): readonly Doc[] {
  return conditions.map((c) => marked(c.at, say.operand(c, levels.not)));
}

function relation(from: From, printer: FromPrinter): Doc {
  const { dialect, say } = printer;
  switch (from.kind) {
    case 'table': {
      const name = join(from.name.map(dialect.quote), '.');
      return from.name.length === 1 && from.name[0] === from.as
        ? name
        : [name, ' AS ', dialect.quote(from.as)];
    }
    case 'cte':
      return from.name === from.as
        ? dialect.quote(from.name)
        : [dialect.quote(from.name), ' AS ', dialect.quote(from.as)];
    case 'subquery':
      return [
        '(',
        nest(hardline, printer.query(from.query)),
        hardline,
        ') AS ',
        dialect.quote(from.as),
      ];
    case 'series': {
      const start = (moment: SqlExpr): SqlExpr =>
        call('date_trunc', [stringLiteral(from.unit), moment], from.type);
      const parts = {
        from: start(from.from),
        to: start(from.to),
        unit: from.unit,
        type: from.type,
        column: dialect.quote(from.column),
        ...(from.over !== undefined && {
          over: ['(', nest(hardline, printer.query(from.over)), hardline, ') AS bounds'],
        }),
      };
      return [dialect.series(parts, say), ' AS ', dialect.quote(from.as)];
    }
    case 'join':
      return unsupported(dialect, 'a join inside of a join');
    default:
      return unreachable(from);
  }
}

/**
 * Where a dialect does not join on `IS NOT DISTINCT FROM`, two equalities that nulls satisfy say the
 * same: of the values with any value of their type for null, and of whether they are null.
 */
function joinable(on: Condition, dialect: Dialect): readonly Condition[] {
  if (dialect.nullSafeJoin || on.kind !== 'binary' || on.operator !== 'is not distinct from')
    return [on];
  const some = anyValue(on.left.type);
  if (some === undefined) return [on];
  const filled = (e: SqlExpr): SqlExpr => call('coalesce', [e, some], e.type);
  const marker = (e: SqlExpr): SqlExpr =>
    caseWhen<SqlLeaf>([branch(isNull(e), integerLiteral(1))], integerLiteral(0));
  const place = on.at === undefined ? {} : { at: on.at };
  return [
    { ...binary('=', filled(on.left), filled(on.right)), ...place },
    { ...binary('=', marker(on.left), marker(on.right)), ...place },
  ];
}

function anyValue(type: Type): Literal | undefined {
  switch (type.kind) {
    case 'string':
      return stringLiteral('');
    case 'boolean':
      return literal(type, 'false');
    case 'date':
      return literal(type, '1970-01-01');
    case 'timestamp':
      return literal(type, '1970-01-01 00:00:00');
    case 'bigint':
    case 'decimal':
    case 'double':
      return integerLiteral(0);
    case 'interval':
    case 'json':
    case 'array':
    case 'unknown':
      return undefined;
    default:
      return unreachable(type);
  }
}
