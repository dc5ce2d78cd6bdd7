import type { Survey } from '../../engine/survey.js';
import { sameWays } from './composite-links.js';
import type { Link } from './relationships.js';
import { sameWords } from '../words/words.js';

/** Ways of two steps, as names of relationships, by the link that leads to the same row. */
export type EqualWays = ReadonlyMap<Link, readonly (readonly string[])[]>;

/** So few rows say nothing about all others. */
const few = 5;

/**
 * Ways of two steps that lead to the same row as a link in every row there is, where a column of the same
 * name says so: an amount has the policy of its coverage written beside it.
 */
export async function equalWays(links: readonly Link[], survey: Survey): Promise<EqualWays> {
  const equal = new Map<Link, readonly (readonly string[])[]>();
  for (const link of links) {
    const [own] = link.on;
    if (link.on.length !== 1 || own === undefined) continue;
    const proven = sameWays(link, links).map((way) => way.join('.'));
    for (const first of links.filter(
      (l) => l.from === link.from && l !== link && l.to !== link.from,
    ))
      for (const second of links.filter((l) => l.from === first.to && l.to === link.to)) {
        const [step] = second.on;
        const isSaid = second.on.length === 1 && sameWords(step!.from.words, own.from.words);
        if (!isSaid || proven.includes(`${first.name}.${second.name}`)) continue;
        const { rows, orphans } = await survey.inclusion(
          { table: link.from.table, columns: columnsOf(first, 'from', own.from.column.name) },
          { table: first.to.table, columns: columnsOf(first, 'to', step!.from.column.name) },
        );
        if (rows < few || orphans > 0) continue;
        equal.set(link, [...(equal.get(link) ?? []), [first.name, second.name]]);
      }
  }
  return equal;
}

function columnsOf({ on }: Link, side: 'from' | 'to', last: string): readonly string[] {
  return [...on.map((p) => p[side].column.name), last];
}
