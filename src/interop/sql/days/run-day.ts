import type { SqlNode } from '../tree.js';
import { unitNamed } from '../expressions/hive-functions.js';

/** The day of a run or a question, as an expression. */
export type RunDay = '$as_of' | '$bizdate';

/**
 * An expression of the day of the run: `${bizdate}` is its text, as partitions are written and as `withDay` puts it
 * into the SQL; TO_DATE of that the day itself.
 */
export function runDayOf(node: SqlNode, run: RunDay): string | undefined {
  if (node.kind === 'param')
    return node.name === 'bizdate' ? `format_date(${run}, 'yyyyMMdd')` : undefined;
  return isRunDay(node) ? run : undefined;
}

/** The day that a partition's value means, as an expression of type date; undefined where it is none. */
export function dayMeant(node: SqlNode, format: string, run: RunDay): string | undefined {
  if (node.kind === 'param') return node.name === 'bizdate' ? run : undefined;
  if (node.kind === 'literal') {
    const parts =
      format === 'yyyyMMdd'
        ? /^(\d{4})(\d\d)(\d\d)$/.exec(node.text)
        : /^(\d{4})-(\d\d)-(\d\d)$/.exec(node.text);
    return parts === null ? undefined : `date '${parts.slice(1).join('-')}'`;
  }
  const isText = node.kind === 'call' && ['to_char', 'date_format'].includes(node.name);
  if (!isText || !isFormat(node.args[1], format)) return undefined;
  return moved(node.args[0]!, run);
}

/** A day so many days, weeks, months … from that of the run. */
function moved(node: SqlNode, run: RunDay): string | undefined {
  if (isRunDay(node)) return run;
  if (node.kind !== 'call' || node.name !== 'dateadd') return undefined;
  const [of, n, u] = node.args;
  const unit = u?.kind === 'literal' ? unitNamed(u.text) : undefined;
  const count = n === undefined ? undefined : wholeNumber(n);
  const day = of === undefined ? undefined : moved(of, run);
  return unit === undefined || count === undefined || day === undefined
    ? undefined
    : `date_add('${unit}', ${count}, ${day})`;
}

function wholeNumber(node: SqlNode): number | undefined {
  if (node.kind === 'unary' && node.op === '-') {
    const of = wholeNumber(node.of);
    return of === undefined ? undefined : -of;
  }
  if (node.kind !== 'literal' || node.type !== 'number') return undefined;
  const value = Number(node.text);
  return Number.isInteger(value) ? value : undefined;
}

function isRunDay(node: SqlNode): boolean {
  if (node.kind !== 'call' || node.name !== 'to_date') return false;
  const [of, format] = node.args;
  return of?.kind === 'param' && of.name === 'bizdate' && isFormat(format, 'yyyyMMdd');
}

function isFormat(node: SqlNode | undefined, format: string): boolean {
  return node?.kind === 'literal' && node.text.toLowerCase() === format.toLowerCase();
}
