import type { Inclusion, Survey } from '../../engine/survey.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import type { Evidence } from '../found.js';
import { byName, candidatesFor, vague, type Candidate, type Target } from './references.js';
import { roleName } from './role-name.js';
import type { FoundKey } from '../keys/single-key.js';

/** A relationship between columns, before it is told in attribute names. */
export interface Link {
  readonly name: string;
  readonly from: TableFacts;
  readonly to: TableFacts;
  /** In the order of the other's key. */
  readonly on: readonly { readonly from: ColumnFacts; readonly to: ColumnFacts }[];
  readonly inclusion: Inclusion;
  readonly text: string;
}

/** From this share on, values that find nothing are dirt and no other meaning. */
const included = 0.99;
/** From this share on, names that are written out are those of a list that lacks some. */
const listed = 0.8;

/** The relationships of single columns of one table: declared ones first, then by name, type and inclusion. */
export async function linksOf(
  table: TableFacts,
  keys: ReadonlyMap<TableFacts, FoundKey>,
  all: readonly TableFacts[],
  survey: Survey,
  note: (evidence: Evidence) => void,
): Promise<readonly Link[]> {
  const taken = new Set(table.columns.map((c) => c.attribute));
  const links: Link[] = [...(await declaredLinks(table, keys, all, taken, survey))];
  const targets = [...keys].flatMap(([t, key]): Target[] =>
    key.columns.length === 1 ? [{ table: t, key: key.columns[0]! }] : [],
  );
  for (const column of table.columns) {
    const declared = links.some((l) => l.on.length === 1 && l.on[0]!.from === column);
    if (declared || column.profile.filled === 0 || isOwnKey(column, table, keys)) continue;
    const candidates = candidatesFor(column, table, targets, all);
    const chosen = await choose(column, table, candidates, survey, note);
    if (chosen === undefined) continue;
    links.push({
      name: roleName(column, chosen.target.table, taken),
      from: table,
      to: chosen.target.table,
      on: [{ from: column, to: chosen.target.key }],
      inclusion: chosen.inclusion,
      text: `inferred from names: ${shareText(chosen.inclusion)}`,
    });
  }
  return links;
}

/** How many values find a partner, for people. */
export function shareText({ rows, orphans }: Inclusion): string {
  if (orphans === 0) return `all ${rows} values found`;
  const rate = ((100 * orphans) / rows).toPrecision(2);
  return `${orphans} of ${rows} values without a partner (${rate} %)`;
}

async function declaredLinks(
  table: TableFacts,
  keys: ReadonlyMap<TableFacts, FoundKey>,
  all: readonly TableFacts[],
  taken: Set<string>,
  survey: Survey,
): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const reference of table.table.references) {
    const to = all.find(
      ({ table: t }) =>
        t.catalog === table.table.catalog &&
        t.schema === table.table.schema &&
        t.name === reference.table,
    );
    const key = to === undefined ? undefined : keys.get(to);
    if (to === undefined || key === undefined) continue;
    const on = key.columns.flatMap((k) => {
      const i = reference.tableColumns.indexOf(k.column.name);
      const from = table.columns.find((c) => c.column.name === reference.columns[i]);
      return from === undefined ? [] : [{ from, to: k }];
    });
    // A reference to another unique column than the key is nothing that a relationship can say.
    if (on.length !== key.columns.length || on.length !== reference.columns.length) continue;
    links.push({
      name: roleName(on[0]!.from, to, taken),
      from: table,
      to,
      on,
      inclusion: await inclusionOf(table, to, on, survey),
      text: 'declared foreign key',
    });
  }
  return links;
}

/** The best candidate by name that the data supports; two that are as good, or none, are only noted. */
async function choose(
  column: ColumnFacts,
  table: TableFacts,
  candidates: readonly Candidate[],
  survey: Survey,
  note: (evidence: Evidence) => void,
): Promise<{ readonly target: Target; readonly inclusion: Inclusion } | undefined> {
  const say = (text: string): void =>
    note({ entity: table.entity, about: 'attribute', name: column.attribute, text, taken: false });
  for (const score of [...new Set(candidates.map((c) => c.score))].slice(0, 2)) {
    const group = candidates.filter((c) => c.score === score).slice(0, 4);
    const fitting: { target: Target; inclusion: Inclusion }[] = [];
    for (const target of group) {
      const on = [{ from: column, to: target.key }];
      const inclusion = await inclusionOf(table, target.table, on, survey);
      const least = score === byName ? listed : included;
      const fits = inclusion.rows - inclusion.orphans >= least * inclusion.rows;
      if (fits && score === vague)
        say(
          `may point to ${target.table.entity}: ${shareText(inclusion)}, but the names only begin alike`,
        );
      else if (fits) fitting.push({ target, inclusion });
      else if (score >= 80)
        say(`not taken as a reference to ${target.table.entity}: ${shareText(inclusion)}`);
    }
    // A view shows rows that a table holds: where both have the key, the table is what is meant.
    const tables = fitting.filter((f) => !f.target.table.table.view);
    const found = tables.length > 0 ? tables : fitting;
    if (found.length === 1) return found[0];
    if (found.length > 1) {
      const names = found.map((f) => f.target.table.entity).join(' or ');
      say(`not taken as a reference: it may point to ${names}`);
      return undefined;
    }
  }
  return undefined;
}

/** How many rows of one table find a row of another by these columns. */
export function inclusionOf(
  from: TableFacts,
  to: TableFacts,
  on: Link['on'],
  survey: Survey,
): Promise<Inclusion> {
  return survey.inclusion(
    { table: from.table, columns: on.map((p) => p.from.column.name) },
    { table: to.table, columns: on.map((p) => p.to.column.name) },
  );
}

/** A key named like this entity points to nothing; one named like another is a part of that (a payment's own row). */
function isOwnKey(
  column: ColumnFacts,
  table: TableFacts,
  keys: ReadonlyMap<TableFacts, FoundKey>,
): boolean {
  const key = keys.get(table);
  return key?.columns.length === 1 && key.columns[0] === column && key.own;
}
