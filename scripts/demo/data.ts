import { audience } from './audience.js';
import { catalogue } from './catalogue.js';
import { categoryDays, rawLog } from './derived.js';
import { people, userSnapshots } from './people.js';
import { calendar, sessions, sessionTables } from './sessions.js';
import type { Table } from './table.js';
import { livePayments, trade } from './trade.js';

/** All tables of the demo, by name: thirty days of live commerce up to 2026-11-07, the same bytes every time. */
export function demoTables(): readonly Table[] {
  const goods = catalogue();
  const { anchors, users, tables } = people();
  const broadcasts = sessions(anchors, goods.items);
  const seen = audience(broadcasts, users);
  const sold = trade(seen, goods, users);
  return [
    ...goods.tables,
    ...tables,
    ...sessionTables(broadcasts),
    ...seen.tables,
    ...sold.tables,
    userSnapshots(users, livePayments(sold.pays)),
    categoryDays(sold.pays, sold.refunds),
    rawLog(seen.watches),
    calendar(),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
