import { at, type JsonPointer } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import type { Agg } from '../../dsl/document.js';
import type {
  AggregateMetric,
  CompositeMetric,
  ConversionMetric,
  DerivedMetric,
  Metric,
  MetricInput,
} from '../model.js';
import type {
  RawAggregate,
  RawComposite,
  RawConversion,
  RawDerived,
  RawInput,
  RawMetric,
} from './raw.js';
import {
  checkName,
  checkNeeded,
  checkUnused,
  conditions,
  described,
  type Reader,
  shifted,
  written,
} from './reader.js';

/** A metric as written; names of other definitions are not looked up yet. */
export function readMetric(reader: Reader, raw: RawMetric): Metric {
  switch (raw.type) {
    case 'aggregate':
      return readAggregate(reader, raw);
    case 'derived':
      return readDerived(reader, raw);
    case 'composite':
      return readComposite(reader, raw);
    case 'conversion':
      return readConversion(reader, raw);
    default:
      return unreachable(raw);
  }
}

function base(reader: Reader, raw: RawMetric) {
  const { unit, range, sensitive = false } = raw;
  const { min, max } = range ?? {};
  if (min !== undefined && max !== undefined && min > max)
    reader.add([ontologyDiagnostic('empty-range', '/range', { min, max })]);
  return {
    ...described(reader, 'metric', raw.metric, raw, '/metric'),
    ...(unit !== undefined && { unit }),
    ...(range !== undefined && { range }),
    sensitive,
  };
}

function readAggregate(reader: Reader, raw: RawAggregate): AggregateMetric {
  const { entity, of, p, percentile, where, time, fill, snapshot } = raw;
  const agg = raw.agg as Agg;
  const by = `"agg": "${agg}"`;
  const ordered = ['first', 'last', 'corr'].includes(agg);
  checkNeeded(reader, of === undefined && agg !== 'count', 'of', by, '');
  checkNeeded(reader, raw.with === undefined && ordered, 'with', by, '');
  checkNeeded(reader, p === undefined && agg === 'percentile', 'p', by, '');
  checkUnused(reader, raw.with !== undefined && !ordered, 'with', by, '');
  checkUnused(reader, p !== undefined && agg !== 'percentile', 'p', by, '');
  checkUnused(reader, percentile !== undefined && agg !== 'percentile', 'percentile', by, '');
  return {
    ...base(reader, raw),
    type: 'aggregate',
    entity,
    agg,
    ...(of !== undefined && { of: written(reader, of, '/of') }),
    ...(raw.with !== undefined && { with: written(reader, raw.with, '/with') }),
    ...(p !== undefined && { p }),
    ...(percentile !== undefined && { percentile }),
    where: conditions(reader, where, '/where'),
    ...(time !== undefined && { time: written(reader, time, '/time') }),
    ...(fill !== undefined && { fill }),
    ...(snapshot !== undefined && { snapshot: { ...snapshot, per: snapshot.per ?? [] } }),
  };
}

function readDerived(reader: Reader, raw: RawDerived): DerivedMetric {
  const { of, where, carry } = raw;
  return {
    ...base(reader, raw),
    type: 'derived',
    of,
    where: conditions(reader, where, '/where'),
    ...shifted(reader, raw, ''),
    ...(carry !== undefined && { carry }),
  };
}

function readComposite(reader: Reader, raw: RawComposite): CompositeMetric {
  const inputs = (raw.inputs ?? []).map((input, i) => readInput(reader, input, at('/inputs', i)));
  return { ...base(reader, raw), type: 'composite', is: written(reader, raw.is, '/is'), inputs };
}

function readInput(reader: Reader, raw: RawInput, path: JsonPointer): MetricInput {
  checkName(reader, 'input', raw.as, at(path, 'as'));
  return {
    as: raw.as,
    metric: raw.metric,
    where: conditions(reader, raw.where, at(path, 'where')),
    ...shifted(reader, raw, path),
  };
}

function readConversion(reader: Reader, raw: RawConversion): ConversionMetric {
  const { per, give, within, same = [], match = 'last_before', count = 'actors' } = raw;
  const span = /^\d{1,6} +(?:second|minute|hour|day|week|month|quarter|year)s?$/;
  if (within !== undefined && !span.test(within))
    reader.add([ontologyDiagnostic('bad-lag', '/within', { text: within })]);
  return {
    ...base(reader, raw),
    type: 'conversion',
    per,
    steps: raw.steps.map(({ entity, where, clock }, i) => ({
      entity,
      where: conditions(reader, where, at('/steps', i, 'where')),
      ...(clock !== undefined && { clock: written(reader, clock, at('/steps', i, 'clock')) }),
    })),
    give,
    ...(within !== undefined && { within: within.replace(/s$/, '').replace(/ +/, ' ') }),
    same,
    match,
    count,
  };
}
