import type { Time } from '../dsl/document.js';
import type { Shift } from './shift-phrase.js';

/**
 * The suffix of a column over a time, as warehouses name them: `7d`, `mtd`, `td`; `last_month` for whole
 * units before; the days themselves for fixed ones. Empty for no time.
 */
export function timeSuffix(time: Time | undefined): string {
  if (time === undefined) return '';
  if (time.period !== undefined) return time.period;
  if (time.last !== undefined) {
    const { last, unit = 'day', mode = 'rolling' } = time;
    const letter = unit.startsWith('q') ? 'q' : unit.slice(0, 1);
    if (mode === 'rolling')
      return `${last}${['day', 'week', 'month', 'year'].includes(unit) ? letter : `_${unit}`}`;
    if (mode === 'to_date') return last === 1 ? `${letter}td` : `${last}${letter}td`;
    return last === 1 ? (unit === 'day' ? 'yesterday' : `last_${unit}`) : `last_${last}_${unit}s`;
  }
  const days = [time.from, time.to].map((d) =>
    /'(\d{4}-\d{2}-\d{2})'/.exec(d ?? '')?.[1]?.replaceAll('-', ''),
  );
  const [from, to] = days;
  if (time.from === undefined) return to === undefined ? 'td' : `to_${to}`;
  return [...new Set([from, to])].filter((d) => d !== undefined).join('_');
}

/** What a comparison with another time is called: `yoy`, `wow` …; `pop` for any other length. */
export function changeSuffix(
  shift: Shift,
  time: Time | undefined,
  grain: string | undefined,
): string {
  const unit = shift.kind === 'units' ? shift.unit : (grain ?? previousUnit(time));
  const names: Readonly<Record<string, string>> = {
    day: 'dod',
    week: 'wow',
    month: 'mom',
    quarter: 'qoq',
    year: 'yoy',
  };
  return (unit === undefined ? undefined : names[unit]) ?? 'pop';
}

function previousUnit(time: Time | undefined): string | undefined {
  if (time?.last === 7 && time.unit === 'day') return 'week';
  if (time?.mode === 'to_date' || time?.last === 1) return time.unit;
  return time?.period === '7d' ? 'week' : time?.period === '1d' ? 'day' : undefined;
}

/** A name that no other column of the stage has: the wanted one, else with the next free number. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted.replaceAll(/[^\p{L}\p{N}_]+/gu, '_').replace(/^(?=\d)/, '_');
  let name = plain;
  for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`;
  return name;
}
