import { quoteName } from '../../base/text/name.js';
import type { Language } from '../../base/diagnostic.js';
import type {
  BoundRange,
  ConstantExpr,
  LeafExpr,
  ResultExpr,
  SourceExpr,
  SourceLeaf,
} from '../../bind/bound.js';
import { addToDay } from '../../bind/time/days.js';
import { printWith } from '../../expr/print.js';
import type { PlanExpr } from '../../plan/plan.js';

/** One text in the reader's language. */
export type Say = (en: string, zh: string) => string;

/** Chooses between the two texts of everything that is said. */
export function speaker(language: Language): Say {
  return (en, zh) => (language === 'zh' ? zh : en);
}

/** What people call a thing, with its name behind. */
export function called(thing: { readonly name: string; readonly label?: string }): string {
  return thing.label === undefined ? thing.name : `${thing.name} (${thing.label})`;
}

/** An expression as it would be written over its source: attributes by their paths. */
export function sayExpr(expr: SourceExpr | ConstantExpr): string {
  return printWith<SourceLeaf>(expr, sayLeaf);
}

function sayLeaf(leaf: SourceLeaf): string {
  if (leaf.kind === 'attribute') return dotted(leaf.path, leaf.attribute.name);
  if (leaf.kind === 'match')
    return `${quoteName(leaf.match)}.${dotted(leaf.path, leaf.attribute?.name ?? leaf.column)}`;
  if (leaf.kind === 'column') return quoteName(leaf.column);
  if (leaf.kind === 'found') return `found(${quoteName(leaf.match)})`;
  if (leaf.kind === 'row') return `row.${sayLeaf(leaf.to)}`;
  if (leaf.kind === 'param') return `$${leaf.name}`;
  return leaf.kind;
}

function dotted(
  path: readonly { readonly relationship: { readonly name: string } }[],
  name: string,
): string {
  return [...path.map((step) => step.relationship.name), name].map(quoteName).join('.');
}

type Result =
  | { readonly kind: 'result'; readonly column: string }
  | { readonly kind: 'leaf'; readonly leaf: string }
  | { readonly kind: 'param'; readonly name: string };

/** An expression over the columns of a result, or over the aggregates of a measure. */
export function sayResult(expr: ResultExpr | LeafExpr): string {
  return printWith<Result>(expr, (leaf) => {
    if (leaf.kind === 'param') return `$${leaf.name}`;
    return quoteName(leaf.kind === 'leaf' ? leaf.leaf : leaf.column);
  });
}

/** A condition of a join over columns of the plan. */
export function sayPlan(expr: PlanExpr): string {
  return printWith(expr, (leaf) =>
    leaf.kind === 'param' ? `$${leaf.name}` : quoteName(leaf.column.name),
  );
}

/** A range of days, both ends included; as dates where they are known before a run. */
export function sayRange(range: BoundRange, say: Say): string {
  const from = range.from && sayDay(range.from);
  const last = range.until && sayDay(addToDay(range.until, -1, 'day'));
  if (from !== undefined && from === last) return say(`on ${from}`, `${from} 当天`);
  if (from !== undefined && last !== undefined)
    return say(`from ${from} through ${last}`, `${from} 至 ${last}（含）`);
  if (from !== undefined) return say(`from ${from} on`, `${from} 起`);
  return last === undefined
    ? say('of all time', '全部时间')
    : say(`through ${last}`, `截至 ${last}`);
}

/** A day: ISO where it is known, else how it is worked out. */
export function sayDay(day: ConstantExpr): string {
  return day.kind === 'literal' && day.value !== null ? day.value : sayExpr(day);
}

/** Conditions that hold together. */
export function sayAll(conditions: readonly SourceExpr[], say: Say): string {
  return conditions.map(sayExpr).join(say(' and ', ' 且 '));
}
