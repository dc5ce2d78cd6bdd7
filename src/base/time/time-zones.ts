/** Time zones by their IANA names. */

/** Whether a text names a time zone: `UTC`, `Asia/Shanghai`; no offset such as `+08:00`, and no abbreviation. */
export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The names of the zones that there are. */
export function timeZoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** Minutes ahead of UTC, where a zone's clock has never been changed since 1992; else undefined. */
export function fixedOffset(zone: string): number | undefined {
  if (!fixed.has(zone)) {
    const offsets = new Set<number>();
    for (let half = 0; half < 2 * 12 * 46 && offsets.size < 2; half++)
      offsets.add(offsetAt(zone, Date.UTC(1992, Math.floor(half / 2), half % 2 === 0 ? 1 : 16)));
    fixed.set(zone, offsets.size === 1 ? [...offsets][0] : undefined);
  }
  return fixed.get(zone);
}

const fixed = new Map<string, number | undefined>();

/** How many minutes a zone's clock was ahead of UTC at a moment, in milliseconds from 1970. */
function offsetAt(zone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)!.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return (shown - moment) / 60_000;
}
