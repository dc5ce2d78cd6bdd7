import type { Ontology } from '../../../ontology/model.js';
import type { Aggregate } from '../frame.js';
import { countOf, readNumber } from './numbers.js';
import { type Reading, skip } from './reading.js';

/** The ratio of A to B, where nothing is said of either: the total revenue to the number of orders. */
export function readPlainRatio(reading: Reading, ontology: Ontology): boolean {
  const percent = /percent/i.test(reading.tokens[reading.at]!.text);
  reading.at += 1;
  const over = plainNumber(reading, ontology);
  if (over === undefined || !skip(reading, 'to')) return false;
  const by = plainNumber(reading, ontology);
  if (by === undefined) return false;
  reading.measures.push({ kind: 'quotient', over, by, percent });
  return true;
}

function plainNumber(reading: Reading, ontology: Ontology): Aggregate | undefined {
  const number = readNumber(reading, ontology, false) ?? countOf(reading, ontology);
  return number === 'stuck' || number.noun.filters.length > 0 ? undefined : number.measure;
}
