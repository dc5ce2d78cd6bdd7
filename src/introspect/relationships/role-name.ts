import { hasKeyTail, stemOf } from '../words/column-kinds.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { numbered } from '../words/naming.js';
import { isInitialId } from '../keys/single-key.js';
import { abbreviates, endsWith, sameWords, singularWords } from '../words/words.js';

/**
 * What a relationship is called: the other entity, or the role that the column says (`ship_city_id`:
 * ship_city). Attributes and other relationships keep their names; the new name is taken from `taken`.
 */
export function roleName(column: ColumnFacts, target: TableFacts, taken: Set<string>): string {
  for (const name of [
    wanted(column, target),
    target.entity,
    `${column.attribute}_${target.entity}`,
  ])
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  return numbered(`${column.attribute}_${target.entity}`, taken);
}

function wanted(column: ColumnFacts, target: TableFacts): string {
  const { words } = column;
  if (isInitialId(words)) return target.entity;
  if (!hasKeyTail(words))
    return endsWith(target.words, singularWords(words))
      ? target.entity
      : `${column.attribute}_${target.entity}`;
  const stem = stemOf(words);
  const short = singularWords(stem);
  const last = target.words.at(-1)!;
  if (stem.length === 0 || sameWords(short, target.words)) return target.entity;
  if (stem.length === 1 && abbreviates(stem[0]!, last)) return last;
  return endsWith(target.words, short) ? short.join('_') : stem.join('_');
}
