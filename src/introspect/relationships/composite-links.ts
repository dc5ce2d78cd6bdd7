import type { Survey } from '../../engine/survey.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { inclusionOf, shareText, type Link } from './relationships.js';
import type { FoundKey } from '../keys/single-key.js';
import { sameWords } from '../words/words.js';
import { numbered } from '../words/naming.js';

/**
 * Relationships by several columns: a table has, for each column of another's composite key, one that is
 * called the same or points to the same entity, and nearly all combinations are found there.
 */
export async function compositeLinks(
  table: TableFacts,
  keys: ReadonlyMap<TableFacts, FoundKey>,
  links: readonly Link[],
  survey: Survey,
): Promise<readonly Link[]> {
  const own = links.filter((l) => l.from === table);
  const taken = new Set([...table.columns.map((c) => c.attribute), ...own.map((l) => l.name)]);
  const found: Link[] = [];
  for (const [to, key] of keys) {
    const known = own.some((l) => l.to === to && l.on.length > 1);
    const near = to.table.schema === table.table.schema;
    if (to === table || key.columns.length < 2 || known || !near) continue;
    const on = key.columns.flatMap((k) => {
      const from = counterpart(k, to, table, links);
      return from === undefined ? [] : [{ from, to: k }];
    });
    const different = new Set(on.map((p) => p.from)).size;
    if (on.length < key.columns.length || different < on.length) continue;
    const inclusion = await inclusionOf(table, to, on, survey);
    if (inclusion.rows === 0 || inclusion.orphans > 0.01 * inclusion.rows) continue;
    found.push({
      name: taken.has(to.entity) ? numbered(`in_${to.entity}`, taken) : numbered(to.entity, taken),
      from: table,
      to,
      on,
      inclusion,
      text: `inferred from names: ${shareText(inclusion)}`,
    });
  }
  return found;
}

/** The only column of `table` that holds what the key column `part` of `of` holds. */
function counterpart(
  part: ColumnFacts,
  of: TableFacts,
  table: TableFacts,
  links: readonly Link[],
): ColumnFacts | undefined {
  const same = table.columns.filter((c) => sameWords(c.words, part.words) && sameType(c, part));
  if (same.length === 1 && (part.words.length > 1 || saysWhat(part.words[0]!))) return same[0];
  const target = (from: TableFacts, column: ColumnFacts): TableFacts | undefined =>
    links.find((l) => l.from === from && l.on.length === 1 && l.on[0]!.from === column)?.to;
  const to = target(of, part);
  if (to === undefined) return undefined;
  const pointing = table.columns.filter((c) => target(table, c) === to && sameType(c, part));
  return pointing.length === 1 ? pointing[0] : undefined;
}

/** 行号: one run of Chinese that is no bare 编号. */
function saysWhat(word: string): boolean {
  return /^\p{Script=Han}{2,}$/u.test(word) && !/^(?:编号|编码|代码|序号|名称)$/.test(word);
}

function sameType(a: ColumnFacts, b: ColumnFacts): boolean {
  return a.column.type.kind === b.column.type.kind;
}

/**
 * Ways of two steps that provably lead to the same row as the link: the first step always finds its
 * partner and carries over the very columns that both the second step and the link are joined on.
 */
export function sameWays(link: Link, links: readonly Link[]): readonly (readonly string[])[] {
  const complete = (l: Link): boolean =>
    l.inclusion.orphans === 0 && l.on.every((p) => p.from.complete);
  return links
    .filter((first) => first.from === link.from && first !== link && complete(first))
    .flatMap((first) =>
      links
        .filter((second) => second.from === first.to && second.to === link.to)
        .filter((second) =>
          link.on.every(({ from, to }) => {
            const carried = second.on.find((p) => p.to === to)?.from;
            return first.on.some((p) => p.from === from && p.to === carried);
          }),
        )
        .map((second) => [first.name, second.name]),
    );
}
