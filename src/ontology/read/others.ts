import { at } from '../../base/diagnostic.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import type { Calendar, Period, Policy, Term } from '../model.js';
import type { RawCalendar, RawPeriod, RawPolicy, RawTerm } from './raw.js';
import { checkName, checkNeeded, described, type Reader, written } from './reader.js';

/** A named window of time, in one of its two forms. */
export function readPeriod(reader: Reader, raw: RawPeriod): Period {
  const { last, unit, mode, all_time: allTime = false } = raw;
  const counted = [last, unit, mode].filter((part) => part !== undefined).length;
  if (counted !== (allTime ? 0 : 3)) reader.add([ontologyDiagnostic('time-form', '', {})]);
  return {
    ...described(reader, 'period', raw.period, raw, '/period'),
    ...(last !== undefined && { last }),
    ...(unit !== undefined && { unit }),
    ...(mode !== undefined && { mode }),
    allTime,
  };
}

/** A calendar with its grains. */
export function readCalendar(reader: Reader, raw: RawCalendar): Calendar {
  const { entity, day } = raw;
  for (const name of Object.keys(raw.grains)) checkName(reader, 'unit', name, at('/grains', name));
  return {
    ...described(reader, 'calendar', raw.calendar, raw, '/calendar'),
    entity,
    day,
    grains: new Map(Object.entries(raw.grains)),
  };
}

/** A word of the business: what it can mean, or what to ask. */
export function readTerm(reader: Reader, raw: RawTerm): Term {
  const { means = [], ask } = raw;
  checkNeeded(reader, means.length === 0 && ask === undefined, 'means', '"term"', '');
  // Which of several is meant cannot be guessed.
  checkNeeded(reader, means.length > 1 && ask === undefined, 'ask', '"means"', '');
  return {
    ...described(reader, 'term', raw.term, raw, '/term'),
    means,
    ...(ask !== undefined && { ask }),
  };
}

/** A row filter, or masked attributes, or both. */
export function readPolicy(reader: Reader, raw: RawPolicy): Policy {
  const { entity, filter, mask = [], except_roles: exceptRoles = [] } = raw;
  checkNeeded(reader, filter === undefined && mask.length === 0, 'filter', '"policy"', '');
  return {
    ...described(reader, 'policy', raw.policy, raw, '/policy'),
    entity,
    ...(filter !== undefined && { filter: written(reader, filter, '/filter') }),
    mask: mask.map(({ attribute, with: text }, i) => ({
      attribute,
      with: written(reader, text, at('/mask', i, 'with')),
    })),
    exceptRoles,
  };
}
