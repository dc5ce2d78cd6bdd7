import type { Ontology } from '../../src/ontology/model.js';
import type { Chance } from './random.js';

/** A name that can be read, and the kind of its type. */
export interface Column {
  readonly name: string;
  readonly kind: string;
  /** It holds what was written: arithmetic has left no last digits. */
  readonly exact?: true;
}

/** Attributes of an entity, and of what it reaches over so many relationships; `many`: of partners too. */
export function columnsOf(
  ontology: Ontology,
  entity: string,
  depth: number,
  prefix = '',
  many = false,
): readonly Column[] {
  const found = ontology.entities.get(entity)!;
  const own = [...found.attributes.values()]
    .filter(({ name }) => name !== 'ds')
    .map(({ name, type }) => ({ name: prefix + name, kind: type.kind, exact: true as const }));
  if (depth === 0) return own;
  const further = [...found.relationships.values()]
    .filter((role) => many || role.through === undefined)
    .flatMap((role) => columnsOf(ontology, role.to, depth - 1, `${prefix}${role.name}.`));
  return [...own, ...further];
}

/** A condition over some columns. */
export function condition(chance: Chance, columns: readonly Column[], depth = 2): string {
  const column = chance.pick(columns);
  if (depth > 0 && chance.often(0.3)) {
    const [a, b] = [condition(chance, columns, depth - 1), condition(chance, columns, depth - 1)];
    const joined = chance.pick([`(${a} and ${b})`, `(${a} or ${b})`, `not (${a})`]);
    return joined;
  }
  const { name, kind } = column;
  if (chance.often(0.15)) return `${name} is ${chance.pick(['', 'not '])}null`;
  if (kind === 'boolean') return chance.pick([name, `not ${name}`]);
  if (kind === 'string' && chance.often(0.3))
    return chance.pick([
      `${name} like '%a%'`,
      `${name} in ('a', 'x', '上海')`,
      `${name} not in ('b', 'y')`,
      `upper(${name}) = 'A'`,
    ]);
  // S15: last digits of arithmetic over doubles must decide nothing.
  const rough = kind === 'double' && column.exact !== true;
  const written = (): string =>
    rough ? chance.pick(['1.237', '-0.618', '2.0713e0']) : literal(chance, kind);
  const comparable = (c: Column): boolean =>
    c.kind === kind && c.name !== name && (kind !== 'double' || c.exact === true);
  const other = rough ? [] : columns.filter(comparable);
  const right = other.length > 0 && chance.often(0.25) ? chance.pick(other).name : written();
  if (chance.often(0.15) && kind !== 'boolean')
    return `${name} between ${written()} and ${written()}`;
  const operators = ['=', '<>', '<', '>=', '>', '<=', 'is distinct from', 'is not distinct from'];
  return `${name} ${chance.pick(operators)} ${right}`;
}

/** A literal of a kind of type. */
export function literal(chance: Chance, kind: string): string {
  switch (kind) {
    case 'bigint':
      return chance.often(0.06) ? '$p' : `${chance.below(5)}`;
    case 'decimal':
      return chance.pick(['10.5', '0.00', '20']);
    case 'double':
      return chance.pick(['1.25', '0', '2e0']);
    case 'date':
      return chance.pick(["date '2024-02-01'", "date '2024-01-15'", "date '2024-03-01'"]);
    case 'timestamp':
      return chance.pick(["timestamp '2024-02-10 12:30:00'", "timestamp '2024-01-31 00:00:00'"]);
    case 'boolean':
      return chance.pick(['true', 'false']);
    default:
      return chance.pick(["'a'", "'x'", "'y'", "''"]);
  }
}

/** A value over some columns: its text and the kind of its type. */
export function value(chance: Chance, columns: readonly Column[], wanted?: string): Column {
  const fitting = columns.filter(({ kind }) => wanted === undefined || kind === wanted);
  if (fitting.length === 0) {
    const kind = wanted ?? 'bigint';
    return { name: literal(chance, kind), kind };
  }
  const { name, kind } = chance.pick(fitting);
  if (chance.often(0.55)) return { name, kind };
  const of = (text: string, made = kind): Column => ({ name: text, kind: made });
  const again = chance.pick(fitting.filter((c) => c.kind === kind)).name;
  switch (kind) {
    case 'bigint':
      return chance.pick([
        of(`coalesce(${name}, ${again}, 0)`),
        of(`${name} + ${again}`),
        of(`${name} * 2 - ${again}`),
        of(`${name} % 3`),
        of(`if(${name} > 1, ${again}, -1)`),
        ...(wanted === undefined ? [of(`${name} / ${again}`, 'double')] : []),
      ]);
    case 'decimal':
      return chance.pick([
        of(`${name} + ${again}`),
        of(`coalesce(${name}, 0.00)`),
        of(`${name} * 2`),
        of(`round(${name}, 1)`),
        of(`abs(${name})`),
      ]);
    case 'double':
      return chance.pick([
        of(`${name} * 2`),
        of(`coalesce(${name}, 0.5)`),
        of(`${name} / ${again}`),
      ]);
    case 'string':
      return chance.pick([
        of(`${name} || '-' || ${again}`),
        of(`coalesce(${name}, 'none')`),
        of(`upper(${name})`),
        of(`case when ${name} = 'x' then 'one' when ${name} is null then null else 'other' end`),
        ...(wanted === undefined ? [of(`length(${name})`, 'bigint')] : []),
      ]);
    case 'date':
    case 'timestamp':
      return chance.pick([
        of(`date_add('month', 1, ${name})`),
        ...(wanted === undefined
          ? [
              of(`date_trunc('month', ${name})`, 'date'),
              of(`month(${name})`, 'bigint'),
              of(`day_of_week(${name})`, 'bigint'),
            ]
          : []),
      ]);
    default:
      return of(`coalesce(${name}, false)`);
  }
}
