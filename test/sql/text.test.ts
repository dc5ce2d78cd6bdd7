import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { stringLiteral } from '../../src/expr/build.js';
import { allDialects, dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { openDatabase, type Database } from './database.js';
import { printed, queryOf, selectOf } from './say.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
});

/** Texts that have broken other printers, mixed with any Unicode. */
const wicked = [
  "'",
  '"',
  '`',
  '\\',
  '\n',
  '\r\n',
  '\t',
  '--',
  '/*',
  '*/',
  ';',
  '${',
  '$[',
  '${bizdate}',
  '$[yyyymmdd-1]',
  '$$',
  "E'",
  '\u0001',
  '\u007f',
  '\u0085',
  '\u2028',
  '中文',
  '😀',
  '%_',
  "'; DROP TABLE t; --",
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...wicked), fc.string({ unit: 'grapheme', maxLength: 5 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

const literalSql = (value: string) => queryOf(selectOf(stringLiteral(value)));
const named = (name: string) =>
  queryOf({ ...selectOf(stringLiteral('x')), columns: [{ is: stringLiteral('x'), as: name }] });

it.each(allDialects)(
  '$name: what a scheduler replaces is in no literal, name or comment',
  (dialect) => {
    fc.assert(
      fc.property(anyText, (value) => {
        const comment = dialect.comment(value);
        expect(comment).not.toMatch(/\p{Cc}|\u2028|\$[{[]|\*\/|;/u);
        const [made] = print(
          {
            kind: 'query',
            with: {
              ctes: [{ name: 'c', query: selectOf(stringLiteral(value)), comment: value }],
              query: selectOf(stringLiteral(value)),
            },
          },
          dialect,
        );
        expect(made?.text ?? '').not.toMatch(/\$[{[]/);
        const [name] = print(named(value), dialect);
        expect(name?.text ?? '').not.toMatch(/\$[{[]/);
      }),
      { numRuns: 300 },
    );
  },
);

it('DuckDB gives any text back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (value) => {
      fc.pre(!value.includes('\0'));
      const rows = await db.rows(printed(literalSql(value), duckdb).text);
      expect(rows).toEqual([[value]]);
    }),
    { numRuns: 300 },
  );
});

it('DuckDB gives any name back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (name) => {
      fc.pre(name !== '' && !/\0|\$[{[]/.test(name));
      expect(await db.columns(printed(named(name), duckdb).text)).toEqual([name]);
    }),
    { numRuns: 300 },
  );
});

it('a comment and a title of anything leave the statement as it is', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (comment) => {
      const query = selectOf(stringLiteral('kept'));
      const { text } = printed(
        { kind: 'query', with: { ctes: [{ name: 'c', query, comment }], query } },
        duckdb,
      );
      expect(await db.rows(text)).toEqual([['kept']]);
    }),
    { numRuns: 100 },
  );
});

it('a comment of a table is a literal too', async () => {
  const comment = "it's \\ a ${bizdate};\n中文";
  const { text } = printed(
    {
      kind: 'create-table',
      ifNotExists: false,
      table: {
        name: ['commented'],
        comment,
        columns: [{ name: 'a', type: { kind: 'bigint' }, comment, required: false }],
        partition: [],
        key: [],
      },
    },
    duckdb,
  );
  await db.run(text);
  const found = await db.rows(
    "SELECT comment FROM duckdb_columns() WHERE table_name = 'commented'",
  );
  expect(found).toEqual([[comment]]);
});

/** MaxCompute's escapes, read back by the manual's rules (help: maxcompute/escape-character). */
function unescaped(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\([0-7]{3}|.)/gs, (_, e: string) =>
      e.length === 3 ? String.fromCharCode(Number.parseInt(e, 8)) : e,
    );
}

it("MaxCompute's escapes give any text back", () => {
  fc.assert(
    fc.property(anyText, (value) => {
      fc.pre(!/[\0\u0080-\u009f]/.test(value));
      const { text } = printed(literalSql(value), maxcompute);
      const [, literal] = /^SELECT\s+('(?:[^'\\]|\\.)*') AS value;\n$/s.exec(text)!;
      expect(unescaped(literal!)).toBe(value);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['duckdb', 'a\0b'],
  ['maxcompute', 'a\0b'],
  ['maxcompute', 'a\u0085b'],
])('%s refuses the text %j', (dialect, value) => {
  const [made, found] = print(literalSql(value), dialectNamed(dialect)!);
  expect(made).toBeUndefined();
  expect(found).toMatchObject([{ code: 'sql/unsafe-text', params: { kind: 'text' } }]);
});

it.each([
  ['duckdb', 'a${b}'],
  ['duckdb', '$[x]'],
  ['duckdb', ''],
  ['maxcompute', 'a${b}'],
  ['maxcompute', 'two\nlines'],
  ['maxcompute', ''],
])('%s refuses the name %j', (dialect, name) => {
  const [made, found] = print(named(name), dialectNamed(dialect)!);
  expect(made).toBeUndefined();
  expect(found).toMatchObject([{ code: 'sql/unsafe-text', params: { kind: 'name' } }]);
});

it.each([
  ['plain_name', 'plain_name', 'plain_name'],
  ['select', '"select"', '`select`'],
  ['Total', 'Total', '`Total`'],
  ['客单价', '"客单价"', '`客单价`'],
  ['2018年产值(亿)', '"2018年产值(亿)"', '`2018年产值(亿)`'],
  ['a"b`c', '"a""b`c"', '`a"b``c`'],
])('the name %s is %s in DuckDB and %s in MaxCompute', (name, inDuckdb, inMaxcompute) => {
  expect([duckdb.quote(name), maxcompute.quote(name)]).toEqual([inDuckdb, inMaxcompute]);
});

it('every word that DuckDB reserves is quoted', async () => {
  const words = await db.rows(
    "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'",
  );
  const bare = words.flat().filter((word) => duckdb.quote(word as string) === word);
  expect(bare).toEqual([]);
});
