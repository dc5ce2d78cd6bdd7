/** Clocks of time zones, over milliseconds from 1970: what one shows is told as if it were UTC (S11). */

/** What the clock of a zone shows at a moment. */
export function shownIn(zone: string, moment: number): number {
  const known = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, known);
  const parts = new Map<string, string>(
    known.formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  const part = (type: string): number => Number(parts.get(type));
  const day = Date.UTC(part('year'), part('month') - 1, part('day'));
  const second = part('hour') * 3600 + part('minute') * 60 + part('second');
  return day + second * 1000 + (((moment % 1000) + 1000) % 1000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric';
  const day = { year: numeric, month: numeric, day: numeric } as const;
  const time = { hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-US', { timeZone, ...day, ...time });
}

/**
 * The moment at which the clock of a zone shows something: the later of two; of none, where the clock is
 * put forward, so much after the change as the clock would have been.
 */
export function momentOfClock(zone: string, shown: number): number {
  const around = [-1, 1].map((days) => shown + days * 86_400_000);
  const ahead = around.map((at) => shownIn(zone, at) - at);
  const moments = ahead.map((offset) => shown - offset).filter((at) => shownIn(zone, at) === shown);
  return moments.length > 0 ? Math.max(...moments) : shown - ahead[0]!;
}
