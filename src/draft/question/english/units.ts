import type { Attribute } from '../../../ontology/model.js';
import { wordsIn } from '../name-words.js';

/** Units by what they measure, each with how many of the first of its kind it is. */
const kinds: readonly Readonly<Record<string, number>>[] = [
  {
    millisecond: 0.001,
    ms: 0.001,
    second: 1,
    sec: 1,
    minute: 60,
    min: 60,
    hour: 3600,
    hr: 3600,
    day: 86_400,
    week: 604_800,
  },
  { m: 1, meter: 1, metre: 1, cm: 0.01, mm: 0.001, km: 1000, kilometer: 1000, kilometre: 1000 },
  { gram: 1, g: 1, kg: 1000, kilogram: 1000, tonne: 1_000_000 },
  { month: 1, year: 12 },
];

/** A unit that is measured with alone. */
const alone: ReadonlySet<string> = new Set('mile foot feet lb lbs pound ounce'.split(' '));

/** The unit that a word says, without its plural; undefined where it is none. */
export function unitNamed(word: string): string | undefined {
  const lower = word.toLowerCase();
  return [lower, lower.replace(/s$/, '')].find(
    (form) => alone.has(form) || kinds.some((kind) => kind[form] !== undefined),
  );
}

/**
 * A number of one unit as the column writes it, which says its own in its name (`duration_minutes`);
 * undefined where it does not, or where the two measure different things.
 */
export function inUnitOf(attribute: Attribute, value: string, unit: string): string | undefined {
  const own = unitNamed(attribute.unit ?? wordsIn(attribute.name).at(-1) ?? '');
  if (own === unit) return value;
  const kind = kinds.find((k) => k[unit] !== undefined);
  const [from, to] = [kind?.[unit], own === undefined ? undefined : kind?.[own]];
  if (from === undefined || to === undefined) return undefined;
  const converted = (Number(value) * from) / to;
  return Number.isInteger(converted) ? String(converted) : undefined;
}
