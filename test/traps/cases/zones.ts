import { days, one, type Asked, type Trap } from '../trap.js';

const n = { as: 'n', metric: 'hits' };

const attributes = {
  id: { type: 'bigint' },
  at: { type: 'timestamp' },
  ds: { type: 'string' },
};
const partition = [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }];
const hits: readonly object[] = [
  {
    entity: 'hit',
    source: { table: 'hit', timezone: 'UTC', mode: 'increment', partition },
    key: ['id'],
    time: 'at',
    attributes,
  },
  { metric: 'hits', type: 'aggregate', entity: 'hit', agg: 'count' },
  {
    entity: 'local',
    source: { table: 'local' },
    key: ['id'],
    time: 'at',
    attributes: { id: { type: 'bigint' }, at: { type: 'timestamp', timezone: 'America/New_York' } },
  },
  {
    entity: 'bill',
    source: { table: 'bill', timezone: 'UTC' },
    key: ['id'],
    time: 'day',
    attributes: { id: { type: 'bigint' }, day: { type: 'date' } },
  },
];
const hit = (id: string, at: string) => ({ id, at, ds: at.slice(0, 10).replaceAll('-', '') });

/**
 * By the clock of UTC, in partitions of its days. In New York clocks went from 02:00 to 03:00 on 8 March,
 * at 07:00 UTC, and from 02:00 back to 01:00 on 1 November, at 06:00 UTC: there the rows are of 23:59:59
 * on the 7th; 00:00:00, 01:59:59, 03:00:00 and 23:59:59 on the 8th; 00:00:00 on the 9th; and twice 01:30:00
 * on 1 November.
 */
const rows = [
  hit('1', '2026-03-08 04:59:59'),
  hit('2', '2026-03-08 05:00:00'),
  hit('3', '2026-03-08 06:59:59'),
  hit('4', '2026-03-08 07:00:00'),
  hit('5', '2026-03-09 03:59:59'),
  hit('6', '2026-03-09 04:00:00'),
  hit('7', '2026-11-01 05:30:00'),
  hit('8', '2026-11-01 06:30:00'),
];
const local = [
  { id: '1', at: '2026-03-08 00:30:00' },
  { id: '2', at: '2026-03-07 19:00:00' },
  { id: '3', at: '2026-11-01 01:30:00' },
];
const inNewYork = {
  more: { timezone: 'America/New_York' },
  maxcompute: 'sql/unsupported',
} as const;
const inShanghai = { more: { timezone: 'Asia/Shanghai' } };

const trap = (name: string, ...asked: readonly Asked[]): Trap => ({
  name,
  definitions: hits,
  tables: { hit: rows, local, bill: [] },
  asked,
});

/** Moments of one clock in days of another. */
export const zoneTraps: readonly Trap[] = [
  trap(
    'S11 a day is one of the document’s zone, wherever the moments were written',
    {
      ...inNewYork,
      stages: one({ by: [{ as: 'd', grain: 'day' }], measures: [n] }),
      rows: [
        ['d', 'n'],
        ['2026-03-07', 1],
        ['2026-03-08', 4],
        ['2026-03-09', 1],
        ['2026-11-01', 2],
      ],
    },
    {
      // Eight hours ahead all year: the evening of the 8th in UTC is the 9th.
      ...inShanghai,
      stages: one({ by: [{ as: 'd', grain: 'day' }], measures: [n] }),
      rows: [
        ['d', 'n'],
        ['2026-03-08', 4],
        ['2026-03-09', 2],
        ['2026-11-01', 2],
      ],
    },
    {
      // Without a zone, and in their own, they are as they are written.
      stages: one({ by: [{ as: 'm', grain: 'month' }], measures: [n] }),
      rows: [
        ['m', 'n'],
        ['2026-03-01', 6],
        ['2026-11-01', 2],
      ],
    },
  ),
  trap(
    'S11 where clocks are put forward an hour has no rows, and where back one has those of two',
    {
      ...inNewYork,
      stages: one({
        time: days('2026-03-08', '2026-03-08'),
        by: [{ as: 'h', grain: 'hour' }],
        measures: [n],
      }),
      // Its last row is in the partition of the day after.
      rows: [
        ['h', 'n'],
        ['2026-03-08T00:00:00', 1],
        ['2026-03-08T01:00:00', 1],
        ['2026-03-08T03:00:00', 1],
        ['2026-03-08T23:00:00', 1],
      ],
    },
    {
      ...inNewYork,
      stages: one({
        time: days('2026-11-01', '2026-11-01'),
        by: [{ as: 'h', grain: 'hour' }],
        measures: [n],
      }),
      rows: [
        ['h', 'n'],
        ['2026-11-01T01:00:00', 2],
      ],
    },
    {
      more: { timezone: 'America/New_York', as_of: '2026-03-08' },
      maxcompute: 'sql/unsupported',
      stages: one({
        by: [],
        measures: [
          { ...n, time: { last: 1, unit: 'day', mode: 'rolling' } },
          {
            as: 'before',
            metric: 'hits',
            time: { last: 1, unit: 'day', mode: 'rolling' },
            shift: '-1 day',
          },
        ],
      }),
      rows: [
        ['n', 'before'],
        [4, 1],
      ],
    },
  ),
  trap(
    'S11 conditions and columns speak of the document’s clock too',
    {
      ...inShanghai,
      stages: one({
        from: 'hit',
        where: ["at < timestamp '2026-03-08 14:00:00'"],
        columns: [
          { as: 'id', is: 'id' },
          { as: 'at', is: 'at' },
        ],
      }),
      rows: [
        ['id', 'at'],
        [1, '2026-03-08T12:59:59'],
        [2, '2026-03-08T13:00:00'],
      ],
    },
    {
      // Two clocks in one document: half past midnight in New York is 05:30 in UTC.
      more: { timezone: 'UTC' },
      maxcompute: 'sql/unsupported',
      stages: one({
        by: [{ as: 'd', grain: 'day' }],
        measures: [n, { as: 'here', agg: 'count', entity: 'local' }],
      }),
      rows: [
        ['d', 'n', 'here'],
        ['2026-03-08', 4, 2],
        ['2026-03-09', 2, 0],
        ['2026-11-01', 2, 1],
      ],
    },
  ),
  trap(
    'S11 a zone that nothing can be moved to is refused',
    {
      stages: one({
        by: [{ as: 'd', grain: 'day' }],
        measures: [n, { as: 'here', agg: 'count', entity: 'local' }],
      }),
      refused: 'plan/which-timezone',
    },
    {
      more: { timezone: 'Asia/Shanghai' },
      stages: one({
        by: [{ as: 'd', grain: 'day' }],
        measures: [{ as: 'bills', agg: 'count', entity: 'bill' }],
      }),
      refused: 'bind/day-of-other-zone',
    },
    {
      more: { timezone: 'Shanghai' },
      stages: one({ by: [], measures: [n] }),
      refused: 'bind/unknown-timezone',
    },
  ),
];
