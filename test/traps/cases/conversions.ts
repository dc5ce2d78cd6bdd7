import { one, type Trap } from '../trap.js';

const person = {
  person: { to: 'person', on: { person_id: 'person_id' }, cardinality: 'many_to_one' },
};
const events = (entity: string): object => ({
  entity,
  source: { table: entity },
  key: ['id'],
  time: 'at',
  attributes: {
    id: { type: 'bigint' },
    person_id: { type: 'bigint' },
    at: { type: 'timestamp' },
  },
  relationships: person,
});
const conversion = (metric: string, steps: readonly string[], more: object): object => ({
  metric,
  type: 'conversion',
  per: 'person',
  steps: steps.map((entity) => ({ entity })),
  ...more,
});
const near = { within: '7 day', count: 'events' };

const definitions: readonly object[] = [
  {
    entity: 'person',
    source: { table: 'person' },
    key: ['person_id'],
    attributes: { person_id: { type: 'bigint' } },
  },
  ...['visit', 'sale', 'back'].map(events),
  conversion('last', ['visit', 'sale'], { ...near, give: 'converted' }),
  conversion('first', ['visit', 'sale'], { ...near, give: 'converted', match: 'first_after' }),
  conversion('ever', ['visit', 'sale'], { count: 'events', give: 'converted' }),
  conversion('base', ['visit', 'sale'], { ...near, give: 'base' }),
  conversion('rate', ['visit', 'sale'], { ...near, give: 'rate' }),
  conversion('people', ['visit', 'sale'], { within: '7 day', give: 'rate' }),
  conversion('back_last', ['visit', 'sale', 'back'], { ...near, give: 'converted' }),
  conversion('back_first', ['visit', 'sale', 'back'], {
    ...near,
    give: 'converted',
    match: 'first_after',
  }),
];

const event = (id: string, person_id: string | null, at: string) => ({ id, person_id, at });

/** S18: what belongs to what, and to which day it counts. */
export const conversionTraps: readonly Trap[] = [
  {
    name: 'S18 conversions are of their base events',
    definitions,
    // Person 1 visits on the 1st and the 3rd and buys an hour before the second visit, a day after it, and
    // on the 20th; person 2 buys before the visit; the fourth visit is nobody's. Person 1 returns once.
    tables: {
      person: [{ person_id: '1' }, { person_id: '2' }],
      visit: [
        event('1', '1', '2026-03-01 10:00:00'),
        event('2', '1', '2026-03-03 10:00:00'),
        event('3', '2', '2026-03-02 10:00:00'),
        event('4', null, '2026-03-02 11:00:00'),
      ],
      sale: [
        event('1', '1', '2026-03-03 09:00:00'),
        event('2', '1', '2026-03-04 10:00:00'),
        event('3', '1', '2026-03-20 10:00:00'),
        event('4', '2', '2026-03-01 10:00:00'),
        event('5', null, '2026-03-02 12:00:00'),
      ],
      back: [event('1', '1', '2026-03-05 10:00:00')],
    },
    asked: [
      {
        // Sales 1 and 2 belong to visits 1 and 2; sale 3 to visit 2 only if any time will do. The return
        // belongs to sale 2, so to visit 2; but visit 1 too is followed by a sale with a return after it.
        stages: one({
          by: [],
          measures: [
            'base',
            'last',
            'first',
            'ever',
            'rate',
            'people',
            'back_last',
            'back_first',
          ].map((metric) => ({ as: `${metric}_n`, metric })),
        }),
        rows: [
          'base_n last_n first_n ever_n rate_n people_n back_last_n back_first_n'.split(' '),
          [4, 2, 2, 3, 0.5, 0.5, 1, 2],
        ],
      },
      {
        // By days of the visits, so days add up: 1 + 0 + 1 of 1 + 2 + 1.
        stages: one({
          by: [{ as: 'd', grain: 'day' }],
          measures: [
            { as: 'base_n', metric: 'base' },
            { as: 'last_n', metric: 'last' },
            { as: 'rate_n', metric: 'rate' },
          ],
        }),
        rows: [
          ['d', 'base_n', 'last_n', 'rate_n'],
          ['2026-03-01', 1, 1, 1],
          ['2026-03-02', 2, 0, 0],
          ['2026-03-03', 1, 1, 1],
        ],
      },
      {
        // A range is of the visits: the sale of the 4th counts for the visit of the 3rd.
        stages: one({
          time: { from: "date '2026-03-03'", to: "date '2026-03-03'" },
          by: [],
          measures: [
            { as: 'base_n', metric: 'base' },
            { as: 'last_n', metric: 'last' },
          ],
        }),
        rows: [
          ['base_n', 'last_n'],
          [1, 1],
        ],
      },
    ],
  },
];
