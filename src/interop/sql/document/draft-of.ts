import { quoteName } from '../../../base/text/name.js';
import type { Column, Key, Measure, Window } from '../../../dsl/document.js';
import { conditionOf, scalarOf } from './subqueries.js';
import { measureOf, runningFunctions, windowFunctions } from './measure-of.js';
import { nameIn, partitionIn, same } from '../relation.js';
import { ownerOf, pathOf } from './placed.js';
import { type Rows } from './translate-joins.js';
import { runDayOf } from '../days/run-day.js';
import { orderOf, type Scope, type Translation } from './translation.js';
import type { SqlColumn, SqlItem, SqlNode, SqlWindow } from '../tree.js';
import { ofAllRows, ofDialect } from '../expressions/of-dialect.js';
import { writeExpression } from '../expressions/write-expression.js';

/** The parts of a stage while it is made: source expressions become keys, columns and measures, the rest computes over them. */
export interface Draft {
  readonly by: Key[];
  readonly columns: Column[];
  readonly measures: Measure[];
  readonly windows: Window[];
  readonly compute: Column[];
  /** A condition on source rows; undefined where a match says it. */
  readonly condition: (node: SqlNode) => string | undefined;
  readonly group: (nodes: readonly SqlNode[]) => void;
  readonly list: () => void;
  /** Says every item of the SELECT that is not said yet. */
  readonly results: () => void;
  /** An expression over result columns. */
  readonly result: (node: SqlNode) => string;
  readonly orderName: (node: SqlNode) => string;
  /** All columns of the stage, in the order they leave it. */
  readonly names: () => readonly string[];
}

/** Begins the stage of a SELECT over these rows. */
export function draftOf(
  translation: Translation,
  rows: Rows,
  scope: Scope,
  items: readonly SqlItem[],
  called: readonly string[],
): Draft {
  const { refuse } = translation;
  const by: Key[] = [];
  const columns: Column[] = [];
  const measures: Measure[] = [];
  const windows: Window[] = [];
  const compute: Column[] = [];
  const said = new Map<string, string>();
  const taken = new Set(called.map((c) => c.toLowerCase()));
  // What the SQL calls its columns, where a table or a list of names calls them otherwise.
  const aliases = items.map(
    ({ as, value }, i) => as ?? (value.kind === 'column' ? value.name : called[i]!),
  );
  const aliased = (name: string): string | undefined =>
    called[aliases.findIndex((a) => same(a, name))];
  let grouped = false;
  const hidden = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  };

  const source = (node: SqlNode): string =>
    writeExpression(
      node,
      (n) => {
        if (n.kind === 'column') return columnText(n);
        if (runDay(n) !== undefined) return runDay(n);
        if (n.kind === 'in-query' || n.kind === 'exists')
          return (
            conditionOf(translation, n, rows, scope, source, false) ??
            refuse('a subquery in this place')
          );
        return n.kind === 'query'
          ? scalarOf(translation, n.query, rows, scope, source)
          : own(n, source);
      },
      refuse,
    );
  const columnText = (column: SqlColumn): string => {
    const owner = ownerOf(column, rows.placed);
    const path = owner === undefined ? undefined : pathOf(column, owner);
    if (path !== undefined) return path;
    const name = column.table === undefined ? [column.name] : [column.table, column.name];
    const partition = owner !== undefined && partitionIn(owner.relation, column.name) !== undefined;
    return refuse(
      partition
        ? `the partition ${column.name} as a value`
        : `the column ${name.join('.')}, which ${owner === undefined ? 'no one source has' : 'has no name in the ontology'}`,
      name,
    );
  };
  const runDay = (node: SqlNode): string | undefined => runDayOf(node, translation.run);
  const own = (node: SqlNode, write: (n: SqlNode) => string): string | undefined =>
    ofDialect(node, translation.dialect, write);
  const isText = (node: SqlNode): boolean =>
    node.kind !== 'literal' &&
    node.kind !== 'aggregate' &&
    node.kind !== 'window' &&
    node.kind !== 'query' &&
    node.kind !== 'in-query' &&
    node.kind !== 'exists';

  /** The text of a source expression without a word about what it cannot say. */
  const quietly = (node: SqlNode): string | undefined => {
    const failures: true[] = [];
    const no = (): string => {
      failures.push(true);
      return 'null';
    };
    const text = writeExpression(
      node,
      (n) => {
        if (
          n.kind === 'aggregate' ||
          n.kind === 'window' ||
          n.kind === 'query' ||
          n.kind === 'in-query' ||
          n.kind === 'exists'
        )
          return no();
        if (runDay(n) !== undefined) return runDay(n);
        if (n.kind !== 'column') return own(n, (x) => quietly(x) ?? no());
        const owner = ownerOf(n, rows.placed);
        return (owner && pathOf(n, owner)) ?? no();
      },
      no,
    );
    return failures.length > 0 ? undefined : text;
  };

  /** DuckDB's mean of decimals is a double. */
  const averaged = (fn: string, of: SqlNode): string => {
    const text = source(of);
    if (fn !== 'avg' || translation.dialect !== 'duckdb') return text;
    const owner = of.kind === 'column' ? ownerOf(of, rows.placed)?.relation : undefined;
    const attribute =
      of.kind === 'column' && owner?.kind === 'entity' ? nameIn(owner, of.name) : undefined;
    const type =
      attribute === undefined || owner?.kind !== 'entity'
        ? undefined
        : owner.entity.attributes.get(attribute)?.type.kind;
    return type === 'bigint' || type === 'double' ? text : `cast(${text} as double)`;
  };

  const measure = (node: Extract<SqlNode, { kind: 'aggregate' }>, wanted: string): string => {
    const of = node.of === undefined ? undefined : averaged(node.fn, node.of);
    const other = node.with === undefined ? undefined : source(node.with);
    const where = node.filter === undefined ? undefined : source(node.filter);
    const key = JSON.stringify(['aggregate', node.fn, node.distinct, of, other, where]);
    const known = said.get(key);
    if (known !== undefined) return known;
    const base = rows.base.relation;
    // `count(1)` counts rows.
    const counts =
      node.fn === 'count' &&
      node.of?.kind === 'literal' &&
      node.of.type !== 'null' &&
      !node.distinct;
    // Of all rows, not of a sample, as a document's.
    const fn = ofAllRows(node.fn, translation.dialect) ?? node.fn;
    const text = {
      fn,
      distinct: node.distinct,
      ...(of !== undefined && !counts && { of }),
      ...(other !== undefined && { with: other }),
      ...(where !== undefined && { where }),
    };
    const made = measureOf(
      text,
      wanted,
      translation.ontology,
      base.kind === 'entity' ? base.entity.name : undefined,
    );
    if (made === undefined)
      refuse(`the aggregate ${node.distinct ? `${node.fn}(distinct …)` : node.fn}`, [node.fn]);
    else measures.push(made);
    said.set(key, wanted);
    return wanted;
  };

  /** A value of the whole beside groups: the same in all rows of each, so its largest is it. */
  const oneValue = (node: SqlNode): string => {
    const name = hidden('whole_value');
    const of = source(node);
    if (grouped) measures.push({ as: name, agg: 'max', of });
    else columns.push({ as: name, is: of });
    return name;
  };

  /** The name of a result column that holds this, made if there is none. */
  const nameOf = (node: SqlNode, wanted = hidden('value')): string => {
    if (node.kind === 'column' && node.table === undefined) {
      const alias = aliased(node.name);
      if (alias !== undefined && said.get(`as ${alias}`) !== undefined) return alias;
    }
    const text = result(node, wanted);
    if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && all().includes(text)) return text;
    const plain = all().find((n) => quoteName(n) === text);
    if (plain !== undefined) return plain;
    compute.push({ as: wanted, is: text });
    return wanted;
  };

  const window = (node: SqlWindow, wanted: string): string => {
    const key = JSON.stringify(node);
    const known = said.get(key);
    if (known !== undefined) return known;
    const fn = windowFunctions.get(node.fn);
    if (fn === undefined) refuse(`the window ${node.fn}`, [node.fn]);
    const { frame } = node;
    const running = fn !== undefined && runningFunctions.has(fn) && node.order.length > 0;
    if (frame === 'other' || (frame !== undefined && !running))
      refuse('a window frame', [frame === 'other' ? 'between' : 'rows']);
    // Without a frame SQL takes rows that are equal in order together; a document one after the other (S10).
    if (frame === undefined && running) translation.byRows(node.fn);
    const [first, second, third] = node.args;
    if (third !== undefined) refuse(`the default value of ${node.fn}`, [node.fn]);
    const numbered = node.fn === 'ntile' ? first : second;
    const of = node.fn === 'ntile' || first === undefined ? undefined : nameOf(first);
    windows.push({
      as: wanted,
      fn: fn ?? 'count',
      ...(of !== undefined && { of }),
      ...(node.partition.length > 0 && { per: node.partition.map((p) => nameOf(p)) }),
      ...(node.order.length > 0 && {
        order: node.order.map((o) => orderOf(nameOf(o.by), o, translation)),
      }),
      ...(numbered?.kind === 'literal' && { n: Number(numbered.text) }),
      ...(typeof frame === 'number' && { last: frame + 1 }),
    });
    said.set(key, wanted);
    return wanted;
  };

  const result = (node: SqlNode, wanted?: string): string =>
    writeExpression(
      node,
      (n) => {
        if (n.kind === 'window')
          return quoteName(
            window(n, n === node && wanted !== undefined ? wanted : hidden('ranked')),
          );
        if (n.kind === 'aggregate')
          return quoteName(
            measure(n, n === node && wanted !== undefined ? wanted : hidden('measured')),
          );
        if (n.kind === 'query') return quoteName(oneValue(n));
        const text = isText(n) ? quietly(n) : undefined;
        const known = text === undefined ? undefined : said.get(`text ${text}`);
        if (known !== undefined) return quoteName(known);
        if (runDay(n) !== undefined) return runDay(n);
        if (n.kind !== 'column') return own(n, (x) => result(x));
        const alias = n.table === undefined ? aliased(n.name) : undefined;
        if (alias !== undefined && said.has(`as ${alias}`) && (text === undefined || grouped))
          return quoteName(alias);
        if (grouped)
          return refuse(`the column ${n.name}, which is neither grouped nor aggregated`, [n.name]);
        const made = hidden(n.name);
        columns.push({ as: made, is: columnText(n) });
        said.set(`text ${text ?? ''}`, made);
        return quoteName(made);
      },
      refuse,
    );

  const all = (): readonly string[] =>
    [...by, ...columns, ...measures, ...windows, ...compute].map((c) => c.as);
  const say = (text: string, name: string): void => {
    if (!said.has(`text ${text}`)) said.set(`text ${text}`, name);
    said.set(`as ${name}`, name);
  };

  return {
    by,
    columns,
    measures,
    windows,
    compute,
    condition: (node) =>
      node.kind === 'in-query' || node.kind === 'exists'
        ? conditionOf(translation, node, rows, scope, source, true)
        : source(node),
    group: (nodes) => {
      grouped = true;
      for (const given of nodes) {
        const node = meant(given, items, aliases, rows);
        const text = source(node);
        if (by.some((k) => k.is === text)) continue;
        const item = items.findIndex((i) => isText(i.value) && quietly(i.value) === text);
        const name =
          item >= 0 ? called[item]! : hidden(node.kind === 'column' ? node.name : 'grouped');
        by.push({ as: name, is: text });
        say(text, name);
      }
    },
    list: () => {
      for (const [i, item] of items.entries()) {
        if (windowIn(item.value)) continue;
        const text = source(item.value);
        columns.push({ as: called[i]!, is: text });
        say(text, called[i]!);
      }
    },
    results: () => {
      for (const [i, item] of items.entries()) {
        const name = called[i]!;
        if (all().includes(name)) continue;
        const text = result(item.value, name);
        if (!all().includes(name)) compute.push({ as: name, is: text });
        said.set(`as ${name}`, name);
      }
    },
    result,
    orderName: (node) => {
      if (node.kind === 'literal' && node.type === 'number') {
        const name = called[Number(node.text) - 1];
        return name ?? refuse('ORDER BY of a column that is not there');
      }
      return nameOf(node, hidden('ordered'));
    },
    names: () => all(),
  };
}

function windowIn(node: SqlNode): boolean {
  return JSON.stringify(node).includes('"kind":"window"');
}

/** What a key of GROUP BY means: the nth item, the item of that alias, or itself. */
function meant(
  node: SqlNode,
  items: readonly SqlItem[],
  aliases: readonly string[],
  rows: Rows,
): SqlNode {
  if (node.kind === 'literal' && node.type === 'number')
    return items[Number(node.text) - 1]?.value ?? node;
  if (node.kind !== 'column' || node.table !== undefined) return node;
  if (ownerOf(node, rows.placed) !== undefined) return node;
  const item = aliases.findIndex((a) => same(a, node.name));
  return item < 0 ? node : items[item]!.value;
}
