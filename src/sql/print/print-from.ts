import { unreachable } from '../../base/unreachable.js';
import { call, stringLiteral } from '../../expr/build.js';
import type { Condition, From, Query, SqlExpr } from '../ast.js';
import type { Dialect, Say } from '../dialect.js';
import { joinConditions, type Join } from './join-conditions.js';
import { group, hardline, join, line, marked, nest, type Doc } from './layout.js';
import { levels } from './term.js';
import { unsupported } from './unsupported.js';

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
  const all = joinsOf(from);
  const existing = all.filter((j) => dialect.semiJoin === undefined && isSemi(j));
  const joins = all
    .filter((j) => !existing.includes(j))
    .map((j) => ({ join: j, ...joinConditions(j, dialect) }));
  const aliases = joins.flatMap(({ join: { right }, hinted }) =>
    hinted && right.kind !== 'join' ? [dialect.quote(right.as)] : [],
  );
  return {
    from: [
      relation(firstOf(from), printer),
      joins.map(({ join: j, on }) => [hardline, marked(j.at, printJoin(j, on, printer))]),
    ],
    conditions: [
      ...joins.flatMap(({ where }) => conditionDocs(where, printer.say)),
      ...existing.map((j) => marked(j.at, exists(j, printer))),
    ],
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

function printJoin(j: Join, conditions: readonly Condition[], printer: FromPrinter): Doc {
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
    conditions.length === 0
      ? ['ON ', dialect.joinHint === undefined ? 'TRUE' : '1 = 1']
      : ['ON ', join(conditionDocs(conditions, printer.say), [line, 'AND '])];
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
