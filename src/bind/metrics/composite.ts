import { at } from '../../base/diagnostic.js';
import { suggest } from '../../base/text/suggest.js';
import { filled } from '../../expr/build.js';
import { checkExpr } from '../../expr/check.js';
import type { Scope } from '../../expr/scope.js';
import type { CompositeMetric, MetricInput } from '../../ontology/model.js';
import type { LeafExpr } from '../bound.js';
import { bindDiagnostic } from '../diagnostics.js';
import { resolveParam } from '../params.js';
import { checkFill, fillPlace } from '../stage/fill.js';
import { readShift } from '../time/shift.js';
import { readMetricTime } from '../time/time-range.js';
import { unknownExpr } from '../unknown.js';
import type { Ask, MetricScope } from './metric-scope.js';

type Leaf = Extract<LeafExpr, { kind: 'reference' }>['to'];

/** 复合指标: its arithmetic over the metrics it names, each worked out on its own; ratios divide after aggregation (law 4). */
export function bindComposite(
  metric: CompositeMetric,
  ask: Ask,
  scope: MetricScope,
): LeafExpr | undefined {
  const { context } = scope;
  const { file, document, path } = metric.is.source;
  const inputs = new Map(metric.inputs.map((input, i) => [input.as, { input, i }]));
  const worked = new Map<string, LeafExpr | undefined>();
  const work = (name: string): LeafExpr | undefined => {
    const found = inputs.get(name);
    return found === undefined
      ? scope.metric(name, ask, scope)
      : bindInput(metric, found.input, found.i, ask, scope);
  };
  const names: Scope<Leaf> = {
    resolve: (name, where, details) => {
      if (name.kind === 'param') return resolveParam(context, name.name, { path: where, details });
      const called = name.kind === 'path' && name.names.length === 1 ? name.names[0]! : '';
      if (!inputs.has(called) && !context.ontology.metrics.has(called)) {
        const wrong = name.kind === 'found' ? name.match : name.names.join('.');
        const known = [...inputs.keys(), ...context.ontology.metrics.keys()];
        const allowed = suggest(wrong, known);
        const params = { name: wrong };
        return [
          undefined,
          [bindDiagnostic('unknown-metric', where, params, { ...details, allowed })],
        ];
      }
      if (!worked.has(called)) worked.set(called, work(called));
      return [worked.get(called) ?? unknownExpr, []];
    },
  };
  const [expr, found] = checkExpr(metric.is.expr, names, path);
  for (const { fix: _, ...d } of found) context.report({ ...d, file, document });
  if ([...worked.values()].includes(undefined)) return undefined;
  return expr;
}

function bindInput(
  metric: CompositeMetric,
  input: MetricInput,
  index: number,
  ask: Ask,
  scope: MetricScope,
): LeafExpr | undefined {
  const { context } = scope;
  const { file, document } = metric.source;
  const source = { file, document, path: at('', 'inputs', index) };
  const place = { path: at(source.path, 'shift'), details: { file, document } };
  const time = input.time && readMetricTime(context, input.time, source, scope.at);
  const shift = input.shift === undefined ? undefined : readShift(context, input.shift, place);
  const value = scope.metric(
    input.metric,
    {
      ...ask,
      ...(time !== undefined && { time }),
      where: [
        ...input.where.map((written) => ({ kind: 'written' as const, written })),
        ...ask.where,
      ],
      shifts: [...ask.shifts, ...(shift === undefined ? [] : [shift])],
    },
    scope,
  );
  checkFill(context, value, input.fill, fillPlace(metric.source, 'inputs', index));
  return value && filled(value, input.fill);
}
