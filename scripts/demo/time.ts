/** The demo's time: whole seconds since the start of its first day, in the shop's own time zone. */
export type Second = number;

/** Number of days of data; the last one, day 29, is 2026-11-07. */
export const days = 30;
/** Seconds of a day; the shop's clock is never changed. */
export const daySeconds = 86_400;
/** The moment after the last day: nothing later has happened yet. */
export const end: Second = days * daySeconds;

/** The first day of data; day 0. */
const origin = Date.UTC(2026, 9, 9);

/** The number of the day a moment lies in; negative before the first day. */
export function dayOf(second: Second): number {
  return Math.floor(second / daySeconds);
}

/** `2026-11-07 20:15:00` */
export function timestamp(second: Second): string {
  return new Date(origin + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-07` */
export function date(day: number): string {
  return timestamp(day * daySeconds).slice(0, 10);
}

/** `20261107`, as partitions write a day. */
export function partition(day: number): string {
  return date(day).replaceAll('-', '');
}
