import type { SqlNode } from '../tree.js';
import { unitNamed } from '../expressions/hive-functions.js';
import { dayExpression, scheduledDay } from './scheduled-day.js';

/** The day of a run or a question, as an expression. */
export type RunDay = '$as_of' | '$bizdate';

/**
 * An expression of the day of the run: `${bizdate}` and its like are its text, as the scheduler writes it into the
 * SQL; TO_DATE of that the day itself.
 */
export function runDayOf(node: SqlNode, run: RunDay): string | undefined {
  if (node.kind !== 'param') return dayOfText(node, run);
  const day = scheduledDay(node.name);
  return day && `format_date(${dayExpression(day, run)}, '${day.format}')`;
}

/** The day that a partition's value means, as an expression of type date; undefined where it is none. */
export function dayMeant(node: SqlNode, format: string, run: RunDay): string | undefined {
  if (node.kind === 'param') {
    const day = scheduledDay(node.name);
    return day?.format === format ? dayExpression(day, run) : undefined;
  }
  if (node.kind === 'literal') {
    const parts =
      format === 'yyyyMMdd'
        ? /^(\d{4})(\d\d)(\d\d)$/.exec(node.text)
        : /^(\d{4})-(\d\d)-(\d\d)$/.exec(node.text);
    return parts === null ? undefined : `date '${parts.slice(1).join('-')}'`;
  }
  if (node.kind !== 'call') return undefined;
  const [of, second] = node.args;
  if (node.name === 'concat') return firstOfMonth(node.args, format, run);
  // The letters of DATE_FORMAT are Java's: `mm` is the minute there.
  const isText =
    (node.name === 'to_char' && isFormat(second, format)) ||
    (node.name === 'date_format' && second?.kind === 'literal' && second.text === format);
  return isText ? moved(of!, run) : undefined;
}

/** `'${yyyymm}01'` and `concat(substr('${bizdate}', 1, 6), '01')` are the first day of a month. */
function firstOfMonth(
  [month, first, ...more]: readonly SqlNode[],
  format: string,
  run: RunDay,
): string | undefined {
  const begin = format === 'yyyyMMdd' ? 'yyyyMM' : 'yyyy-MM';
  const end = format === 'yyyyMMdd' ? '01' : '-01';
  if (first?.kind !== 'literal' || first.text !== end || more.length > 0) return undefined;
  const cut = month?.kind === 'call' && ['substr', 'substring'].includes(month.name);
  const [param, from, length] = cut ? month.args : [month];
  const day = param?.kind === 'param' ? scheduledDay(param.name) : undefined;
  if (day === undefined) return undefined;
  const isMonth = cut
    ? day.format === format &&
      from?.kind === 'literal' &&
      from.text === '1' &&
      length?.kind === 'literal' &&
      length.text === String(begin.length)
    : day.format === begin;
  return isMonth ? `date_trunc('month', ${dayExpression(day, run)})` : undefined;
}

/** A day so many days, weeks, months … from that of the run, or the first or last one of such. */
function moved(node: SqlNode, run: RunDay): string | undefined {
  const day = dayOfText(node, run);
  if (day !== undefined || node.kind !== 'call') return day;
  const [of, n, u] = node.args;
  const base = of === undefined ? undefined : moved(of, run);
  if (base === undefined) return undefined;
  const unit = (part: SqlNode | undefined): string | undefined =>
    part?.kind === 'literal' ? unitNamed(part.text) : undefined;
  const by = n === undefined ? undefined : wholeNumber(n);
  const add = (many: number | undefined, of_: string | undefined): string | undefined =>
    many === undefined || of_ === undefined ? undefined : `date_add('${of_}', ${many}, ${base})`;
  switch (node.name) {
    case 'dateadd':
      return add(by, unit(u));
    case 'date_add':
      return u === undefined ? add(by, 'day') : undefined;
    case 'date_sub':
      return u === undefined && by !== undefined ? add(-by, 'day') : undefined;
    case 'add_months':
      return u === undefined ? add(by, 'month') : undefined;
    case 'datetrunc':
      return unit(n) === undefined ? undefined : `date_trunc('${unit(n)!}', ${base})`;
    case 'lastday':
    case 'last_day':
      return `last_day(${base})`;
    default:
      return undefined;
  }
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

/** TO_DATE of a day that the scheduler writes, in its own format. */
function dayOfText(node: SqlNode, run: RunDay): string | undefined {
  if (node.kind !== 'call' || node.name !== 'to_date') return undefined;
  const [of, format] = node.args;
  const day = of?.kind === 'param' ? scheduledDay(of.name) : undefined;
  if (day === undefined || !day.format.endsWith('dd')) return undefined;
  const own = format === undefined ? day.format === 'yyyy-MM-dd' : isFormat(format, day.format);
  return own ? dayExpression(day, run) : undefined;
}

function isFormat(node: SqlNode | undefined, format: string): boolean {
  return node?.kind === 'literal' && node.text.toLowerCase() === format.toLowerCase();
}
