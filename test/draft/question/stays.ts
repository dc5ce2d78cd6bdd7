import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';

/** One wide table of bookings with names in English, unparted some of them: what people ask about in Chinese. */
const staysSql: readonly string[] = [
  `create table hotel_booking_data (bookingid bigint, customerid varchar, city varchar, "room type" varchar,
    paymentmode varchar, price decimal(8,2), nights bigint, totalamount decimal(10,2), bookingdate date, status varchar, country varchar)`,
  `insert into hotel_booking_data values
    (1, 'G1', 'Paris', 'Double', 'Credit Card', 150.00, 2, 300.00, '2024-01-06', 'Completed', 'France'),
    (2, 'G2', 'Berlin', 'Single', 'Credit Card', 80.00, 1, 80.00, '2024-01-10', 'Completed', 'Germany'),
    (3, 'G1', 'Paris', 'Double', 'Credit Card', 130.00, 4, 520.00, '2024-03-03', 'Completed', 'France'),
    (4, 'G3', 'Paris', 'Double', 'Cash', 95.00, 2, 180.00, '2024-02-07', 'Cancelled', 'France'),
    (5, 'G2', 'Berlin', 'Double', 'Credit Card', 100.00, 3, 300.00, '2024-02-20', 'Completed', 'Germany'),
    (6, 'G4', 'Berlin', 'Double', 'Credit Card', 90.00, 2, 160.00, '2024-03-12', 'Completed', 'Germany')`,
];

/** The database of bookings, and the ontology that is read from it. */
export async function openStays(): Promise<{
  readonly engine: Engine;
  readonly ontology: Ontology;
}> {
  const engine = await openDuckdb();
  const made = await engine.execute(staysSql);
  if ('error' in made) throw new Error(made.error.message);
  const [ontology, found] = loadOntology(writeOntology(await introspect(engine)));
  if (ontology === undefined) throw new Error(found.map((d) => d.code).join(', '));
  return { engine, ontology };
}
