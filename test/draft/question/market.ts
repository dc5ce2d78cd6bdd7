import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';

/** A market with its stalls: trade with an amount, flags, days of opening, lengths in minutes. */
const marketSql: readonly string[] = [
  `create table stall (stall_id bigint primary key, stall_name varchar, district varchar, opened_on date, floor_area double)`,
  `insert into stall values (1, 'Rosie', 'Old Town', '2018-05-01', 20), (2, 'Basket', 'Old Town', '2021-02-11', 35), (3, 'Harvest', 'Docks', '2019-08-30', 50), (4, 'Nest', 'Hill', '2023-01-15', 12)`,
  `create table patron (patron_id bigint primary key, name varchar, email varchar, city varchar, join_date date)`,
  `insert into patron values (1, 'Ines', 'ines@mail.org', 'Porto', '2023-01-05'), (2, 'Jonas', 'jonas@work.com', 'Lyon', '2023-06-20'), (3, 'Kaya', 'kaya@mail.org', 'Porto', '2024-01-10'), (4, 'Lea', 'lea@work.com', 'Gent', '2024-02-02')`,
  `create table purchase (purchase_id bigint primary key, patron_id bigint, stall_id bigint, bought_at timestamp, amount decimal(8,2), status varchar)`,
  `insert into purchase values (1, 1, 1, '2023-11-03 09:00', 12.5, 'settled'), (2, 1, 2, '2023-12-14 10:00', 30, 'settled'), (3, 2, 1, '2024-01-20 11:00', 8, 'refunded'), (4, 2, 3, '2024-01-21 12:00', 41, 'settled'), (5, 1, 3, '2024-02-10 13:00', 22, 'settled'), (6, 3, 1, '2024-02-11 14:00', 5, 'open')`,
  `create table workshop (workshop_id bigint primary key, title varchar, craft varchar, stall_id bigint, minutes bigint, fee decimal(8,2))`,
  `insert into workshop values (1, 'Bread', 'baking', 1, 90, 15), (2, 'Baskets', 'weaving', 2, 120, 25), (3, 'Jam', 'cooking', 3, 45, 12), (4, 'Rye', 'baking', 3, 60, 18)`,
  `create table seat (seat_id bigint primary key, workshop_id bigint, patron_id bigint, reserved_on date, attended boolean, score bigint)`,
  `insert into seat values (1, 1, 1, '2024-01-02', true, 4), (2, 1, 2, '2024-01-03', false, null), (3, 2, 1, '2024-01-15', true, 5), (4, 3, 3, '2024-02-20', true, 3), (5, 4, 1, '2024-02-21', false, null)`,
];

/** The market's database, and the ontology that is read from it. */
export async function openMarket(): Promise<{
  readonly engine: Engine;
  readonly ontology: Ontology;
}> {
  const engine = await openDuckdb();
  const made = await engine.execute(marketSql);
  if ('error' in made) throw new Error(made.error.message);
  const [ontology, found] = loadOntology(writeOntology(await introspect(engine)));
  if (ontology === undefined) throw new Error(found.map((d) => d.code).join(', '));
  return { engine, ontology };
}
