import type { CountedValue } from '../engine/survey.js';
import { clockOf, type ClockCandidate } from './clocks/clock.js';
import { sameWays } from './relationships/composite-links.js';
import type { EqualWays } from './relationships/equal-ways.js';
import type { ColumnFacts, TableFacts } from './facts.js';
import type { Evidence, FoundAttribute, FoundEntity, FoundRelationship } from './found.js';
import { isAdditive } from './metrics/measures.js';
import { numbered } from './words/naming.js';
import type { Link } from './relationships/relationships.js';
import { salesOf } from './metrics/sales.js';
import type { FoundKey } from './keys/single-key.js';
import { typedText, type TypedText } from './values/typed-text.js';

/** Puts together what was found of one table; `note` gets the evidence of each part. */
export function entityOf(
  table: TableFacts,
  key: FoundKey | undefined,
  { links, equal }: { readonly links: readonly Link[]; readonly equal: EqualWays },
  codes: ReadonlyMap<string, readonly CountedValue[]>,
  note: (evidence: Evidence) => void,
): FoundEntity {
  const say = (about: Evidence['about'], text: string, name?: string, taken = true): void =>
    note({ entity: table.entity, about, text, taken, ...(name !== undefined && { name }) });
  const own = links.filter((l) => l.from === table);
  const names = new Set([...table.columns.map((c) => c.attribute), ...own.map((l) => l.name)]);
  const clocks: ClockCandidate[] = [];
  const attributes = table.columns.flatMap((column): FoundAttribute[] => {
    const raw = attributeOf(column, codes.get(column.column.name));
    if (raw.values !== undefined)
      say('values', `${raw.values.length} values in ${column.profile.filled} rows`, raw.name);
    if (isTime(raw)) clocks.push({ attribute: raw.name, column, filled: column.profile.filled });
    const linked = own.some((l) => l.on.some((p) => p.from === column));
    const typed = linked ? undefined : typedText(column, table);
    if (typed === undefined) return [raw];
    if ('unread' in typed) {
      say('attribute', typed.unread, raw.name, false);
      return [raw];
    }
    const computed = computedOf(typed, names);
    say('attribute', typed.text, computed.name);
    if (typed.raw !== undefined) {
      const { values: _, ...bits } = raw;
      return [{ ...bits, name: typed.raw }, computed];
    }
    if (isTime(computed)) {
      const filled = column.profile.filled - (column.profile.blank ?? 0);
      clocks.push({ attribute: computed.name, column, filled });
    }
    const { values: _, ...plain } = raw;
    return [plain, computed];
  });
  const sales = salesOf(table, links, names);
  if (sales !== undefined) say('attribute', sales.text, sales.name);
  if (key !== undefined) say('key', key.text);
  else if (table.rows === 0) say('key', 'no key: there are no rows to tell by', undefined, false);
  else say('key', 'no key: nothing that is named like one tells the rows apart', undefined, false);
  const clock = clockOf(table, clocks, happens(table, own, links));
  if (clock !== undefined) say('time', clock.text);
  for (const link of own) say('relationship', link.text, link.name);
  return {
    name: table.entity,
    ...(table.table.comment !== undefined && { label: table.table.comment }),
    table: table.table,
    rows: table.rows,
    ...(table.layer !== undefined && { layer: table.layer }),
    ...(table.partition !== undefined && { partition: table.partition }),
    key: key?.columns.map((c) => c.attribute) ?? [],
    ...(clock !== undefined && { time: clock.clock.attribute }),
    attributes: [
      ...attributes,
      ...(sales === undefined
        ? []
        : [{ name: sales.name, type: sales.type, is: sales.is, required: false }]),
    ],
    relationships: own.map((link) => relationshipOf(link, key, links, equal.get(link) ?? [])),
  };
}

function attributeOf(
  column: ColumnFacts,
  values: readonly CountedValue[] | undefined,
): FoundAttribute {
  return {
    name: column.attribute,
    ...(column.column.comment !== undefined && { label: column.column.comment }),
    type: column.column.type,
    column: column.column.name,
    ...(values !== undefined && { values }),
    required: column.column.required,
  };
}

function computedOf(typed: TypedText, names: Set<string>): FoundAttribute {
  return {
    name: typed.raw === undefined ? numbered(typed.name, names) : typed.name,
    type: typed.type,
    is: typed.is,
    required: false,
  };
}

function isTime({ type }: FoundAttribute): boolean {
  return type.kind === 'date' || type.kind === 'timestamp';
}

/** Something that happens points to others, is added up, or nothing points to it; the rest are lists of things. */
function happens(table: TableFacts, own: readonly Link[], links: readonly Link[]): boolean {
  return (
    own.some((l) => l.to !== table) ||
    table.columns.some((c) => isAdditive(c, c.column.type)) ||
    !links.some((l) => l.to === table && l.from !== table)
  );
}

function relationshipOf(
  link: Link,
  key: FoundKey | undefined,
  links: readonly Link[],
  equal: readonly (readonly string[])[],
): FoundRelationship {
  const from = link.on.map((p) => p.from);
  const isKey =
    key !== undefined &&
    key.columns.length === from.length &&
    key.columns.every((c) => from.includes(c));
  const complete = from.every((c) => c.complete) && link.inclusion.orphans === 0;
  return {
    name: link.name,
    to: link.to.entity,
    on: link.on.map((p) => ({ from: p.from.attribute, to: p.to.attribute })),
    cardinality: isKey ? 'one_to_one' : 'many_to_one',
    required: complete,
    sameAs: [...sameWays(link, links), ...equal],
  };
}
