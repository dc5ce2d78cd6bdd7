import { quoteName } from '../../../base/text/name.js';
import type { Column, Limit, Order, Stage } from '../../../dsl/document.js';
import { columnsOf, conjuncts, contains, ownName, same, type Relation } from '../relation.js';
import { rowsOf, type Rows } from './translate-joins.js';
import { windowsApart } from '../rewrite/windows-apart.js';
import { resultText } from './result-text.js';
import { orderName, writeColumns, writeKeys, writeResults } from './select-items.js';
import { conditionText } from './source-text.js';
import { namesOf, stageParts } from './stage-parts.js';
import { orderOf, type Scope, type StageRelation, type Translation } from './translation.js';
import type { SqlItem, SqlQuery, SqlSelect } from '../tree.js';

/** Adds the stage of one SELECT, with the order and limit that belong to it. */
export function translateSelect(
  translation: Translation,
  given: SqlSelect,
  tail: Pick<SqlQuery, 'order' | 'limit'>,
  scope: Scope,
  wanted: string,
  names?: readonly string[],
): StageRelation {
  const { refuse } = translation;
  const { select, order: ordered } = windowsApart(given, tail.order);
  for (const what of select.more) refuse(what, placeWord(what));
  const rows = rowsOf(translation, select, scope);
  const empty: StageRelation = { kind: 'stage', name: wanted, columns: names ?? [] };
  if (rows === undefined) return empty;
  const items = expanded(select.items, rows);
  const called = outputNames(items, names);
  const tested = [
    ...items.map((i) => i.value),
    ...(select.having === undefined ? [] : [select.having]),
    ...(select.qualify === undefined ? [] : [select.qualify]),
  ];
  const grouped = select.group.length > 0 || tested.some((n) => contains(n, 'aggregate'));
  const windowed = tested.some((n) => contains(n, 'window'));
  const listed = select.distinct && !grouped && !windowed;
  const parts = stageParts(translation, rows, scope, items, called, grouped || listed);
  const where = rows.where.map((c) => conditionText(parts, c)).filter((c) => c !== undefined);
  if (parts.isGrouped) writeKeys(parts, listed ? items.map((i) => i.value) : select.group);
  else writeColumns(parts);
  writeResults(parts);
  const dropped = [...conjuncts(select.having), ...conjuncts(select.qualify)];
  const keep = dropped.map((c) => resultText(parts, c));
  const order = ordered.map((o): Order => orderOf(orderName(parts, o.by), o, translation));
  const base = rows.base.relation;
  const shown = namesOf(parts);
  const isShown =
    shown.length !== called.length ||
    shown.some((n, i) => n !== called[i]) ||
    (!parts.isGrouped && base.kind === 'stage');
  const name = translation.freeName(wanted);
  const limit: Limit | undefined = tail.limit === undefined ? undefined : { rows: tail.limit };
  const unique = select.distinct && !listed;
  const stage: Stage = {
    name,
    from: base.kind === 'entity' ? base.entity.name : base.name,
    ...(rows.at !== undefined && { at: rows.at }),
    ...(rows.match.length > 0 && { match: rows.match }),
    ...(rows.time !== undefined && { time: rows.time }),
    ...(where.length + rows.written.length > 0 && { where: [...rows.written, ...where] }),
    ...(parts.isGrouped
      ? { by: parts.by }
      : parts.columns.length > 0 && { columns: parts.columns }),
    ...(parts.measures.length > 0 && { measures: parts.measures }),
    ...(parts.windows.length > 0 && { windows: parts.windows }),
    ...(parts.compute.length > 0 && { compute: parts.compute }),
    ...(keep.length > 0 && { keep }),
    ...(order.length > 0 && !unique && { order }),
    ...(limit !== undefined && !unique && { limit }),
    ...(isShown && { show: called }),
  };
  translation.stages.push(stage);
  if (unique) {
    const last = translation.freeName(wanted);
    translation.stages.push({
      name: last,
      from: name,
      by: called.map((c) => ({ as: c, is: quoteName(c) })),
      ...(order.length > 0 && { order }),
      ...(limit !== undefined && { limit }),
    });
    return { kind: 'stage', name: last, columns: called, key: called };
  }
  const key = parts.isGrouped ? parts.by.map((k) => k.as) : keyOfRows(base, parts.columns);
  const known = key !== undefined && key.every((k) => called.includes(k));
  return { kind: 'stage', name, columns: called, ...(known && { key }) };
}

/** The word of SQL that names a construct: its last one in capitals. */
function placeWord(what: string): readonly string[] {
  const word = what.match(/\b[A-Z]{2,}\b/g)?.at(-1);
  return word === undefined ? [] : [word.toLowerCase()];
}

/** The key of rows that were not grouped: the population's, where all of it is shown as it is. */
function keyOfRows(base: Relation, columns: readonly Column[]): readonly string[] | undefined {
  const key = base.kind === 'entity' ? base.entity.key : base.key;
  if (key === undefined || (base.kind === 'entity' && key.length === 0)) return undefined;
  const names = key.map((k) => columns.find((c) => c.is === quoteName(k))?.as);
  return names.every((n) => n !== undefined) ? names : undefined;
}

/** `*` as the columns that it stands for. */
function expanded(items: readonly SqlItem[], rows: Rows): readonly SqlItem[] {
  return items.flatMap((item): readonly SqlItem[] => {
    const { value } = item;
    if (value.kind !== 'star') return [item];
    const meant = rows.placed.filter(
      (p) => value.table === undefined || same(p.source.alias, value.table),
    );
    return meant.flatMap((p) =>
      columnsOf(p.relation).map((name): SqlItem => ({
        value: { kind: 'column', table: p.source.alias, name },
      })),
    );
  });
}

/** What the columns are called: as the SQL says, else by their column or function; no name twice. */
function outputNames(items: readonly SqlItem[], names?: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return items.map((item, i) => {
    const { value } = item;
    const own =
      ownName(value) ??
      (value.kind === 'aggregate' || value.kind === 'window' ? value.fn : `column_${i + 1}`);
    const wanted = names?.[i] ?? item.as ?? own;
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
