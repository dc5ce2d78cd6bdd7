import type { Measure } from './frame.js';

/** A text that is the same for the same number. */
export function measureKey(measure: Measure): string {
  if (measure.kind === 'change' || measure.kind === 'running')
    return `${measure.kind} ${measureKey(measure.over)}`;
  if (measure.kind !== 'aggregate') {
    const within = measure.kind === 'quotient' ? (measure.within?.attribute.name ?? '') : '-';
    return `${measureKey(measure.over)}/${measure.by === undefined ? '' : measureKey(measure.by)}${within}`;
  }
  const { agg, entity, of, since, filters } = measure;
  const tests = filters.map((f) =>
    f.kind === 'test'
      ? f.test(`${f.field.entity.name}.${f.field.attribute.name}`)
      : JSON.stringify({ kind: f.kind, ...(f.kind === 'time' && f.time) }),
  );
  return [agg, entity.name, of?.name, since?.attribute.name, since?.unit, ...tests].join(' ');
}
