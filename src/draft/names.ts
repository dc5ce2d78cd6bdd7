import { periodNames, periodOf } from '../bind/time/periods.js';
import type { Time } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import type { Shift } from './dates/shift-phrase.js';

/**
 * The suffix of a column over a time, as warehouses name them: a period's name where one means the same
 * (`7d`, `mtd`, `td`), `last_month` for whole units before, the days themselves for fixed ones. Never the
 * name of a period that means another time. Empty for no time.
 */
export function timeSuffix(time: Time | undefined, ontology: Ontology): string {
  if (time === undefined) return '';
  if (time.period !== undefined) return time.period;
  if (time.last === undefined) return daySuffix(time);
  const window = { mode: time.mode ?? 'rolling', last: time.last, unit: time.unit ?? 'day' };
  const names = periodNames(ontology);
  const same = names.find((name) => sameWindow(periodOf(ontology, name), window));
  if (same !== undefined) return same;
  const usual = usualSuffix(window);
  return names.includes(usual) ? `${window.mode}_${window.last}_${window.unit}` : usual;
}

interface Window {
  readonly mode: string;
  readonly last: number;
  readonly unit: string;
}

function sameWindow(a: Window | undefined, b: Window): boolean {
  const days = ({ mode, last, unit }: Window): string =>
    mode === 'rolling' && unit === 'week' ? `rolling ${7 * last} day` : `${mode} ${last} ${unit}`;
  return a !== undefined && days(a) === days(b);
}

function usualSuffix({ mode, last, unit }: Window): string {
  const letter = unit.slice(0, 1);
  if (mode === 'rolling') return `${last}${letter}`;
  if (mode === 'to_date') return last === 1 ? `${letter}td` : `${last}${letter}td`;
  if (last > 1) return `last_${last}_${unit}s`;
  return unit === 'day' ? 'yesterday' : `last_${unit}`;
}

function daySuffix(time: Time): string {
  const [from, to] = [time.from, time.to].map((d) =>
    /'(\d{4}-\d{2}-\d{2})'/.exec(d ?? '')?.[1]?.replaceAll('-', ''),
  );
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
