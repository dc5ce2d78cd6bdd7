import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';

/** Drivers and their rides: a place that both have, a code that may lack. */
export const fleetSql: readonly string[] = [
  `create table fleet_drivers (driver_id bigint primary key, name varchar, city varchar, age bigint, active_status varchar)`,
  `insert into fleet_drivers values
    (1, 'Ann', 'Rome', 30, 'Active'), (2, 'Bo', 'Rome', 50, 'Inactive'), (3, 'Cy', 'Oslo', 40, 'Active'), (4, 'Di', 'Oslo', 20, 'Active')`,
  `create table fleet_rides (ride_id bigint primary key, driver_id bigint references fleet_drivers (driver_id), city varchar,
    fare double, distance_km double, promo_code varchar)`,
  `insert into fleet_rides values
    (1, 1, 'Rome', 10, 2, 'SAVE5'), (2, 1, 'Rome', 20, 5, null), (3, 2, 'Rome', 30, 8, null),
    (4, 3, 'Oslo', 40, 12, 'SAVE5'), (5, 3, 'Oslo', 15, 3, ''), (6, 4, 'Rome', 25, 15, null)`,
  `create table fleet_shifts (shift_id bigint primary key, driver_id bigint references fleet_drivers (driver_id), half varchar)`,
  `insert into fleet_shifts values (1, 1, 'night'), (2, 2, 'night'), (3, 3, 'day'), (4, 1, 'day')`,
];

/** A list of prices, and what was sold of it: pieces, by names that the list does not hold all of. */
export const kioskSql: readonly string[] = [
  `create table kiosk_price (name varchar primary key, price bigint)`,
  `insert into kiosk_price values ('tea', 3), ('cake', 5), ('jam', 2)`,
  `create table kiosk_sale (sold_at date, product_name varchar, amount bigint, day_of_week varchar)`,
  `insert into kiosk_sale values
    ('2024-01-06', 'tea', 2, 'Sat'), ('2024-01-08', 'tea', 1, 'Mon'), ('2024-01-07', 'cake', 3, 'Sun'),
    ('2024-01-13', 'jam', 1, 'Sat'), ('2024-01-14', 'tea', 4, 'Sun'), ('2024-01-10', 'cake', 1, 'Wed'), ('2024-01-08', 'milk', 1, 'Mon')`,
];

/** A database of tables, and the ontology that is read from it. */
export async function openTables(
  statements: readonly string[],
): Promise<{ readonly engine: Engine; readonly ontology: Ontology }> {
  const engine = await openDuckdb();
  const made = await engine.execute(statements);
  if ('error' in made) throw new Error(made.error.message);
  const [ontology, found] = loadOntology(writeOntology(await introspect(engine)));
  if (ontology === undefined) throw new Error(found.map((d) => d.code).join(', '));
  return { engine, ontology };
}
