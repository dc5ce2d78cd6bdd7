import type { JsonPointer } from '../../base/diagnostic.js';
import { attributeKey } from '../column-keys.js';
import type { Context } from '../context.js';
import { planDiagnostic } from '../diagnostics.js';
import type { Place } from '../place.js';
import type { PlanExpr } from '../plan.js';

/** S19: the version that is valid at a moment: of a reader's clock, or of the day that is read, by default the as-of day. */
export function validAt(
  context: Context,
  place: Place,
  name: string,
  columns: ReadonlyMap<string, PlanExpr>,
  asked: PlanExpr | undefined,
  at: JsonPointer,
): readonly PlanExpr[] {
  const { validity } = place.entity;
  if (validity === undefined) return [];
  const moment = asked ?? context.asOf;
  if (moment === undefined) {
    context.report(planDiagnostic('no-day', at, { entity: place.entity.name }));
    return [];
  }
  const [from, to] = [validity.from, validity.to].map((a) => columns.get(attributeKey(name, a))!);
  const boolean = { kind: 'boolean' } as const;
  return [
    { kind: 'binary', operator: '<=', left: from!, right: moment, type: boolean },
    {
      kind: 'binary',
      operator: 'or',
      left: { kind: 'is-null', not: false, operand: to!, type: boolean },
      right: { kind: 'binary', operator: '<', left: moment, right: to!, type: boolean },
      type: boolean,
    },
  ];
}
