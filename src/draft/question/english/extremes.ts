import type { Attribute, Ontology } from '../../../ontology/model.js';
import { roleOf } from '../token.js';
import { columnOfDimension, dimensionNext, type Dimension } from './dimensions.js';
import { readPhrase } from './noun.js';
import type { Reading } from './reading.js';

/** One end of an order: longest, the best ratings; how many tokens say it is not known before it is read. */
interface End {
  readonly descending: boolean;
  readonly dimension?: Dimension;
  /** The column of the dimension, of what is listed. */
  readonly attribute?: Attribute;
}

/** Whether an order stands next that is said by its ends: longest first, from the most expensive to the cheapest. */
export function isExtremesOrder(reading: Reading): boolean {
  const start = past(reading, reading.at);
  const end = endAt(reading, start.at);
  if (end === undefined) return false;
  const behind = reading.tokens[start.at + (end.dimension?.tokens ?? 1)];
  return /^first$/i.test(behind?.text ?? '') || start.from;
}

/** Reads such an order; undefined where none stands here. */
export function readExtremesOrder(reading: Reading, ontology: Ontology): boolean | undefined {
  const { tokens } = reading;
  const start = past(reading, reading.at);
  const first = endAt(reading, start.at);
  if (first === undefined) return undefined;
  const inner: Reading = { ...reading, at: start.at + (first.dimension?.tokens ?? 1) };
  const isFirst = /^first$/i.test(tokens[inner.at]?.text ?? '');
  if (isFirst) inner.at += 1;
  else if (!start.from) return undefined;
  const phrase =
    isFirst || roleOf(tokens[inner.at], 'to') !== undefined
      ? undefined
      : readPhrase(inner, ontology);
  if (!isFirst) {
    if (roleOf(tokens[inner.at], 'to') === undefined) return undefined;
    const other = endAt(reading, past(reading, inner.at + 1).at);
    if (other === undefined || other.descending === first.descending) return undefined;
    inner.at = past(reading, inner.at + 1).at + (other.dimension?.tokens ?? 1);
  }
  const { order, subject } = reading;
  const field =
    phrase?.field ?? (first.attribute && { entity: subject!, attribute: first.attribute });
  if (field !== undefined) reading.order = { by: { field }, descending: first.descending };
  else if (order !== undefined) reading.order = { ...order, descending: first.descending };
  else return false;
  reading.at = inner.at;
  return true;
}

function past({ tokens }: Reading, at: number): { readonly at: number; readonly from: boolean } {
  let [next, from] = [at, false];
  for (;;) {
    const token = tokens[next];
    const isFrom = /^(?:starting )?from$/i.test(token?.text ?? '');
    if (!isFrom && roleOf(token, 'stop', 'comma', 'order') === undefined) return { at: next, from };
    from ||= isFrom;
    next += 1;
  }
}

function endAt(reading: Reading, at: number): End | undefined {
  const dimension = dimensionNext({ ...reading, at });
  if (dimension?.degree === 'most') {
    const column = reading.subject && columnOfDimension(reading.subject, dimension);
    if (column === undefined) return { descending: !dimension.less, dimension };
    return { descending: !column.less, dimension, attribute: column.attribute };
  }
  const best = roleOf(reading.tokens[at], 'super');
  return best && { descending: !best.ascending };
}
