import fc from 'fast-check';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quoteName } from '../../src/base/text/name.js';
import { check, compileTo, type Compiled } from '../../src/compile.js';
import { sourceTables } from '../../src/ddl/source-tables.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, Rows } from '../../src/engine/engine.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { statementsOf } from '../../src/sql/statements.js';
import { maxComputeParser, type Judgement } from '../suites/maxcompute/parse.js';

let engine: Engine;
let judge: (sql: string) => Judgement;
beforeAll(async () => {
  engine = await openDuckdb({});
  judge = await maxComputeParser();
});
afterAll(() => engine.close());

const piece = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...`'"\`\\;.$%[{ 表`.split(''), '--', '/*', '*/') },
  { weight: 3, arbitrary: fc.constantFrom("'); DROP TABLE x; --", 'select', 'Total', '2月(万)') },
  { weight: 1, arbitrary: fc.constantFrom('${', '$[', '${bizdate}') },
  { weight: 12, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
);
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
/** What an ontology can say: nothing that does not show. */
const name = text.filter(
  (s) => s.trim() !== '' && s !== '?' && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(s),
);
const names = fc.uniqueArray(name, {
  minLength: 10,
  maxLength: 10,
  selector: (s) => s.normalize('NFC').toLowerCase(),
});
const literal = text.filter((s) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(s));

interface Named {
  readonly here: string;
  readonly there: string;
  readonly role: string;
  readonly id: string;
  readonly words: string;
  readonly table: string;
  readonly other: string;
  readonly stage: string;
  readonly key: string;
  readonly count: string;
}

function named(all: readonly string[]): Named {
  const [here = '', there = '', role = '', id = '', words = ''] = all;
  const [table = '', other = '', stage = '', key = '', count = ''] = all.slice(5);
  return { here, there, role, id, words, table, other, stage, key, count };
}

/** Two entities under any names: rows here point to one row there; `words` holds a text on both sides. */
function ontologyOf(
  { here, there, role, id, words, table, other }: Named,
  label: string,
): Ontology {
  const attributes = { [id]: { type: 'bigint', label }, [words]: { type: 'string', label } };
  const documents = [
    {
      entity: here,
      label,
      source: { table: quoteName(table) },
      attributes,
      relationships: { [role]: { to: there, on: { [id]: id }, cardinality: 'many_to_one' } },
    },
    { entity: there, source: { table: quoteName(other) }, key: [id], attributes },
  ];
  const yaml = documents.map((document) => dump(document)).join('---\n');
  const [ontology, found] = loadOntology([{ file: 'a.yaml', text: yaml }]);
  if (ontology === undefined) throw new Error(JSON.stringify(found));
  return ontology;
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** How many rows with a text point to each text there. */
function documentOf(n: Named, title: string, value: string): string {
  const [as, is] = [quoteName(n.key), `${quoteName(n.role)}.${quoteName(n.words)}`];
  const inner = {
    name: quoteName(n.stage),
    from: quoteName(n.here),
    where: [`${quoteName(n.words)} = ${quoted(value)}`],
    columns: [{ as, is }],
  };
  const result = {
    name: 'result',
    from: quoteName(n.stage),
    by: [{ as, is: as }],
    measures: [{ as: quoteName(n.count), agg: 'count' }],
    order: [{ by: quoteName(n.count), dir: 'desc' }],
  };
  return JSON.stringify({ dsl: '1', title, stages: [inner, result] });
}

function compiled(document: string, ontology: Ontology): readonly [Compiled, Compiled] | undefined {
  const [checked, found] = check(document, ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found));
  const both = [duckdb, maxcompute].map((dialect) => compileTo(checked, ontology, dialect));
  const wrong = both.flatMap(([, diagnostics]) =>
    diagnostics.filter((d) => d.severity === 'error'),
  );
  expect(new Set(['sql/unsafe-text', ...wrong.map((d) => d.code)])).toEqual(
    new Set(['sql/unsafe-text']),
  );
  const [[first], [second]] = both as [(typeof both)[0], (typeof both)[0]];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function doubled(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

async function rowsOver(
  ontology: Ontology,
  rows: Readonly<Record<string, readonly (readonly string[])[]>>,
  sql: string,
): Promise<Rows> {
  for (const table of sourceTables(ontology)) {
    const [made] = print({ kind: 'create-table', table, ifNotExists: false }, duckdb);
    const done = await engine.execute(statementsOf(made!));
    if ('error' in done) throw new Error(done.error.message);
    const loaded = await engine.load(table.name, rows[table.name.join('.')] ?? []);
    if ('error' in loaded) throw new Error(loaded.error.message);
  }
  const got = await engine.query(sql);
  const drops = sourceTables(ontology).map((t) => `drop table ${doubled(t.name.join('.'))}`);
  await engine.execute(drops);
  if ('error' in got) throw new Error(`${got.error.message}\n${sql}`);
  return got.value;
}

it('any names, labels, titles and values go to DuckDB and back, and parse for MaxCompute', async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(names, text, literal, literal, async (all, title, value, partner) => {
      const n = named(all);
      fc.pre(value !== partner && !title.includes('\0') && title.trim() !== '');
      const ontology = ontologyOf(n, literalLabel(partner));
      const both = compiled(documentOf(n, shown(title), value), ontology);
      const refused = all.some((one) => /\$[{[]/.test(one));
      // Only what a scheduler would replace is refused.
      expect(both === undefined && !refused).toBe(false);
      if (both === undefined) return;
      const rows = {
        [n.table]: [
          ['1', value],
          ['1', value],
          ['2', value],
          ['2', partner],
        ],
        [n.other]: [
          ['1', partner],
          ['2', value],
        ],
      };
      const got = await rowsOver(ontology, rows, both[0].select.text);
      expect(got.columns.map((c) => c.name)).toEqual([n.key, n.count]);
      expect(got.rows).toEqual([
        [partner, 2],
        [value, 1],
      ]);
      expect(judge(both[1].select.text).error).toBeUndefined();
      expect(both[1].select.text).not.toMatch(/\$[{[]/);
      ran++;
    }),
    { numRuns: 40 },
  );
  expect(ran).toBeGreaterThan(3);
});

/** A label is a text that shows. */
function literalLabel(value: string): string {
  return value.trim() === '' ? 'x' : value;
}

/** A title shows too. */
function shown(value: string): string {
  const clean = value.replaceAll(/[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/gu, ' ').trim();
  return clean === '' || clean === '?' ? 'x' : clean;
}

it('any comments of a table and its columns are read back by DuckDB, and parse for MaxCompute', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, async (comment, ofColumn) => {
      fc.pre(!/[\0\p{Cs}\u0080-\u009f]/u.test(comment + ofColumn));
      const table = {
        name: ['commented'],
        comment,
        columns: [{ name: 'a', type: { kind: 'bigint' }, comment: ofColumn, required: false }],
        partition: [{ name: 'ds', type: { kind: 'string' }, required: true }],
        key: [],
        lifecycle: 30,
      } as const;
      const [made] = print({ kind: 'create-table', table, ifNotExists: false }, duckdb);
      await engine.execute(['drop table if exists commented', ...statementsOf(made!)]);
      const read = await engine.query(
        `select t.comment, c.comment from duckdb_tables() t join duckdb_columns() c using (table_name)
         where table_name = 'commented' and column_name = 'a'`,
      );
      expect(read).toMatchObject({ value: { rows: [[comment, ofColumn]] } });
      const [other] = print({ kind: 'create-table', table, ifNotExists: true }, maxcompute);
      expect(other!.text).not.toMatch(/\$[{[]/);
      for (const statement of statementsOf(other!)) expect(judge(statement).error).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});
