import type { Ontology } from '../../../ontology/model.js';
import { wayTo } from '../join.js';
import { readPhrase } from './noun.js';
import { readOrderItem } from './orders.js';
import { type Reading, isNext, refsNext, skip } from './reading.js';
import { isNumeric } from '../../attribute-kinds.js';
import { addGroup, readGrain } from './times.js';
import { roleOf } from '../token.js';
import { isKeyOrName } from '../write/writing.js';

/** for each X, by Y and Z. */
export function readEach(reading: Reading, ontology: Ontology): boolean {
  if (isNext(reading, 'by') && reading.measures.length === 0 && !isNumberAhead(reading))
    return false;
  if (isNext(reading, 'by') && isNumberAhead(reading)) {
    reading.at += 1;
    return readOrderItem(reading, ontology, false);
  }
  skip(reading, 'each', 'by', 'differ', 'prep', 'stop');
  const grain = roleOf(reading.tokens[reading.at], 'grain');
  if (grain !== undefined) return readGrain(reading, grain.grain);
  for (;;) {
    const phrase = readPhrase(reading, ontology);
    if (phrase === undefined || phrase.filtered === true) return false;
    const { noun, field } = phrase;
    if (noun !== undefined && noun.filters.length > 0) reading.filters.push(...noun.filters);
    if (field !== undefined && isNext(reading, 'of')) {
      reading.at += 1;
      const owner = readPhrase(reading, ontology)?.noun;
      if (owner === undefined || wayTo(ontology, owner.entity, field.entity).kind !== 'one')
        return false;
    }
    const { entity } = field ?? noun!;
    if (field !== undefined && !isKeyOrName(field)) addGroup(reading, { kind: 'field', field });
    else addGroup(reading, { kind: 'entity', entity });
    if (!reading.nouns.some((n) => n.entity === entity))
      reading.nouns.push({ entity, filters: reading.filters });
    if (!isNext(reading, 'and', 'comma') || !isGroupNext(reading)) return true;
    skip(reading, 'and', 'comma');
    skip(reading, 'each', 'by');
  }
}

function isGroupNext(reading: Reading): boolean {
  let at = reading.at;
  while (roleOf(reading.tokens[at], 'and', 'comma', 'each', 'by', 'stop') !== undefined) at += 1;
  return reading.tokens[at]?.kind === 'refs';
}

function isNumberAhead(reading: Reading): boolean {
  if (isAmountAhead(reading)) return true;
  const ahead = reading.tokens[reading.at + 1];
  const numeric = refsNext(reading, 1).some(
    (r) =>
      r.kind === 'attribute' && isNumeric(r.attribute) && !r.entity.key.includes(r.attribute.name),
  );
  return (
    roleOf(ahead, 'count', 'agg', 'super', 'ratio') !== undefined ||
    (numeric &&
      !refsNext(reading, 1).some((r) => r.kind === 'entity') &&
      reading.order === undefined &&
      reading.measures.length === 0)
  );
}

/** By paid invoice amount: behind values and the thing they are of, a number of it. */
function isAmountAhead(reading: Reading): boolean {
  if (reading.order !== undefined || reading.measures.length > 0) return false;
  let ahead = 1;
  while (
    refsNext(reading, ahead).length > 0 &&
    refsNext(reading, ahead).every((r) => r.kind !== 'attribute')
  )
    ahead += 1;
  return (
    ahead > 1 &&
    refsNext(reading, ahead).some((r) => r.kind === 'attribute' && isNumeric(r.attribute))
  );
}
