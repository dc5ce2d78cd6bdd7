import type { SqlNode } from '../tree.js';

/**
 * A call of Hive's family as functions of the expression language take it: units and formats in their words, arguments
 * in their order. Undefined where it is none of these; `write` says its arguments.
 */
export function hiveCall(
  name: string,
  args: readonly SqlNode[],
  write: (node: SqlNode) => string,
): string | undefined {
  const [a, b, c] = args;
  if (a === undefined) return undefined;
  const unit = (node: SqlNode | undefined): string | undefined =>
    node?.kind === 'literal' ? unitNamed(node.text) : undefined;
  switch (name) {
    case 'to_char':
      if (b === undefined) return `cast(${write(a)} as string)`;
      return inFormat('format_date', a, formatOf(b), write);
    case 'date_format':
      return inFormat('format_date', a, b?.kind === 'literal' ? b.text : undefined, write);
    case 'to_date':
      return b === undefined
        ? `try_cast(${write(a)} as date)`
        : inFormat('to_date', a, formatOf(b), write);
    case 'dateadd': {
      const by = unit(c);
      return b === undefined || by === undefined
        ? undefined
        : `date_add('${by}', ${write(b)}, ${write(a)})`;
    }
    case 'date_add':
    case 'date_sub':
      if (b === undefined || c !== undefined || (b.kind === 'literal' && b.type === 'interval'))
        return undefined;
      return `date_add('day', ${name === 'date_sub' ? `(-${write(b)})` : write(b)}, date(${write(a)}))`;
    case 'datediff': {
      const by = unit(c);
      return b === undefined || by === undefined
        ? undefined
        : `date_diff('${by}', ${write(b)}, ${write(a)})`;
    }
    case 'datetrunc':
      return unit(b) === undefined ? undefined : `date_trunc('${unit(b)!}', ${write(a)})`;
    case 'datepart':
      return unit(b) === undefined ? undefined : `${unit(b)!}(${write(a)})`;
    case 'weekday':
      return `(day_of_week(${write(a)}) - 1)`;
    case 'weekofyear':
      return `week(${write(a)})`;
    case 'lastday':
      return `last_day(${write(a)})`;
    case 'tolower':
    case 'lcase':
      return `lower(${write(a)})`;
    case 'toupper':
    case 'ucase':
      return `upper(${write(a)})`;
    case 'instr':
      return b === undefined || c !== undefined ? undefined : `position(${write(a)}, ${write(b)})`;
    case 'decode':
      return decoded(a, args.slice(1), write);
    case 'nvl2':
      return b === undefined || c === undefined
        ? undefined
        : `case when ${write(a)} is not null then ${write(b)} else ${write(c)} end`;
    default:
      return undefined;
  }
}

/** A null is found as a null. */
function decoded(
  of: SqlNode,
  rest: readonly SqlNode[],
  write: (node: SqlNode) => string,
): string | undefined {
  if (rest.length < 2) return undefined;
  const whens = rest.flatMap((searched, i): readonly string[] => {
    const gives = rest[i + 1];
    if (i % 2 === 1 || gives === undefined) return [];
    return [`when ${equalOrNull(write(of), searched, write)} then ${write(gives)}`];
  });
  const otherwise = rest.length % 2 === 1 ? ` else ${write(rest.at(-1)!)}` : '';
  return `case ${whens.join(' ')}${otherwise} end`;
}

function equalOrNull(of: string, other: SqlNode, write: (node: SqlNode) => string): string {
  if (other.kind !== 'literal')
    return `${of} = ${write(other)} or (${of} is null and ${write(other)} is null)`;
  return other.type === 'null' ? `${of} is null` : `${of} = ${write(other)}`;
}

/** The unit that a part of a date is called by: `dd` and `day` are one. */
export function unitNamed(written: string): string | undefined {
  return units.get(written.toLowerCase());
}

const units = new Map([
  ...['yyyy', 'year'].map((n) => [n, 'year'] as const),
  ...['q', 'quarter'].map((n) => [n, 'quarter'] as const),
  ...['mm', 'mon', 'month'].map((n) => [n, 'month'] as const),
  ...['w', 'week'].map((n) => [n, 'week'] as const),
  ...['dd', 'day'].map((n) => [n, 'day'] as const),
  ...['hh', 'hour'].map((n) => [n, 'hour'] as const),
  ...['mi', 'minute'].map((n) => [n, 'minute'] as const),
  ...['ss', 'second'].map((n) => [n, 'second'] as const),
]);

function inFormat(
  fn: string,
  of: SqlNode,
  format: string | undefined,
  write: (node: SqlNode) => string,
): string | undefined {
  return format === undefined
    ? undefined
    : `${fn}(${write(of)}, '${format.replaceAll("'", "''")}')`;
}

/** `mm` is the month there and `mi` the minute, in any case. */
function formatOf(node: SqlNode): string | undefined {
  if (node.kind !== 'literal') return undefined;
  const own: Readonly<Record<string, string>> = {
    yyyy: 'yyyy',
    mm: 'MM',
    dd: 'dd',
    hh24: 'HH',
    hh: 'HH',
    mi: 'mm',
    ss: 'ss',
  };
  return node.text.replace(/yyyy|mm|dd|hh24|hh|mi|ss/gi, (part) => own[part.toLowerCase()]!);
}
