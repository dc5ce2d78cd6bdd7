import type { Agg, Ontology } from '../../ontology/model.js';
import type { Aggregate, Field, Filter, Frame, Group, Measure } from './frame.js';
import {
  type AttributeReferent,
  attributePrefix,
  bareWords,
  isIdentifying,
  isNumeric,
} from './referents.js';
import type { RoleZh } from './roles-zh.js';
import type { TokenZh } from './tokens-zh.js';
import { measureKey } from './measure-key.js';

/** A question while it is read. */
export interface Reading {
  readonly tokens: readonly TokenZh[];
  readonly ontology: Ontology;
  at: number;
  readonly measures: Measure[];
  readonly groups: Group[];
  readonly filters: Filter[];
  readonly keeps: Frame['keeps'][number][];
  readonly shown: Field[];
  /** Things that were named and have no part yet. */
  loose: Field[];
  /** The number that was named last: what a comparison or an order is about. */
  last?: Aggregate;
  /** A column that was named last and is no number yet. */
  bare?: Field;
  order?: NonNullable<Frame['order']>;
  limit?: NonNullable<Frame['limit']>;
  readonly means: NonNullable<Frame['means']>[number][];
  ranked?: true;
}

/** The id of the rows themselves: 订单 of a table of orders. */
export function isOfRows({ entity, attribute }: Field): boolean {
  return entity.key.length === 1 && entity.key[0] === attribute.name;
}

/** The role of the piece at a place. */
export function roleAt(reading: Reading, at: number): RoleZh | undefined {
  const token = reading.tokens[at];
  return token?.kind === 'role' ? token.role : undefined;
}

/** Goes past the next pieces while they play one of these roles. */
export function skip(reading: Reading, ...kinds: readonly RoleZh['kind'][]): void {
  for (
    let role = roleAt(reading, reading.at);
    role !== undefined && kinds.includes(role.kind);
    role = roleAt(reading, reading.at)
  )
    reading.at += 1;
}

/** The column that a piece names: of the only table that has one, else of one that is named already. */
export function fieldAt(reading: Reading, at: number): AttributeReferent | undefined {
  const token = reading.tokens[at];
  const all =
    token?.kind === 'refs'
      ? token.refs.filter((r): r is AttributeReferent => r.kind === 'attribute')
      : [];
  if (all.length <= 1) return all[0];
  const known = new Set([
    ...reading.measures.flatMap((m) => (m.kind === 'aggregate' ? [m.entity] : [m.over.entity])),
    ...reading.groups.flatMap((g) => (g.kind === 'field' ? [g.field.entity] : [])),
    ...reading.loose.map((f) => f.entity),
  ]);
  const here = all.filter((r) => known.has(r.entity));
  if (here.length === 1) return here[0];
  const next = entityBehind(reading, at);
  const behind = all.filter((r) => r.entity === next);
  return behind.length === 1 ? behind[0] : undefined;
}

/** 洛杉矶的司机: of several tables that have it, the one that the next word is of. */
export function entityBehind({ tokens }: Reading, at: number): Field['entity'] | undefined {
  for (const token of tokens.slice(at + 1, at + 6)) {
    if (token.kind === 'role' && token.role.kind === 'end') return undefined;
    if (token.kind !== 'refs') continue;
    const values = token.refs.every((r) => r.kind === 'value');
    if (values) continue;
    const [first, ...more] = new Set(token.refs.map((r) => r.entity));
    const isThing = token.refs.some((r) => r.kind !== 'attribute' || !isMeasured(r));
    return isThing && more.length === 0 ? first : undefined;
  }
  return undefined;
}

/** An amount for a group is their sum. */
export function plainNumber(field: Field): Aggregate | undefined {
  return isAmount(field) ? aggregateOf(field, 'sum') : undefined;
}

/** Whether a column holds amounts that add up, by its name. */
export function isAmount({ entity, attribute }: Field): boolean {
  const words = bareWords(attribute, attributePrefix(entity));
  return (
    words.some((w) =>
      [
        'amount',
        'sales',
        'revenue',
        'profit',
        'quantity',
        'qty',
        'total',
        'fare',
        'cost',
        'payment',
      ].includes(w),
    ) && !words.some((w) => ['unit', 'rate', 'avg', 'average', 'ratio', 'per'].includes(w))
  );
}

/** Whether a column holds amounts and not what things are. */
export function isMeasured({ entity, attribute }: Field): boolean {
  return (
    isNumeric(attribute) &&
    attribute.values === undefined &&
    !entity.key.includes(attribute.name) &&
    !isIdentifying(bareWords(attribute, attributePrefix(entity)))
  );
}

/** An aggregate of a column. */
export function aggregateOf({ entity, attribute }: Field, agg: Agg): Aggregate {
  return { kind: 'aggregate', agg, entity, of: attribute, filters: [] };
}

/** Whether a count of what was just named stands next: 客户数量, not 城市有多少客户. */
export function isCountBehind({ tokens, at }: Reading): boolean {
  const token = tokens[at];
  return token?.kind === 'role' && token.role.kind === 'count' && !/[少几]/.test(token.text);
}

/** How many things there are: rows, where the column tells them apart. */
export function countOf(field: Field): Aggregate {
  return isOfRows(field)
    ? { kind: 'aggregate', agg: 'count', entity: field.entity, filters: [] }
    : aggregateOf(field, 'count_distinct');
}

/** Adds a number that is asked for, once; it is the last one now. */
export function addNumber(reading: Reading, number: Aggregate): boolean {
  const known = reading.measures.find((m) => measureKey(m) === measureKey(number));
  if (known === undefined) reading.measures.push(number);
  reading.last = number;
  return true;
}
