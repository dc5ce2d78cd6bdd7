import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';

/** A depot with its people: abbreviated names, names in two columns, states as text, two days of one row. */
const depotSql: readonly string[] = [
  `create table dept (dept_id bigint primary key, dept_name varchar, location varchar)`,
  `insert into dept values (10, 'Finance', 'London'), (20, 'Research', 'Berlin'), (30, 'Sales', 'London'), (40, 'Legal', 'Paris')`,
  `create table emp (emp_id bigint primary key, first_name varchar, last_name varchar, dept_id bigint, gender varchar, salary decimal(10,2), hire_date date, termination_date date, company varchar, title varchar)`,
  `insert into emp values
    (1, 'Ada', 'Adams', 10, 'F', 52000, '2020-02-01', null, 'Acme', 'Clerk'), (2, 'Bo', 'Brown', 20, 'M', 61000, '2021-03-01', '2023-05-01', null, 'Clerk'),
    (3, 'Cleo', 'Clark', 20, 'F', 83000, '2020-07-15', null, 'Bolt', 'Engineer'), (4, 'Dev', 'Davis', 30, 'M', 47000, '2022-01-10', '2024-01-31', null, 'Clerk'),
    (5, 'Elin', 'Adams', 10, 'F', 50500, '2023-09-09', null, 'Acme', 'Manager')`,
  `create table warehouse (id bigint primary key, name varchar, city varchar, country varchar, depth_m double)`,
  `insert into warehouse values (1, 'North', 'Oslo', 'Norway', 40), (2, 'South', 'Rome', 'Italy', 55), (3, 'East', 'Riga', 'Latvia', 30), (4, 'West', 'Cork', 'Ireland', 35)`,
  `create table carrier (id bigint primary key, carrier_name varchar, rating double, country varchar)`,
  `insert into carrier values (1, 'FastShip', 4.5, 'Norway'), (2, 'Nordic', 3.9, 'Norway'), (3, 'EuroCargo', 4.1, 'Italy')`,
  `create table item (id bigint primary key, item_name varchar, category varchar, unit_price decimal(8,2), weight_kg double)`,
  `insert into item values (1, 'Bolt', 'hardware', 3.5, 0.4), (2, 'Cable', 'electric', 11.25, 3.6), (3, 'Motor', 'machine', 18.75, 10), (4, 'Valve', 'machine', 26.25, 19.6), (5, 'Lamp', 'electric', 4.5, 1)`,
  `create table shipment (id bigint primary key, warehouse_id bigint, carrier_id bigint, status varchar, shipped_date date, delivered_date date, freight_cost decimal(10,2))`,
  `insert into shipment values
    (1, 1, 1, 'delivered', '2024-01-06', '2024-01-10', 120), (2, 1, 2, 'delivered', '2024-01-08', '2024-01-11', 80), (3, 2, 1, 'lost', '2024-01-13', null, 200),
    (4, 2, 1, 'in_transit', '2024-02-03', null, 90), (5, 3, 2, 'delivered', '2024-02-05', '2024-02-09', 60), (6, 1, 1, 'delivered', '2024-02-14', '2024-02-19', 150)`,
  `create table shipment_item (shipment_id bigint, item_id bigint, quantity bigint, primary key (shipment_id, item_id))`,
  `insert into shipment_item values (1, 1, 10), (1, 3, 1), (2, 2, 4), (3, 4, 2), (4, 1, 6), (5, 3, 3), (6, 2, 5)`,
  `create table booking (id bigint primary key, emp_id bigint, room varchar, booked_on date)`,
  `insert into booking values (1, 1, 'Blue', '2024-01-08'), (2, 1, 'Red', '2024-01-09'), (3, 3, 'Blue', '2024-01-13')`,
  `create table warehouse_tag (warehouse_id bigint, tag varchar, primary key (warehouse_id, tag))`,
  `insert into warehouse_tag values (1, 'cold'), (1, 'port'), (2, 'port')`,
];

/** The depot's database, and the ontology that is read from it. */
export async function openDepot(): Promise<{
  readonly engine: Engine;
  readonly ontology: Ontology;
}> {
  const engine = await openDuckdb();
  const made = await engine.execute(depotSql);
  if ('error' in made) throw new Error(made.error.message);
  const [ontology, found] = loadOntology(writeOntology(await introspect(engine)));
  if (ontology === undefined) throw new Error(found.map((d) => d.code).join(', '));
  return { engine, ontology };
}
