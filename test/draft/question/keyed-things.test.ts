import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference } from '../../../src/evaluate/judge/compare.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';

let engine: Engine;
let ontology: Ontology;
beforeAll(async () => {
  engine = await openDuckdb();
  const made = await engine.execute([
    `create table boat_owner (owner_id bigint primary key, owner_name varchar, harbour varchar)`,
    `insert into boat_owner select i, 'Name ' || i % 7, ['Kiel', 'Bari'][1 + i % 2] from range(20) r(i)`,
    `create table boat (boat_id bigint primary key, owner_id bigint, metres double)`,
    `insert into boat select i, i % 12, 5 + i from range(30) r(i)`,
  ]);
  if ('error' in made) throw new Error(made.error.message);
  [ontology] = loadOntology(writeOntology(await introspect(engine))) as [Ontology, never];
});
afterAll(() => engine.close());

// Names repeat: whoever counts them counts too few.
it.each([
  ['number of owners', 'select count(*) from boat_owner'],
  ['number of owners by harbour', 'select harbour, count(*) from boat_owner group by 1'],
  [
    'How many owners have no boat?',
    'select count(*) from boat_owner where owner_id not in (select owner_id from boat)',
  ],
  ['number of boats', 'select count(*) from boat'],
])('%s', async (question, sql) => {
  const { document } = draft(question, ontology, {
    asOf: '2026-11-07',
    kind: 'question',
    tokenize: () => [],
  });
  expect(document?.unresolved).toBeUndefined();
  const [compiled, problems] = compile(JSON.stringify(document), ontology, duckdb);
  expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  const rows = async (text: string) => {
    const got = await engine.query(text);
    if ('error' in got) throw new Error(got.error.message);
    return cellsOf(got.value);
  };
  expect(difference(await rows(compiled!.select.text), await rows(sql))).toBeUndefined();
});
