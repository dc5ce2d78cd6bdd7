import { isDay } from '../base/time/calendar-days.js';
import { at, type Details, type Diagnostic, type JsonPointer } from '../base/diagnostic.js';
import { dslDiagnostic } from './diagnostics.js';
import type { Document, Key, Measure, Param, Stage, Target, Time, Window } from './document.js';
import { checkNames } from './names.js';

/** The laws of one document that need no ontology, in the order of the document (levels L1 and L2). */
export function checkLaws(document: Document): readonly Diagnostic[] {
  const { as_of, target } = document;
  return [
    ...(as_of !== undefined && as_of !== '?' && !isDay(as_of)
      ? [dslDiagnostic('bad-day', '/as_of', { day: as_of }, dayFix(as_of))]
      : []),
    // A model counts time from $bizdate (S11): a fixed day would compute the same partition for ever.
    ...(as_of !== undefined && target !== undefined
      ? [
          dslDiagnostic(
            'both-keys',
            '/as_of',
            { first: 'as_of', second: 'target' },
            { fix: [{ op: 'remove', path: '/as_of' }] },
          ),
        ]
      : []),
    ...(document.params ?? []).flatMap((param, i) => checkParam(param, at('/params', i))),
    ...document.stages.flatMap((stage, i) => checkStage(stage, at('/stages', i))),
    ...(target === undefined ? [] : checkTarget(target, '/target')),
    ...checkNames(document),
  ];
}

/** A day of the year written in another order of signs: `2026/01/31`, `20260131`, with a time of midnight. */
function dayFix(written: string): Details {
  const [, year, month, day] =
    /^(\d{4})[-/.年]?(\d{2})[-/.月]?(\d{2})日?(?:[T ]00:00(?::00)?Z?)?$/.exec(written.trim()) ?? [];
  const value = `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
  return isDay(value) ? { fix: [{ op: 'replace', path: '/as_of', value }] } : {};
}

/** `$name` is written without backticks, so a parameter has a plain name only; day and hour of a run are given. */
function checkParam({ name }: Param, path: JsonPointer): readonly Diagnostic[] {
  const given = ['bizdate', 'bizhour', 'as_of'].includes(name);
  return given
    ? [
        dslDiagnostic(
          'duplicate-name',
          at(path, 'name'),
          { name, first: `"$${name}"` },
          { key: true },
        ),
      ]
    : [];
}

function checkStage(stage: Stage, path: JsonPointer): readonly Diagnostic[] {
  return [
    ...bothKeys(
      stage,
      [
        ['from', 'union'],
        ['by', 'columns'],
      ],
      path,
    ),
    // Without `from` there are no source rows whose day, partner or columns could be asked for.
    ...(stage.from === undefined
      ? without(
          stage,
          stage.union === undefined ? ['at', 'match', 'columns'] : ['at'],
          'from',
          path,
        )
      : []),
    ...(stage.from === undefined && stage.union === undefined && stage.by === undefined
      ? [dslDiagnostic('one-of-keys', path, { owner: 'Stage', keys: ['from', 'union', 'by'] })]
      : []),
    ...(stage.time === undefined ? [] : checkTime(stage.time, at(path, 'time'))),
    ...(stage.by ?? []).flatMap((key, i) => checkKey(key, at(path, 'by', i))),
    ...(stage.measures ?? []).flatMap((m, i) => checkMeasure(m, at(path, 'measures', i))),
    ...(stage.windows ?? []).flatMap((w, i) => checkWindow(w, at(path, 'windows', i))),
  ];
}

function checkKey(key: Key, path: JsonPointer): readonly Diagnostic[] {
  const one = key.is !== undefined || key.grain !== undefined;
  return [
    ...bothKeys(key, [['is', 'grain']], path),
    ...(one ? [] : [dslDiagnostic('one-of-keys', path, { owner: 'Key', keys: ['is', 'grain'] })]),
    ...(key.grain === undefined && key.gaps !== undefined
      ? [withoutUse('gaps', '"is"', path)]
      : []),
  ];
}

function checkMeasure(measure: Measure, path: JsonPointer): readonly Diagnostic[] {
  const { metric, agg, shift } = measure;
  const one = metric !== undefined || agg !== undefined;
  return [
    ...bothKeys(measure, [['metric', 'agg']], path),
    ...(one
      ? []
      : [dslDiagnostic('one-of-keys', path, { owner: 'Measure', keys: ['metric', 'agg'] })]),
    ...(metric !== undefined && agg === undefined
      ? (['entity', 'of', 'with', 'p'] as const)
          .filter((key) => measure[key] !== undefined)
          .map((key) => withoutUse(key, '"metric"', path))
      : []),
    ...(agg === undefined || (agg as string) === '?' ? [] : checkAggregate(measure, agg, path)),
    ...(measure.time === undefined ? [] : checkTime(measure.time, at(path, 'time'))),
    ...(shift !== undefined && shift !== '?' && !isShift(shift)
      ? [dslDiagnostic('bad-shift', at(path, 'shift'), { shift })]
      : []),
  ];
}

function checkAggregate(measure: Measure, agg: string, path: JsonPointer): readonly Diagnostic[] {
  const by = `"agg": "${agg}"`;
  const ordered = ['first', 'last', 'corr'].includes(agg);
  return [
    ...need(measure.of === undefined && agg !== 'count', 'of', by, path),
    ...need(measure.with === undefined && ordered, 'with', by, path),
    ...need(measure.p === undefined && agg === 'percentile', 'p', by, path),
    ...(measure.with !== undefined && !ordered ? [withoutUse('with', by, path)] : []),
    ...(measure.p !== undefined && agg !== 'percentile' ? [withoutUse('p', by, path)] : []),
  ];
}

/** A calendar's grains may have any name, so only the form is judged here. */
function isShift(shift: string): boolean {
  return /^(?:[-+]?\d+ +|start +of +)(?:[\p{L}_][\p{L}\p{M}\p{Nd}_]*|`(?:[^`]|``)+`)$/u.test(shift);
}

function checkTime(time: Time, path: JsonPointer): readonly Diagnostic[] {
  const period = time.period !== undefined;
  const counted = [time.last, time.unit, time.mode].filter((part) => part !== undefined).length;
  const range = time.from !== undefined || time.to !== undefined;
  const forms = Number(period) + Number(counted > 0) + Number(range);
  return forms === 1 && (counted === 0 || counted === 3)
    ? []
    : [dslDiagnostic('time-form', path, {})];
}

const aggregates = ['sum', 'avg', 'min', 'max', 'count'];
/** Functions of a window that read a column, that need an order, and that take `n`. */
const uses = {
  of: ['lag', 'lead', 'first', 'last', 'sum', 'avg', 'min', 'max', 'count', 'share'],
  order: [
    'row_number',
    'rank',
    'dense_rank',
    'percent_rank',
    'ntile',
    'lag',
    'lead',
    'first',
    'last',
  ],
  n: ['lag', 'lead', 'ntile'],
};

function checkWindow(window: Window, path: JsonPointer): readonly Diagnostic[] {
  const { fn, of, order = [], last, n } = window;
  if ((fn as string) === '?') return [];
  const by = `"fn": "${fn}"`;
  const canOrder = uses.order.includes(fn) || aggregates.includes(fn);
  return [
    ...need(of === undefined && uses.of.includes(fn) && fn !== 'count', 'of', by, path),
    ...need(order.length === 0 && uses.order.includes(fn), 'order', by, path),
    ...need(n === undefined && fn === 'ntile', 'n', by, path),
    ...need(
      last !== undefined && aggregates.includes(fn) && order.length === 0,
      'order',
      '"last"',
      path,
    ),
    ...(of !== undefined && !uses.of.includes(fn) ? [withoutUse('of', by, path)] : []),
    ...(order.length > 0 && !canOrder ? [withoutUse('order', by, path)] : []),
    ...(n !== undefined && !uses.n.includes(fn) ? [withoutUse('n', by, path)] : []),
    ...(last !== undefined && !aggregates.includes(fn) ? [withoutUse('last', by, path)] : []),
  ];
}

/** Only an upsert finds rows again by a key; every table with a key states it there or derives it. */
function checkTarget(target: Target, path: JsonPointer): readonly Diagnostic[] {
  return target.key !== undefined && target.key.length === 0
    ? [
        dslDiagnostic('out-of-range', at(path, 'key'), {
          value: '[]',
          bound: 'minItems',
          limit: '1',
        }),
      ]
    : [];
}

function bothKeys(
  value: object,
  pairs: readonly (readonly [string, string])[],
  path: JsonPointer,
): readonly Diagnostic[] {
  return pairs
    .filter(([first, second]) => first in value && second in value)
    .map(([first, second]) =>
      dslDiagnostic('both-keys', at(path, second), { first, second }, { key: true }),
    );
}

function without(
  value: object,
  keys: readonly string[],
  needed: string,
  path: JsonPointer,
): readonly Diagnostic[] {
  return keys
    .filter((key) => key in value)
    .map((key) =>
      dslDiagnostic('key-needed', at(path, key), { key: needed, by: `"${key}"` }, { key: true }),
    );
}

function need(missing: boolean, key: string, by: string, path: JsonPointer): readonly Diagnostic[] {
  return missing ? [dslDiagnostic('key-needed', path, { key, by })] : [];
}

function withoutUse(key: string, by: string, path: JsonPointer): Diagnostic {
  return dslDiagnostic('key-without-use', at(path, key), { key, by }, { key: true });
}
