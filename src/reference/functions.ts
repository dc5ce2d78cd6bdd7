import { add, dayMs, startOf, withinDay } from './time.js';
import {
  compare,
  dayOfValue,
  divideRounded,
  isNumber,
  kindOf,
  msOf,
  same,
  scaleOf,
  textOf,
  toDouble,
  type Value,
} from './value.js';

/** The value of a registered function for its arguments, as its doc says. */
export function callFunction(name: string, args: readonly Value[]): Value {
  const own = ofNulls[name];
  if (own !== undefined) return own(args);
  if (args.includes(null)) return null;
  const made = ofValues[name];
  if (made === undefined) throw new Error(`the reference does not know ${name}()`);
  return made(args);
}

type Function = (args: readonly Value[]) => Value;

/** Functions that do not simply give null for null. */
const ofNulls: Readonly<Record<string, Function>> = {
  coalesce: (args) => args.find((x) => x !== null) ?? null,
  nullif: ([x = null, y = null]) => (x !== null && y !== null && same(x, y) ? null : x),
  if: ([condition, yes = null, no = null]) => (condition === true ? yes : no),
};

const date = (value: Value | undefined): Date => new Date(msOf(value ?? null)!);
const text = (value: Value | undefined): string => textOf(value ?? null);
const characters = (value: Value | undefined): readonly string[] => Array.from(text(value));
const whole = (value: Value | undefined): number => Number(text(value));

const ofValues: Readonly<Record<string, Function>> = {
  greatest: (args) => args.toSorted(compare).at(-1)!,
  least: (args) => args.toSorted(compare)[0]!,
  abs: ([x = null]) => {
    if (typeof x === 'bigint') return x < 0n ? -x : x;
    if (typeof x === 'number') return Math.abs(x);
    if (!isNumber(x)) throw new Error('abs of no number');
    return { ...x, units: x.units < 0n ? -x.units : x.units };
  },
  sign: ([x = null]) => BigInt(Math.sign(isNumber(x) ? toDouble(x) : Number.NaN)),
  floor: ([x = null]) => rounding(x, Math.floor),
  ceil: ([x = null]) => rounding(x, Math.ceil),
  round: ([x = null, digits]) => {
    const places = digits === undefined ? 0 : whole(digits);
    if (!isNumber(x)) throw new Error('round of no number');
    if (typeof x === 'number') {
      const made = Math.sign(x) * Math.round(Math.abs(x) * 10 ** places) * 10 ** -places;
      return digits === undefined ? BigInt(made) : made;
    }
    const scale = scaleOf(x);
    const units = typeof x === 'bigint' ? x : x.units;
    const cut = places >= scale ? units : divideRounded(units, 10n ** BigInt(scale - places));
    if (typeof x === 'bigint') return places >= 0 ? x : cut * 10n ** BigInt(-places);
    if (digits === undefined) return cut;
    const kept = Math.min(scale, Math.max(places, 0));
    return { kind: 'decimal', units: places < 0 ? cut * 10n ** BigInt(-places) : cut, scale: kept };
  },
  lower: ([x]) => text(x).toLowerCase(),
  upper: ([x]) => text(x).toUpperCase(),
  length: ([x]) => BigInt(characters(x).length),
  concat: (args) => args.map(text).join(''),
  left: ([x, n]) => characters(x).slice(0, whole(n)).join(''),
  right: ([x, n]) => (whole(n) === 0 ? '' : characters(x).slice(-whole(n)).join('')),
  substring: ([x, from, length]) =>
    characters(x)
      .slice(whole(from) - 1, length === undefined ? undefined : whole(from) - 1 + whole(length))
      .join(''),
  starts_with: ([x, part]) => text(x).startsWith(text(part)),
  contains: ([x, part]) => text(x).includes(text(part)),
  date: ([x = null]) => ({ kind: 'date', day: dayOfValue(x) }),
  year: ([x]) => BigInt(date(x).getUTCFullYear()),
  quarter: ([x]) => BigInt(Math.floor(date(x).getUTCMonth() / 3) + 1),
  month: ([x]) => BigInt(date(x).getUTCMonth() + 1),
  day: ([x]) => BigInt(date(x).getUTCDate()),
  day_of_week: ([x]) => BigInt(((date(x).getUTCDay() + 6) % 7) + 1),
  hour: ([x]) => BigInt(date(x).getUTCHours()),
  last_day: ([x = null]) => ({
    kind: 'date',
    day: add(startOf(msOf(x)!, 'month'), 1, 'month') / dayMs - 1,
  }),
  days_between: ([a = null, b = null]) => BigInt(dayOfValue(b) - dayOfValue(a)),
  seconds_between: ([a = null, b = null]) =>
    BigInt(Math.floor(msOf(b)! / 1000) - Math.floor(msOf(a)! / 1000)),
  date_trunc: ([unit, x = null]) => {
    const ms = startOf(msOf(x)!, text(unit));
    return text(unit) in withinDay ? { kind: 'timestamp', ms } : { kind: 'date', day: ms / dayMs };
  },
  date_add: ([unit, n, x = null]) => {
    const ms = add(msOf(x)!, whole(n), text(unit));
    const plain = kindOf(x) === 'date' && !(text(unit) in withinDay);
    return plain ? { kind: 'date', day: ms / dayMs } : { kind: 'timestamp', ms };
  },
};

function rounding(x: Value, by: (x: number) => number): Value {
  if (!isNumber(x)) throw new Error('rounding of no number');
  return typeof x === 'bigint' ? x : BigInt(by(toDouble(x)));
}
