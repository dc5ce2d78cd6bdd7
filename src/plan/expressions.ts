import { unreachable } from '../base/unreachable.js';
import { columnOf } from './nodes.js';
import type { Plan, PlanExpr } from './plan.js';

/** Every expression that a node itself says over its inputs. */
export function expressionsOf(plan: Plan): readonly PlanExpr[] {
  switch (plan.kind) {
    case 'scan':
    case 'read':
      return [];
    case 'series':
      return [plan.from, plan.to];
    case 'filter':
      return plan.where;
    case 'project':
      return plan.made.map((m) => m.is);
    case 'join':
    case 'semi':
      return plan.on;
    case 'aggregate':
      return [
        ...plan.keys.map((k) => k.is),
        ...plan.aggregates.flatMap((a) => [a.of, a.with, ...(a.ties ?? []), ...a.where]),
      ].filter((e) => e !== undefined);
    case 'windowed':
      return plan.windows
        .flatMap((w) => [w.of, ...w.per, ...w.order.map((o) => o.by)])
        .filter((e) => e !== undefined);
    case 'union':
      return plan.sources.flat().map((column) => columnOf(column));
    case 'sorted':
      return plan.order.map((o) => o.by);
    default:
      return unreachable(plan);
  }
}
