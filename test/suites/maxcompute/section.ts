import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { DuckdbOptions } from '../../../src/engine/duckdb-sandbox.js';
import type { Engine } from '../../../src/engine/engine.js';
import { statementsOf } from '../../../src/sql/statements.js';
import { bizdate, dailyRun, warehouse } from '../corpus/warehouse/run.js';
import { targetOf } from '../write-target.js';
import { difference, type Rows } from '../../../src/evaluate/judge/compare.js';
import { compiled, engineNote, prepareData, rowsOf, suiteDialect, type Answered } from '../run.js';
import { asDuckdb } from './as-duckdb.js';
import { macros } from './macros.sql.js';
import { maxComputeParser } from './parse.js';

const maxcompute = suiteDialect('maxcompute');

/** What is said of the corpus as MaxCompute statements. */
export interface SectionResult {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** A statement does not parse, or gives other rows. */
  readonly failed: boolean;
}

interface Judged {
  readonly name: string;
  readonly parsed: boolean;
  /** MaxCompute's own syntax that was set aside. */
  readonly extras: readonly string[];
  /** equal or differs; cannot: not on DuckDB; refused: MaxCompute's dialect cannot say it. */
  readonly ran: 'equal' | 'differs' | 'cannot' | 'refused';
  readonly note?: string;
}

/**
 * Every document that compiles for DuckDB, compiled for MaxCompute: the statement must parse, and its
 * SELECT, run on DuckDB through the macro pack, must give DuckDB's own rows.
 */
export async function maxComputeSection(): Promise<{
  readonly add: (answers: readonly Answered[], database: DuckdbOptions) => Promise<void>;
  readonly addWarehouse: (answers: readonly Answered[]) => Promise<void>;
  readonly result: () => SectionResult;
}> {
  const parse = await maxComputeParser();
  const judged: Judged[] = [];

  const judge = async (
    { question, compiled: made, rows }: Answered,
    engine: Engine,
  ): Promise<void> => {
    if (made === undefined || rows === undefined) return;
    const { name, document, ontology } = question;
    const built = compiled(document, ontology, maxcompute);
    if (built.kind !== 'compiled') {
      const note =
        built.kind === 'refused' ? `${built.codes.join(', ')} ${built.note}` : built.note;
      const ran = built.kind === 'refused' ? 'refused' : 'differs';
      judged.push({ name, parsed: false, extras: [], ran, note });
      return;
    }
    const { sql, select, ddl } = built.compiled;
    const texts = [sql, select, ...(ddl === undefined ? [] : [ddl])].flatMap(statementsOf);
    const judgements = texts.map((text) => parse(scheduled(text)));
    const unparsed = judgements.find(({ accepted }) => accepted === undefined);
    const extras = [...new Set(judgements.flatMap((one) => one.extras))];
    const ran = await runSelect(engine, asDuckdb(scheduled(statementsOf(select)[0]!)), rows);
    const notes = [unparsed?.error, ran.note].filter((note) => note !== undefined);
    judged.push({
      name,
      parsed: unparsed === undefined,
      extras,
      ran: ran.ran,
      ...(notes.length > 0 && { note: notes.join('; ') }),
    });
  };

  return {
    add: async (answers, database) => {
      const engine = await openDuckdb(database);
      await prepareData(engine, macros);
      for (const one of answers) await judge(one, engine);
      await engine.close();
    },
    addWarehouse: async (answers) => {
      for (const one of answers) {
        const engine = await warehouse();
        const table = targetOf(one.question.document);
        const rows = table === undefined ? undefined : dailyRun(table).before;
        if (rows !== undefined) await prepareData(engine, [`CREATE TABLE ${table!} AS ${rows}`]);
        await prepareData(engine, macros);
        await judge(one, engine);
        await engine.close();
      }
    },
    result: () => resultOf(judged),
  };
}

/** The scheduler's part: it puts the day into the text before the engine sees it. */
function scheduled(sql: string): string {
  return sql.replaceAll('${bizdate}', bizdate.partition);
}

async function runSelect(
  engine: Engine,
  sql: string,
  right: Rows,
): Promise<Pick<Judged, 'ran' | 'note'>> {
  const got = await rowsOf(engine, sql);
  if ('error' in got) return { ran: 'cannot', note: engineNote(got.error) };
  const found = difference(got.rows, right);
  return found === undefined ? { ran: 'equal' } : { ran: 'differs', note: found };
}

function resultOf(judged: readonly Judged[]): SectionResult {
  const count = (ran: Judged['ran']): number => judged.filter((one) => one.ran === ran).length;
  const statements = judged.length - count('refused');
  const parsed = judged.filter((one) => one.parsed).length;
  const extras = [...new Set(judged.flatMap((one) => one.extras))].toSorted();
  const counts = {
    statements,
    parsed,
    equal: count('equal'),
    cannot_run: count('cannot'),
    refused: count('refused'),
  };
  const lines = judged
    .filter((one) => !one.parsed || one.ran !== 'equal')
    .map((one) => ['maxcompute', one.name, stateOf(one), one.note ?? ''].join('  '));
  return {
    json: {
      summary: counts,
      own_syntax: extras,
      cases: judged.map(({ name, parsed: ok, ran }) => ({ name, parsed: ok, ran })),
    },
    lines: [
      ...lines,
      `maxcompute: parsed ${parsed}/${statements}, ran equal ${counts.equal}/${statements}, ` +
        `cannot run on DuckDB ${counts.cannot_run}, refused by the dialect ${counts.refused}` +
        (extras.length > 0 ? `, own syntax: ${extras.join(', ')}` : ''),
    ],
    failed: parsed < statements || count('differs') > 0,
  };
}

function stateOf({ parsed, ran }: Judged): string {
  const states = {
    equal: '',
    differs: 'other rows',
    cannot: 'cannot run on DuckDB',
    refused: 'refused',
  };
  return [...(parsed || ran === 'refused' ? [] : ['does not parse']), states[ran]].join(', ');
}
