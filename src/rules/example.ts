import type { Stage, Target } from '../dsl/document.js';
import { formatDocument } from '../dsl/canonical.js';

/** A document in canonical form, written only when somebody looks at it: laws are loaded by every command. */
export type Example = () => string;

/** A question over the small shop of `test/support/shop.ts` as `explain` shows it: JSON in canonical form. */
export function question(...stages: readonly Stage[]): Example {
  return () =>
    formatDocument({ dsl: '1', title: 'example', as_of: '2026-11-07', stages }).trimEnd();
}

/** A scheduled model over the same shop; what `target` leaves out is right. */
export function model(stages: readonly Stage[], target: Partial<Target> = {}): Example {
  return modelOf(stages, { ...customerTable, ...target });
}

/** The same with exactly this target. */
export function modelOf(stages: readonly Stage[], target: Target): Example {
  return () => formatDocument({ dsl: '1', title: 'example', stages, target }).trimEnd();
}

/** A table of the summary layer that keeps every law. */
export const customerTable: Target = {
  table: 'dws_trd_customer_7d',
  layer: 'dws',
  comment: '客户粒度近7天下单',
  domain: 'trd',
  write: 'overwrite',
  partition: [{ as: 'ds', is: '$bizdate' }],
  lifecycle: 720,
};

/** The stage that fills it. */
export const customerWeek: Stage = {
  name: 'result',
  by: [{ as: 'customer_id', is: 'customer.customer_id' }],
  measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '7d' } }],
};

/** A stage that counts the orders of a week which meet conditions. */
export function ordersOf(...where: readonly string[]): Stage {
  return {
    name: 'result',
    from: 'orders',
    time: { period: '7d' },
    where,
    by: [],
    measures: [{ as: 'order_cnt', metric: 'order_cnt' }],
  };
}
