import type { Agg } from '../../../dsl/document.js';
import type { Ontology } from '../../../ontology/model.js';
import type { Aggregate, Field, Filter, Frame, Group, Measure } from '../frame.js';
import { isNumeric } from '../../attribute-kinds.js';
import { type AttributeReferent, type Referent, attributePrefix, bareWords } from '../referents.js';
import { isIdentifying, wordsIn } from '../name-words.js';
import { stem } from '../../lexing/fold.js';
import type { RoleZh } from './roles.js';
import type { TokenZh } from './tokens.js';
import { chineseFormsOf } from './glossary.js';
import { measureKey } from '../measure-key.js';
import { sameField } from '../write/writing.js';

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
  /** How many filters there were when it was. */
  filtersOfLast?: number;
  /** A column that was named last and is no number yet. */
  bare?: Field;
  /** Columns of numbers that are only shown. */
  readonly bares: Field[];
  order?: NonNullable<Frame['order']>;
  /** An order behind a cut: it only says how the rest is shown. */
  shownIn?: NonNullable<Frame['order']>;
  limit?: NonNullable<Frame['limit']>;
  readonly means: NonNullable<Frame['means']>[number][];
  ranked?: true;
  /** Each row for itself: 每个订单. */
  perRow?: true;
  /** Things of which a value was said right before: the rest is of them. */
  readonly described: Field[];
  /** A time was said. */
  timed?: true;
  /** 记录: rows as they are. */
  records?: true;
  /** Whose, where that is known. */
  rows?: Field['entity'];
  readonly places: NonNullable<Frame['places']>[number][];
  /** Several values were named: together or one by one, where they do not add up it matters. */
  several?: true;
  /** 百分之几: parts are of a hundred. */
  percent?: true;
  /** Numbers that are said as what they came to: 累计. */
  cumulative?: true;
}

/** The id of the rows themselves: 订单 of a table of orders; also where several rows are of one, as lines of an order are. */
export function isOfRows({ entity, attribute }: Field): boolean {
  return entity.key.length === 1 && entity.key[0] === attribute.name;
}

/** 航班 of a table of flights: called like the rows themselves, where no key tells them apart. */
export function isRowNoun({ entity, attribute }: Field): boolean {
  const words = bareWords(attribute, attributePrefix(entity));
  const isAlone = words.length === 1 || (words.length === 2 && words[1] === 'name');
  return (
    entity.key.length === 0 &&
    isAlone &&
    attribute.type.kind === 'string' &&
    attribute.values === undefined &&
    wordsIn(entity.name).some((w) => stem(w) === stem(words[0]!))
  );
}

/** What happens and is counted, not who or what it happens to: orders, invoices, rides. */
export function isHappening(field: Field): boolean {
  const words = bareWords(field.attribute, attributePrefix(field.entity));
  return isIdentifying(words) && happenings.has(words.at(-2)!);
}

const happenings: ReadonlySet<string> = new Set(
  'order invoice transaction trip ride booking reservation payment sale purchase visit session claim bill loan event'.split(
    ' ',
  ),
);

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
  if (token?.kind === 'role' && token.role.kind === 'amount')
    return (
      amountField(reading.ontology, token.role.of, /收入|营/.test(token.text)) ??
      shortFor(reading, token.text)
    );
  const all = token?.kind === 'refs' ? token.refs.flatMap(columnNamed) : [];
  if (all.length <= 1) return all[0];
  // 股票投资金额: what has an amount, where others of the name only say yes or no.
  const amounts = all.filter((r) => isMeasured(r));
  if (amounts.length === 1 && roleAt(reading, at + 1)?.kind === 'amount') return amounts[0];
  // A thing that there is a table of is that, whatever columns are called so too.
  const things = token?.kind === 'refs' ? token.refs.filter((r) => r.kind === 'entity') : [];
  const [thing] = things;
  const own = all.find(
    (r) => r.entity === thing?.entity && r.entity.key.join() === r.attribute.name,
  );
  if (things.length === 1 && own !== undefined) return own;
  // 球员 of player_id and player_name: the thing itself.
  const keys = all.filter((r) => isOfRows(r));
  const isOfOne = all.every((r) => r.entity === all[0]!.entity && !isMeasured(r));
  if (isOfOne && keys.length === 1) return keys[0];
  const known = new Set([
    ...reading.measures.flatMap((m) => (m.kind === 'aggregate' ? [m.entity] : [m.over.entity])),
    ...(reading.bare === undefined ? [] : [reading.bare.entity]),
    ...reading.groups.flatMap((g) => (g.kind === 'field' ? [g.field.entity] : [])),
    ...reading.loose.map((f) => f.entity),
  ]);
  const next = entityBehind(reading, at);
  const behind = all.filter((r) => r.entity === next);
  if (behind.length === 1) return behind[0];
  const here = all.filter((r) => known.has(r.entity));
  // 司机在哪些城市的平均时长: the city of the driver, or that of what is measured.
  const measured = all.filter((r) => r.entity === measuredBehind(reading, at));
  if (here.length === 1 && (measured.length === 0 || measured[0] === here[0])) return here[0];
  return here.length === 0 && measured.length === 1 ? measured[0] : undefined;
}

/** 平均收入 behind 平均申请人收入: of several such amounts the one that was named, by how its name ends. */
function shortFor(reading: Reading, text: string): AttributeReferent | undefined {
  const tail = text.replace(/^总/, '');
  const named: readonly Field[] = [
    ...reading.measures.flatMap(fieldsIn),
    ...(reading.bare === undefined ? [] : [reading.bare]),
    ...reading.places.map((p) => p.field),
  ];
  const found = named.filter(({ entity, attribute }) =>
    chineseFormsOf(bareWords(attribute, attributePrefix(entity))).some((f) => f.endsWith(tail)),
  );
  const [first] = found;
  const isOne = first !== undefined && found.every((f) => sameField(f, first));
  return isOne
    ? { kind: 'attribute', entity: first.entity, attribute: first.attribute }
    : undefined;
}

function fieldsIn(measure: Measure): readonly Field[] {
  const all = measure.kind === 'aggregate' ? [measure] : [measure.over];
  return all.flatMap(({ entity, of }) => (of === undefined ? [] : [{ entity, attribute: of }]));
}

/** The column that a name is of; a thing stands by its key. */
function columnNamed(
  referent: Referent,
  _: number,
  all: readonly Referent[],
): readonly AttributeReferent[] {
  if (referent.kind === 'attribute') return [referent];
  const [key, ...more] = referent.kind === 'entity' ? referent.entity.key : [];
  const attribute = key === undefined ? undefined : referent.entity.attributes.get(key);
  if (attribute === undefined || more.length > 0) return [];
  const isKnown = all.some((r) => r.kind === 'attribute' && r.attribute === attribute);
  return isKnown ? [] : [{ kind: 'attribute', entity: referent.entity, attribute }];
}

function measuredBehind({ tokens }: Reading, at: number): Field['entity'] | undefined {
  for (const token of tokens.slice(at + 1, at + 6)) {
    if (token.kind === 'role' && token.role.kind === 'end') return undefined;
    if (token.kind !== 'refs') continue;
    const fields = token.refs.filter((r) => r.kind === 'attribute');
    const entities = new Set(fields.map((r) => r.entity));
    return entities.size === 1 ? fields[0]!.entity : undefined;
  }
  return undefined;
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

/** The only column of money, or of pieces, that there is: what sales come to before other amounts. */
function amountField(
  ontology: Ontology,
  of: 'money' | 'pieces',
  isIncome: boolean,
): AttributeReferent | undefined {
  const all = [...ontology.entities.values()].flatMap((entity) =>
    [...entity.attributes.values()].map(
      (attribute) => ({ kind: 'attribute', entity, attribute }) as const,
    ),
  );
  const called = (...names: readonly string[]): readonly AttributeReferent[] =>
    all.filter(
      (f) =>
        isMeasured(f) &&
        names.includes(bareWords(f.attribute, attributePrefix(f.entity)).join(' ')),
    );
  const pieces = all.filter((f) => isMeasured(f) && isPieces(f));
  if (of === 'pieces') return pieces.length === 1 ? pieces[0] : undefined;
  for (const names of moneyNames) {
    const found = called(...names).filter((f) => !pieces.some((p) => sameField(p, f)));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  const money = all.filter((f) => {
    const words = bareWords(f.attribute, attributePrefix(f.entity));
    // 收入 is no amount of a loan.
    const names = ['sales', 'revenue', 'fare', 'income', ...(isIncome ? [] : ['amount'])];
    return names.includes(words.at(-1)!) && isMeasured(f);
  });
  return money.length === 1 ? money[0] : undefined;
}

const moneyNames: readonly (readonly string[])[] = [
  ['sales amount'],
  ['sales', 'revenue', 'total sales', 'turnover'],
  [
    'amount',
    'total amount',
    'fare',
    'fare amount',
    'payment',
    'total price',
    'order amount',
    'invoice amount',
    'transaction amount',
    'total revenue',
    'total income',
  ],
  ['amount paid', 'paid amount', 'payment amount', 'total paid'],
  [
    'total bill amount',
    'total bill amt',
    'bill amount',
    'billing amount',
    'total charges',
    'charges',
  ],
  [
    'purchase amount',
    'amount spent',
    'total spent',
    'total spend',
    'total spending',
    'purchase value',
  ],
];

/** How many were sold: by its name, or as what sales are computed from. */
function isPieces({ entity, attribute }: Field): boolean {
  const name = bareWords(attribute, attributePrefix(entity)).join(' ');
  if (['quantity', 'qty', 'units sold', 'order quantity'].includes(name)) return true;
  const sales = entity.attributes.get('sales_amount')?.is?.text;
  return sales !== undefined && sales.startsWith(`${attribute.name} *`);
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
    !numbered.has(bareWords(attribute, attributePrefix(entity)).join(' ')) &&
    !entity.key.includes(attribute.name) &&
    !isIdentifying(bareWords(attribute, attributePrefix(entity)))
  );
}

/** Things that are told apart by a number. */
const numbered: ReadonlySet<string> = new Set(
  'dept department store shop branch region zone district team class floor ward room gate line route'.split(
    ' ',
  ),
);

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
  return isOfRows(field) || isRowNoun(field)
    ? { kind: 'aggregate', agg: 'count', entity: field.entity, filters: [] }
    : aggregateOf(field, 'count_distinct');
}

/** The number that was asked for last: a part, a rate or how it changed as well as an aggregate. */
export function latestOf({ measures, last }: Reading): Measure | undefined {
  const latest = measures.at(-1);
  const isMade = latest?.kind === 'quotient' || latest?.kind === 'difference';
  return isMade || latest?.kind === 'change' ? latest : last;
}

/** Adds a number that is asked for, once; it is the last one now. */
export function addNumber(reading: Reading, named: Aggregate): boolean {
  const number = withItsOwn(reading, named);
  if (number === undefined) return false;
  const known = reading.measures.find((m) => measureKey(m) === measureKey(number));
  if (known === undefined) reading.measures.push(number);
  reading.last = number;
  reading.filtersOfLast = reading.filters.length;
  return true;
}

/**
 * 会员数和女性会员数: what is said right before a further number chooses its rows alone; 女性会员数和男性会员数:
 * then so does what was said of the same column before the first. Undefined where it may choose those of all.
 */
function withItsOwn(reading: Reading, number: Aggregate): Aggregate | undefined {
  const { filters, measures, filtersOfLast } = reading;
  const own = filtersOfLast === undefined ? [] : filters.slice(filtersOfLast);
  if (measures.length === 0 || own.length === 0) return number;
  if (!own.every((f) => f.kind === 'test') || !isSaidRightBefore(reading)) return undefined;
  const before = filters.slice(0, filtersOfLast).filter((f) => f.kind === 'test');
  const isSame = ({ field }: (typeof before)[number]): boolean =>
    own.some((o) => sameField(o.field, field));
  if (before.length > 0 && (measures.length > 1 || !before.every(isSame))) return undefined;
  const [first] = measures;
  if (before.length > 0 && first?.kind !== 'aggregate') return undefined;
  if (before.length > 0 && first?.kind === 'aggregate')
    measures.splice(0, 1, { ...first, filters: [...first.filters, ...before] });
  const moved = new Set<Filter>([...own, ...before]);
  filters.splice(0, filters.length, ...filters.filter((f) => !moved.has(f)));
  return { ...number, filters: [...number.filters, ...own] };
}

/** Whether a value was named since the last comma or and. */
function isSaidRightBefore({ tokens, at }: Reading): boolean {
  const said = tokens.slice(0, at);
  const start = said.findLastIndex(
    (t) => t.kind === 'role' && (t.role.kind === 'and' || t.role.kind === 'end'),
  );
  return said
    .slice(start + 1)
    .some((t) => t.kind === 'refs' && t.refs.some((r) => r.kind === 'value'));
}
