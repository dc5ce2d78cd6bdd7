import type { Entity } from '../../ontology/model.js';
import { aboutOf, claim, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Absence } from '../reading.js';
import { referentsOf } from '../lexing/word.js';

/** 没有订单的客户, customers without orders: read before the numbers, so that the orders are not counted. */
export function readAbsences(reader: Reader): readonly Absence[] {
  return reader.words.flatMap((_, word) => {
    if (markAt(reader, word, 'without') === undefined) return [];
    const target = nextOf(reader, word, 'of');
    const of = entityAt(reader, target) ?? countedEntity(reader, target);
    const link = nextOf(reader, target);
    const behind = markAt(reader, link, 'of') === undefined ? -1 : nextOf(reader, link);
    const before = previousOf(reader, word, 'which', 'preposition');
    const at = [behind, before].find((i) => entityAt(reader, i) !== undefined);
    const subject = at === undefined ? undefined : entityAt(reader, at);
    if (of === undefined || at === undefined || subject === undefined) return [];
    claim(reader, word, target);
    const first = Math.min(word, at);
    const last = Math.max(target, at);
    return [{ first, last, about: aboutOf(reader, first, last), of, subject }];
  });
}

function entityAt(reader: Reader, word: number): Entity | undefined {
  return referentsOf(reader.words[word], 'entity')[0]?.entity;
}

/** The entity that a count is over: orders is the number of orders and what is counted. */
function countedEntity(reader: Reader, word: number): Entity | undefined {
  const metric = referentsOf(reader.words[word], 'metric')[0]?.metric;
  return metric?.type === 'aggregate' && metric.agg === 'count'
    ? reader.ontology.entities.get(metric.entity)
    : undefined;
}
