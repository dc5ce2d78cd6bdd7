import type { PatchOperation } from '../../base/diagnostic.js';
import { isPartOfDay, timeUnits } from '../../expr/literals.js';
import { types, type Type } from '../../expr/type.js';
import type { Calendar, Entity, Ontology } from '../../ontology/model.js';
import type { Context } from '../context.js';
import type { WordsOf } from '../called.js';
import { bindDiagnostic } from '../diagnostics.js';
import { namesAllowed, type Place } from '../place.js';

/** A unit of time: one of the built-in ones, or a custom grain with the calendar that defines it. */
export interface Unit {
  readonly name: string;
  readonly calendar?: Calendar;
}

/** What a unit's name means here; reports what is wrong with it. */
export function resolveUnit(
  context: Context,
  name: string,
  place: Place,
  fix?: readonly PatchOperation[],
): Unit | undefined {
  if (timeUnits.some((u) => u === name)) return { name };
  const { ontology } = context;
  const calendar = calendarOf(ontology, name);
  if (calendar === undefined) {
    const names = [...timeUnits, ...customGrains(ontology)];
    const details = namesAllowed(place, name, names, unitWords);
    const repaired = fix === undefined ? details : { ...details, fix };
    context.report(bindDiagnostic('unknown-grain', place.path, { name }, repaired));
    return undefined;
  }
  return { name, calendar };
}

/** The calendar that a custom grain is of; undefined for a built-in unit. */
export function calendarOf(ontology: Ontology, name: string): Calendar | undefined {
  if (timeUnits.some((u) => u === name)) return undefined;
  return [...ontology.calendars.values()].find((c) => c.grains.has(name));
}

/** The type of a bucket's value: its first day, or moment below a day; the calendar's own value for a custom grain. */
export function bucketType(ontology: Ontology, unit: Unit): Type {
  if (unit.calendar === undefined) return isPartOfDay(unit.name) ? types.timestamp : types.date;
  const days: Entity | undefined = ontology.entities.get(unit.calendar.entity);
  const value = unit.calendar.grains.get(unit.name)?.value;
  return days?.attributes.get(value ?? '')?.type ?? types.unknown;
}

/** Whether a name is a unit of time. */
export function isUnit(ontology: Ontology, name: string): boolean {
  return timeUnits.some((u) => u === name) || calendarOf(ontology, name) !== undefined;
}

function customGrains(ontology: Ontology): readonly string[] {
  return [...ontology.calendars.values()].flatMap((c) => [...c.grains.keys()]);
}

/** What people say for a built-in unit. */
const unitWords: WordsOf = (name) => words[name] ?? [];

const words: Readonly<Record<string, readonly string[]>> = {
  second: ['seconds', 'sec', '秒'],
  minute: ['minutes', 'min', '分钟'],
  hour: ['hours', 'hourly', '小时', '时'],
  day: ['days', 'daily', 'date', '天', '日', '自然日'],
  week: ['weeks', 'weekly', '周', '星期', '自然周'],
  month: ['months', 'monthly', '月', '月份', '自然月'],
  quarter: ['quarters', 'quarterly', '季', '季度'],
  year: ['years', 'yearly', 'annual', '年', '年份', '自然年'],
};
