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
import type { CodedColumn } from './values/coded-values.js';
import { typedText, type TypedText } from './values/typed-text.js';

const unnamed = 'nothing that is named like one tells the rows apart';

/** Puts together what was found of one table; `nearly` says what is no key for a few rows, `note` gets the evidence of each part. */
export function entityOf(
  table: TableFacts,
  { key, nearly }: { readonly key: FoundKey | undefined; readonly nearly: string | undefined },
  { links, equal }: { readonly links: readonly Link[]; readonly equal: EqualWays },
  codes: ReadonlyMap<string, CodedColumn>,
  note: (evidence: Evidence) => void,
): FoundEntity {
  const say: Say = (about, text, name, taken = true) =>
    note({ entity: table.entity, about, text, taken, ...(name !== undefined && { name }) });
  const own = links.filter((l) => l.from === table);
  const names = new Set([...table.columns.map((c) => c.attribute), ...own.map((l) => l.name)]);
  const clocks: ClockCandidate[] = [];
  const attributes = table.columns.flatMap((column): FoundAttribute[] => {
    const coded = codes.get(column.column.name);
    const raw = attributeOf(column, coded);
    if (coded !== undefined) sayValues(coded, column, say);
    if (isTime(raw)) clocks.push({ attribute: raw.name, column, filled: column.profile.filled });
    const linked = own.some((l) => l.on.some((p) => p.from === column));
    const typed = linked || coded?.explained === true ? undefined : typedText(column, table);
    if (typed === undefined) return [raw];
    if ('unread' in typed) {
      say('attribute', typed.unread, raw.name, false);
      const { values: _, ...plain } = raw;
      return [plain];
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
  else say('key', `no key: ${nearly ?? unnamed}`, undefined, false);
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

function attributeOf(column: ColumnFacts, coded: CodedColumn | undefined): FoundAttribute {
  const label = coded?.explained === true ? coded.label : column.column.comment;
  return {
    name: column.attribute,
    ...(label !== undefined && { label }),
    type: column.column.type,
    column: column.column.name,
    ...(coded !== undefined && { values: coded.values }),
    required: column.column.required,
  };
}

type Say = (about: Evidence['about'], text: string, name?: string, taken?: boolean) => void;

function sayValues(
  { values, explained }: CodedColumn,
  { attribute, profile }: ColumnFacts,
  say: Say,
): void {
  const from = explained ? ', explained in the comment' : '';
  say('values', `${values.length} values in ${profile.filled} rows${from}`, attribute);
  const unknown = explained ? values.filter((v) => v.label === undefined) : [];
  if (unknown.length > 0)
    say('attribute', `not explained: ${unknown.map((v) => v.value).join(', ')}`, attribute, false);
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
