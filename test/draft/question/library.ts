import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';

/** A library that lends books: two sides of a bridge, flags, states of the USA, a table without a time, one with two. */
const librarySql: readonly string[] = [
  `create table author (aid bigint, name varchar, country varchar)`,
  `insert into author values (1, 'Adams', 'UK'), (2, 'Borges', 'Argentina'), (3, 'Calvino', 'Italy'), (4, 'Dahl', 'UK')`,
  `create table book (bid bigint, title varchar, year bigint, page_num bigint, genre varchar, price decimal(8,2))`,
  `insert into book values
    (10, 'Ships', 2001, 200, 'Fiction', 10.00), (11, 'Mirrors', 2001, 150, 'Poetry', 8.00),
    (12, 'Cities', 2005, 165, 'Fiction', 12.00), (13, 'Together', 2005, 300, 'Essay', 20.00), (14, 'Alone', 2010, 120, 'Poetry', 9.00)`,
  `create table wrote (aid bigint, bid bigint)`,
  `insert into wrote values (1, 10), (2, 11), (3, 12), (2, 13), (3, 13), (2, 14)`,
  `create table member (member_id bigint, name varchar, city_name varchar, state varchar, join_date date, is_active boolean)`,
  `insert into member values
    (100, 'Ann Lee', 'Fresno', 'CA', '2024-01-10', true), (101, 'Bob Ray', 'Buffalo', 'NY', '2024-03-05', true),
    (102, 'Cy Dean', 'Oakland', 'CA', '2023-12-01', false), (103, 'Di Fox', 'Albany', 'NY', '2024-03-20', true)`,
  `create table loan (loan_id bigint, member_id bigint, bid bigint, loan_date date, status varchar)`,
  `insert into loan values
    (1, 100, 10, '2024-02-01', 'returned'), (2, 100, 11, '2024-02-15', 'open'), (3, 101, 10, '2024-03-10', 'returned'),
    (4, 101, 12, '2024-03-12', 'lost'), (5, 100, 12, '2024-03-20', 'returned'), (6, 102, 10, '2024-03-30', 'open')`,
];

/** The library's database, and the ontology that is read from it. */
export async function openLibrary(): Promise<{
  readonly engine: Engine;
  readonly ontology: Ontology;
}> {
  const engine = await openDuckdb();
  const made = await engine.execute(librarySql);
  if ('error' in made) throw new Error(made.error.message);
  const [ontology, found] = loadOntology(writeOntology(await introspect(engine)));
  if (ontology === undefined) throw new Error(found.map((d) => d.code).join(', '));
  return { engine, ontology };
}
