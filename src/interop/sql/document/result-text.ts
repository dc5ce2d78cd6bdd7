import { quoteName } from '../../../base/text/name.js';
import { runDayOf } from '../days/run-day.js';
import { ofAllRows, ofDialect } from '../expressions/of-dialect.js';
import { writeExpression } from '../expressions/write-expression.js';
import type { SqlColumn, SqlNode, SqlWindow } from '../tree.js';
import { measureOf, runningFunctions, windowFunctions } from './measure-of.js';
import { averagedText, columnText, quietText, sourceText } from './source-text.js';
import { hiddenName, namesOf, saidAlias, type StageParts } from './stage-parts.js';
import { orderOf } from './translation.js';

type SqlAggregate = Extract<SqlNode, { kind: 'aggregate' }>;

/** An expression over result columns; those that it needs and nobody has said are made. `wanted`: what it is to be called if it is one. */
export function resultText(parts: StageParts, node: SqlNode, wanted?: string): string {
  const called = (n: SqlNode, hidden: string): string =>
    n === node && wanted !== undefined ? wanted : hiddenName(parts, hidden);
  return writeExpression(
    node,
    (n) => {
      if (n.kind === 'window') return quoteName(windowName(parts, n, called(n, 'ranked')));
      if (n.kind === 'aggregate') return quoteName(measureName(parts, n, called(n, 'measured')));
      if (n.kind === 'query') return quoteName(oneValue(parts, n));
      const text = quietText(parts, n);
      const known = text === undefined ? undefined : parts.ofText.get(text);
      if (known !== undefined) return quoteName(known);
      const { run, dialect } = parts.translation;
      const day = runDayOf(n, run);
      if (day !== undefined) return day;
      return n.kind === 'column'
        ? resultColumn(parts, n, text)
        : ofDialect(n, dialect, (x) => resultText(parts, x));
    },
    parts.translation.refuse,
  );
}

/** A column as the result has it: the item that is called so, else one that is made for it. */
function resultColumn(parts: StageParts, column: SqlColumn, text: string | undefined): string {
  const alias = column.table === undefined ? saidAlias(parts, column.name) : undefined;
  if (alias !== undefined && (text === undefined || parts.isGrouped)) return quoteName(alias);
  if (parts.isGrouped)
    return parts.translation.refuse(
      `the column ${column.name}, which is neither grouped nor aggregated`,
      [column.name],
    );
  const made = hiddenName(parts, column.name);
  parts.columns.push({ as: made, is: columnText(parts, column) });
  parts.ofText.set(text ?? '', made);
  return quoteName(made);
}

/** The name of a result column that holds this, made if there is none. */
export function resultName(
  parts: StageParts,
  node: SqlNode,
  wanted = hiddenName(parts, 'value'),
): string {
  const alias =
    node.kind === 'column' && node.table === undefined ? saidAlias(parts, node.name) : undefined;
  if (alias !== undefined) return alias;
  const text = resultText(parts, node, wanted);
  const known = namesOf(parts).find((name) => name === text || quoteName(name) === text);
  if (known !== undefined) return known;
  parts.compute.push({ as: wanted, is: text });
  return wanted;
}

/** A value of the whole beside groups: the same in all rows of each, so its largest is it. */
function oneValue(parts: StageParts, node: SqlNode): string {
  const name = hiddenName(parts, 'whole_value');
  const of = sourceText(parts, node);
  if (parts.isGrouped) parts.measures.push({ as: name, agg: 'max', of });
  else parts.columns.push({ as: name, is: of });
  return name;
}

function measureName(parts: StageParts, node: SqlAggregate, wanted: string): string {
  const { translation, rows, measures, ofCall } = parts;
  const of = node.of === undefined ? undefined : averagedText(parts, node.fn, node.of);
  const other = node.with === undefined ? undefined : sourceText(parts, node.with);
  const where = node.filter === undefined ? undefined : sourceText(parts, node.filter);
  const key = JSON.stringify(['aggregate', node.fn, node.distinct, of, other, where]);
  const known = ofCall.get(key);
  if (known !== undefined) return known;
  const base = rows.base.relation;
  const text = {
    // Of all rows, not of a sample, as a document's.
    fn: ofAllRows(node.fn, translation.dialect) ?? node.fn,
    distinct: node.distinct,
    ...(of !== undefined && !countsRows(node) && { of }),
    ...(other !== undefined && { with: other }),
    ...(where !== undefined && { where }),
  };
  const entity = base.kind === 'entity' ? base.entity.name : undefined;
  const made = measureOf(text, wanted, translation.ontology, entity);
  if (made !== undefined) measures.push(made);
  else {
    const shown = node.distinct ? `${node.fn}(distinct …)` : node.fn;
    translation.refuse(`the aggregate ${shown}`, [node.fn]);
  }
  ofCall.set(key, wanted);
  return wanted;
}

/** `count(1)` counts rows. */
function countsRows({ fn, of, distinct }: SqlAggregate): boolean {
  return fn === 'count' && of?.kind === 'literal' && of.type !== 'null' && !distinct;
}

function windowName(parts: StageParts, node: SqlWindow, wanted: string): string {
  const { translation, windows, ofCall } = parts;
  const { refuse } = translation;
  const key = JSON.stringify(node);
  const known = ofCall.get(key);
  if (known !== undefined) return known;
  const fn = windowFunctions.get(node.fn);
  if (fn === undefined) refuse(`the window ${node.fn}`, [node.fn]);
  const { frame } = node;
  const isRunning = fn !== undefined && runningFunctions.has(fn) && node.order.length > 0;
  if (frame === 'other' || (frame !== undefined && !isRunning))
    refuse('a window frame', [frame === 'other' ? 'between' : 'rows']);
  // Without a frame SQL takes rows that are equal in order together; a document one after the other (S10).
  if (frame === undefined && isRunning) translation.byRows(node.fn);
  const [first, second, third] = node.args;
  if (third !== undefined) refuse(`the default value of ${node.fn}`, [node.fn]);
  const numbered = node.fn === 'ntile' ? first : second;
  const of = node.fn === 'ntile' || first === undefined ? undefined : resultName(parts, first);
  const per = node.partition.map((p) => resultName(parts, p));
  const order = node.order.map((o) => orderOf(resultName(parts, o.by), o, translation));
  windows.push({
    as: wanted,
    fn: fn ?? 'count',
    ...(of !== undefined && { of }),
    ...(per.length > 0 && { per }),
    ...(order.length > 0 && { order }),
    ...(numbered?.kind === 'literal' && { n: Number(numbered.text) }),
    ...(typeof frame === 'number' && { last: frame + 1 }),
  });
  ofCall.set(key, wanted);
  return wanted;
}
