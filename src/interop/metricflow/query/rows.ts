import { quoteName } from '../../../base/text/name.js';
import type { Match } from '../../../dsl/document.js';
import type { ParsedExpr } from '../../../expr/expr.js';
import { printExpr } from '../../../expr/print.js';
import { entityAt, partitionsOf, relationshipOf } from '../entities.js';
import type { SemanticModel, TimeSpine } from '../manifest.js';
import type { Library } from '../library.js';
import { pathTo, truncated } from '../path.js';
import { resolve, type Found, type Hop } from '../resolve.js';
import type { Element } from '../template.js';

/** The rows of one table or time spine, and what is looked up for them: how names of a query are said there. */
export interface Rows {
  /** Absent for the rows of a time spine. */
  readonly model?: SemanticModel;
  readonly spine?: TimeSpine;
  /** The moment that metric_time means here; absent where the table has no clock. */
  readonly moment?: ParsedExpr;
  /** The time dimension behind it. */
  readonly clock?: string;
  /** Look-ups that were needed so far, in order. */
  readonly matches: Match[];
  /** Hops that were followed so far. */
  readonly chains: (readonly Hop[])[];
}

/** A value of a row: its expression, its type, the name of its column. */
export interface Said {
  readonly expr: ParsedExpr;
  /** As our expressions write it. */
  readonly type: string;
  readonly column: string;
  /** Of a bucket of time: its unit. */
  readonly grain?: string;
}

const parts: Readonly<Record<string, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  dow: 'day_of_week',
  doy: 'day_of_year',
};

/**
 * An element over the rows of a table. A time dimension without a grain has its own; `metric_time` is
 * the clock. A string says why it cannot be said.
 */
export function say(
  library: Library,
  rows: Rows,
  element: Element,
  metricTime: string,
): Said | string {
  if (element.path.length === 0 && element.name === 'metric_time') {
    if (rows.moment === undefined) return 'metric_time of rows without a clock';
    return timed(library, rows, rows.moment, 'metric_time', element, metricTime);
  }
  if (rows.model === undefined) return `${element.name} of a time spine`;
  const readings = resolve(library.manifest, rows.model, element);
  if (readings.length === 0) return `${element.path.join('__')}__${element.name} is not reachable`;
  if (readings.length > 1) return `${element.path.join('__')}__${element.name} has two readings`;
  const reading = readings[0]!;
  const name = [...reading.path, element.name].join('__');
  const isClock = reading.hops.length === 0 && reading.attribute === rows.clock;
  const value = isClock && rows.moment !== undefined ? rows.moment : reach(rows, reading);
  if (typeof value === 'string') return value;
  if (reading.dimension?.kind === 'time')
    return timed(library, rows, value, name, element, reading.dimension.grain);
  const type = library.models.get(reading.model.name)?.types.get(reading.attribute) ?? 'string';
  return { expr: value, type, column: name };
}

function timed(
  { custom, manifest }: Library,
  rows: Rows,
  moment: ParsedExpr,
  name: string,
  { grain, part }: Element,
  usual: string,
): Said | string {
  if (part !== undefined) {
    const fn = parts[part];
    if (fn === undefined) return `the date part ${part}`;
    const expr: ParsedExpr = { kind: 'call', name: fn, args: [moment], type: { kind: 'unknown' } };
    return { expr, type: 'bigint', column: `${name}__extract_${part}` };
  }
  const unit = grain ?? usual;
  const column = `${name}__${unit}`;
  if (custom.has(unit)) {
    const spine = manifest.spines.find(({ grains }) => grains.some((g) => g.name === unit))!;
    const of = spine.grains.find((g) => g.name === unit)!.column;
    if (rows.spine === spine) return { expr: pathTo([of]), type: 'timestamp', column };
    return { expr: pathTo([spineMatch(rows, spine, moment), of]), type: 'timestamp', column };
  }
  if (unit.endsWith('second') && unit !== 'second') return `the grain ${unit}`;
  const below = ['hour', 'minute', 'second'].includes(unit);
  return { expr: truncated(unit, moment), type: below ? 'timestamp' : 'date', column, grain: unit };
}

/** The look-up of the row of a time spine that a moment lies in. */
export function spineMatch(
  rows: Rows,
  spine: TimeSpine,
  moment: ParsedExpr,
  only?: 'matched',
): string {
  const is = `cast(${printExpr(truncated(spine.grain, moment))} as timestamp)`;
  const on = [{ key: quoteName(spine.column), is }];
  const same = rows.matches.find(
    (m) => m.to === spine.name && m.on[0]!.is === is && m.only === only,
  );
  if (same !== undefined) return same.as!;
  const as = `found_${rows.matches.length + 1}`;
  rows.matches.push({ to: spine.name, as, on, ...(only !== undefined && { only }) });
  return as;
}

/** The attribute at the end of hops: over relationships, else (partitions must agree) over matches. */
function reach(rows: Rows, { hops, attribute, model }: Found): ParsedExpr | string {
  rows.chains.push(hops);
  let prefix: readonly string[] = [];
  for (const hop of hops) {
    const relationship = relationshipOf(hop);
    if (relationship !== undefined) {
      prefix = [...prefix, relationship];
      continue;
    }
    const as = matchOf(rows, hop.entity, hop.to, pathTo([...prefix, hop.entity]));
    if (as === undefined) return `${model.name} by partitions that the rows do not have`;
    prefix = [as];
  }
  return pathTo([...prefix, attribute]);
}

/** A look-up of a partitioned table: its partition is that of the rows. */
function matchOf(
  rows: Rows,
  entity: string,
  to: SemanticModel,
  value: ParsedExpr,
): string | undefined {
  const here = rows.model === undefined ? [] : partitionsOf(rows.model);
  const partitions = partitionsOf(to);
  if (partitions.some((p) => !here.includes(p))) return undefined;
  const on = [
    { key: quoteName(entity), is: printExpr(value) },
    ...partitions.map((p) => ({ key: quoteName(p), is: quoteName(p) })),
  ];
  const same = rows.matches.find(
    (m) => m.to === entityAt(to, entity) && JSON.stringify(m.on) === JSON.stringify(on),
  );
  if (same !== undefined) return same.as!;
  const as = `found_${rows.matches.length + 1}`;
  rows.matches.push({ to: entityAt(to, entity), as, on });
  return as;
}
