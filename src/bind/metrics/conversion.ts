import { at } from '../../base/diagnostic.js';
import { binary, call, cast, integerLiteral, reference, stringLiteral } from '../../expr/build.js';
import type { TimeUnit } from '../../expr/expr.js';
import { types } from '../../expr/type.js';
import type { ConversionMetric, Entity } from '../../ontology/model.js';
import type { BoundConversion, ConversionStep, LeafExpr, SourceExpr } from '../bound.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindWritten } from '../expression.js';
import { entityClock, mustBeMoment } from '../time/leaf-time.js';
import { entitySource } from '../stage/source.js';
import { identityOf } from './identity.js';
import type { Ask, MetricScope, Value } from './metric-scope.js';

/**
 * 转化指标 (S18): its first step's events are the base, of each the conversions it is credited with are
 * added up. So it comes down to aggregates over the rows of one entity, grouped by what these reach.
 */
export function bindConversion(
  metric: ConversionMetric,
  ask: Ask,
  scope: MetricScope,
): LeafExpr | undefined {
  const { context } = scope;
  const entities = metric.steps.map((s) => context.ontology.entities.get(s.entity));
  const steps = entities.map((entity, i) => entity && stepOf(metric, entity, i, scope));
  const known = steps.filter((s) => s !== undefined);
  const [base] = known;
  if (base === undefined || known.length < steps.length) return undefined;
  const actors = metric.count === 'actors';
  const who = base.who.slice(0, base.who.length - metric.same.length);
  const within = withinOf(metric);
  const conversion: BoundConversion = {
    name: metric.name,
    steps: known,
    ...(within !== undefined && { within }),
    match: metric.match,
  };
  const converted: SourceExpr = reference({ kind: 'converted', conversion }, types.bigint);
  const { clock, where } = metric.steps[0]!;
  const leaf = (agg: 'count' | 'count_distinct' | 'sum', of?: SourceExpr, more: Value[] = []) =>
    scope.leaf(
      {
        entity: base.entity,
        agg,
        ...(of !== undefined && { of: { kind: 'made' as const, expr: of } }),
        ...(clock !== undefined && { clock }),
        // Of a group without events nothing has converted, as a count of them would say.
        ...(agg === 'sum' && { fill: 0 }),
      },
      {
        ...ask,
        where: [
          ...where.map((written): Value => ({ kind: 'written', written })),
          ...ask.where,
          ...more,
        ],
      },
      `${metric.name}_${of === converted || more.length > 0 ? 'converted' : 'base'}`,
    );
  const actor = actorOf(who);
  const all = () => (actors ? leaf('count_distinct', actor) : leaf('count'));
  const some: Value = { kind: 'made', expr: binary('>', converted, integerLiteral(0)) };
  const done = () => (actors ? leaf('count_distinct', actor, [some]) : leaf('sum', converted));
  if (metric.give === 'base') return all();
  const reached = done();
  if (metric.give === 'converted' || reached === undefined) return reached;
  const of = all();
  return of && binary('/', reached, of, types.double);
}

function stepOf(
  metric: ConversionMetric,
  entity: Entity,
  index: number,
  { context, at: place }: MetricScope,
): ConversionStep | undefined {
  const { clock: written, where } = metric.steps[index]!;
  const source = entitySource(context, entity);
  const clock = written === undefined ? entityClock(source) : bindWritten(source, written);
  if (clock === undefined) {
    const what = `step ${index + 1} of "${metric.name}"`;
    context.report(bindDiagnostic('no-clock', place, { what, entity: entity.name }));
    return undefined;
  }
  const { file, document, path } = written?.source ?? metric.source;
  const moment = mustBeMoment(context, clock, path, { file, document });
  const who = [metric.per, ...metric.same].flatMap((name, i) => {
    const step = i === 0 ? at('', 'per') : at('', 'same', i - 1);
    return identityOf(source, entity, name, { ...metric.source, path: step });
  });
  return {
    entity,
    where: where.map((w) => bindWritten(source, w, types.boolean)),
    who,
    clock: moment,
    ...(written !== undefined &&
      written.text.trim() !== entity.time && { otherClock: true as const }),
  };
}

/** Who as one value: of several columns their texts, each with its length before, so that no two are one. */
function actorOf(who: readonly SourceExpr[]): SourceExpr | undefined {
  if (who.length < 2) return who[0];
  const parts = who.flatMap((part): SourceExpr[] => {
    const text = cast(part, types.string);
    const length = cast(call('length', [text], types.bigint), types.string);
    return [length, stringLiteral(':'), text];
  });
  return parts.reduce((left, right) => binary('||', left, right, types.string));
}

/** The span of `within`, whose form the ontology has checked. */
function withinOf({ within }: ConversionMetric): BoundConversion['within'] {
  const [count, unit] = within?.split(' ') ?? [];
  return unit === undefined ? undefined : { count: Number(count), unit: unit as TimeUnit };
}
