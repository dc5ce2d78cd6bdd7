import type { Survey } from '../../engine/survey.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { hasKeyTail, stemOf } from '../words/column-kinds.js';
import { singular } from '../words/words.js';
import { isAdditive } from './measures.js';

/** So many rows must repeat the number of another, and so many numbers there must be: fewer agree by chance. */
const enoughRows = 20;
const enoughNumbers = 5;

/**
 * Numbers that all rows of one document share, with the column that says which document: the total of an
 * order, written on each of its lines. Adding them up would count each once a line.
 */
export async function repeatedOf(
  table: TableFacts,
  survey: Survey,
): Promise<ReadonlyMap<ColumnFacts, ColumnFacts>> {
  const documents = table.columns.filter((c) => isDocument(c, table));
  const numbers = table.columns.filter(
    (c) => isAdditive(c, c.column.type) && c.complete && c.profile.distinct >= enoughNumbers,
  );
  const repeated = new Map<ColumnFacts, ColumnFacts>();
  for (const number of numbers)
    for (const document of documents) {
      const names = [document.column.name, number.column.name];
      const pairs = await survey.countDistinct(table.table, names);
      if (pairs === document.profile.distinct) repeated.set(number, document);
    }
  return repeated;
}

/** order_id, 单据号, of which several rows are. */
function isDocument({ words, profile, complete }: ColumnFacts, { rows }: TableFacts): boolean {
  const thing = stemOf(words).at(-1) ?? '';
  const isKnown = documentWords.has(singular(thing)) || /单据?$|发票$/u.test(thing);
  return hasKeyTail(words) && isKnown && complete && rows - profile.distinct >= enoughRows;
}

const documentWords = new Set([
  'order',
  'invoice',
  'transaction',
  'session',
  'bill',
  'receipt',
  'basket',
  'cart',
  'booking',
  'shipment',
  'payment',
  'checkout',
]);
