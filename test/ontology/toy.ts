import type { Diagnostic } from '../../src/base/diagnostic.js';

const entity = `entity: order
source: { table: orders }
key: [order_id]
time: day
attributes:
  order_id: bigint
  amount: decimal(18,2)
  code: string
  day: date
  big: { type: boolean, is: amount > 100 }
`;

/** Small definitions that tests put together; `entity` is complete, the others need it. */
export const toy = {
  entity,
  /** An entity with as much left out as can be. */
  short: `entity: order
source:
  table: main.\`sales.2026\`.orders
  mode: increment
  late: 2 weeks
  partition: [{ column: ds }, { column: hh, grain: hour }]
key: order_id
time: day
label:
attributes:
  order_id: bigint
  amount: decimal(18,2)
  code: { type: string, column: order_code, required: true }
  day: date
  big: { type: boolean, is: amount > 100 }
  status:
    type: string
    values: { 1: paid, 01: { label: cancelled, synonyms: [void] }, 2026-01-01: , null: none }
relationships:
  parent: { to: order, on: { order_id: order_id }, cardinality: one_to_one, same_as: [parent.parent] }
`,
  metric: 'metric: n\nlabel: Orders\ntype: aggregate\nentity: order\nagg: count\n',
  others: `period: 7d
last: 7
unit: day
mode: rolling
---
period: td
all_time: true
---
calendar: fiscal
entity: order
day: day
grains: { season: { value: code, order: order_id } }
---
term: GMV
means: [order.amount, code]
ask: which?
---
policy: own
entity: order
filter: amount > 0
mask: [{ attribute: code, with: "'***'" }]
except_roles: [auditor]
`,
};

/** Diagnostics as `code document pointer`, without the room's name. */
export function shown(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, document = 0, path }) =>
    `${code.replace('ontology/', '')} ${document} ${path}`.trim(),
  );
}
