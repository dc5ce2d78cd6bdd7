import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, Value as EngineValue } from '../../src/engine/engine.js';
import { types } from '../../src/expr/type.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { statementsOf } from '../../src/sql/statements.js';
import { ontologyOf } from '../fuzz/trial.js';
import { valuesOf } from '../../src/reference/tables.js';
import { difference } from '../reference/compare.js';
import { evaluateDocument } from '../../src/reference/evaluate.js';
import type { Result } from '../../src/reference/evaluate.js';
import { resultOf, type HandRows } from '../reference/hand-rows.js';
import { textOf, type Value } from '../../src/reference/value.js';
import { fill, runDocument } from '../support/compiled-rows.js';
import { asDuckdb } from '../suites/maxcompute/as-duckdb.js';
import { macros } from '../suites/maxcompute/macros.sql.js';
import { prepareData } from '../suites/run.js';
import { conversionTraps } from './cases/conversions.js';
import { joinTraps } from './cases/joins.js';
import { kindTraps } from './cases/kinds.js';
import { timeTraps } from './cases/times.js';
import { viewTraps } from './cases/views.js';
import { zoneTraps } from './cases/zones.js';
import type { Asked, Trap } from './trap.js';

let engine: Engine;

beforeAll(async () => {
  engine = await openDuckdb({});
  await prepareData(engine, macros);
});
afterAll(() => engine.close());

const cases = [
  ...joinTraps,
  ...timeTraps,
  ...zoneTraps,
  ...kindTraps,
  ...conversionTraps,
  ...viewTraps,
].flatMap((trap) =>
  trap.asked.map((asked, i) => ({ name: `${trap.name} (${i + 1})`, trap, asked })),
);
const answered = cases.flatMap(({ asked, ...rest }) =>
  'rows' in asked ? [{ ...rest, asked }] : [],
);
const said = answered.filter(({ asked }) => asked.maxcompute === undefined);
const unsaid = answered.filter(({ asked }) => asked.maxcompute !== undefined);
const refused = cases.flatMap(({ asked, ...rest }) =>
  'refused' in asked ? [{ ...rest, asked }] : [],
);

function documentOf({ more }: Trap, asked: Asked): object {
  const rest = { as_of: '2026-03-31', ...more, ...asked.more };
  return { dsl: '1', title: 'trap', ...rest, stages: asked.stages };
}

describe('traps, with numbers worked out by hand', () => {
  it.each(answered)('DuckDB: $name', async ({ trap, asked }) => {
    const ontology = ontologyOf(trap.definitions, trap.documents);
    await fill(engine, ontology, asked.tables ?? trap.tables);
    const outcome = await runDocument(engine, documentOf(trap, asked), ontology);
    if (outcome.kind !== 'rows') throw new Error(outcome.note);
    expect(difference(resultOf(asked.rows), outcome.rows)).toBeUndefined();
  });

  it.each(answered)('row by row: $name', ({ trap, asked }) => {
    const ontology = ontologyOf(trap.definitions, trap.documents);
    const [parsed] = parseDocument(JSON.stringify(documentOf(trap, asked)));
    const values = valuesOf(ontology, asked.tables ?? trap.tables);
    const made = evaluateDocument(parsed!.document, ontology, values);
    expect(made.columns).toEqual(asked.rows[0]);
    const plain = made.rows.map((row) => made.columns.map((name) => plainOf(row[name] ?? null)));
    const rows = {
      columns: made.columns.map((name) => ({ name, type: types.unknown, databaseType: '' })),
      rows: plain,
      truncated: false,
    };
    expect(difference(resultOf(asked.rows), rows)).toBeUndefined();
  });

  it.each(unsaid)('MaxCompute refuses: $name', ({ trap, asked }) => {
    const [checked] = check(
      JSON.stringify(documentOf(trap, asked)),
      ontologyOf(trap.definitions, trap.documents),
    );
    const [, problems] = print(checked!.statement, maxcompute);
    expect([...new Set(problems.map(({ code }) => code))]).toEqual([asked.maxcompute]);
  });

  it.each(said)('MaxCompute’s text on DuckDB: $name', async ({ trap, asked }) => {
    const ontology = ontologyOf(trap.definitions, trap.documents);
    await fill(engine, ontology, asked.tables ?? trap.tables);
    const [checked] = check(JSON.stringify(documentOf(trap, asked)), ontology);
    const [printed, problems] = print(checked!.statement, maxcompute);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const got = await engine.query(asDuckdb(statementsOf(printed!)[0]!), {});
    if ('error' in got) throw new Error(got.error.message);
    // The macro pack's DATEADD of a DATE gives a moment, MaxCompute's a DATE.
    const rows = got.value.rows.map((row) => row.map(midnightAsDay));
    expect(difference(midnightsAsDays(asked.rows), { ...got.value, rows })).toBeUndefined();
  });

  it.each(refused)('refused: $name', ({ trap, asked }) => {
    const ontology = ontologyOf(trap.definitions, trap.documents);
    const [checked, found] = check(JSON.stringify(documentOf(trap, asked)), ontology);
    expect(checked).toBeUndefined();
    const errors = found.filter(({ severity }) => severity === 'error');
    expect([...new Set(errors.map(({ code }) => code))]).toEqual([asked.refused]);
  });
});

function plainOf(value: Value): EngineValue {
  return typeof value === 'number' || value === null ? value : textOf(value);
}

function midnightAsDay<T>(value: T): T | string {
  return typeof value === 'string' ? value.replace(/T00:00:00$/, '') : value;
}

function midnightsAsDays(rows: HandRows): Result {
  return resultOf(rows.map((row) => row.map(midnightAsDay)));
}
