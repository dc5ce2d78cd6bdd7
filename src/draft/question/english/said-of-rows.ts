import type { Ontology } from '../../../ontology/model.js';
import type { Field } from '../frame.js';
import { wayTo } from '../join.js';
import { clockOf } from '../write/filters.js';
import { type Reading, isNext } from './reading.js';
import { timedNoun } from './times.js';

/** on weekends: by the clock of what was named. */
export function readWeekday(reading: Reading, days: readonly number[]): boolean {
  const timed = timedNoun(reading);
  const clock = timed === undefined || timed === 'several' ? undefined : clockOf(timed.entity);
  if (timed === undefined || timed === 'several' || clock === undefined) return false;
  reading.at += 1;
  timed.filters.push({
    kind: 'test',
    field: clock,
    test: (path) => `day_of_week(${path}) in (${days.join(', ')})`,
  });
  return true;
}

/** has no company, with an email: whether a column says anything. */
export function readPresence(reading: Reading, field: Field, negated: boolean): boolean {
  const holder = reading.nouns.at(-1);
  const { kind } = field.attribute.type;
  const isFlag = kind === 'boolean';
  const isText = isFlag || ['string', 'date', 'timestamp'].includes(kind);
  const isEnd =
    reading.at >= reading.tokens.length ||
    isNext(reading, 'end', 'and', 'comma', 'order', 'each', 'have', 'be', 'to');
  if (holder?.entity !== field.entity || !isText || !isEnd) return false;
  // With no_show: a flag that is set.
  const flag = negated ? 'is distinct from true' : '= true';
  const is = isFlag ? flag : negated ? 'is null' : 'is not null';
  holder.filters.push({ kind: 'test', field, test: (path) => `${path} ${is}` });
  return true;
}

/** Sites without tags: a column of a table of which several rows belong to what was named, and that has nothing else. */
export function isOfMany(
  reading: Reading,
  ontology: Ontology,
  { entity, attribute }: Field,
): boolean {
  const last = reading.nouns.at(-1)?.entity;
  if (last === undefined || last === entity) return false;
  const pointing = [...entity.relationships.values()].flatMap((r) => r.on.map((o) => o.from));
  const own = [...entity.attributes.keys()].filter((n) => !pointing.includes(n) && n !== 'id');
  return wayTo(ontology, entity, last).kind === 'one' && own.join() === attribute.name;
}
