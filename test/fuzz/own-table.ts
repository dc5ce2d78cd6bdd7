import type { CheckedDocument } from '../../src/compile.js';
import { createTable, tableOf } from '../../src/ddl/table.js';
import type { Engine } from '../../src/engine/engine.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import type { Type } from '../../src/expr/type.js';
import { print } from '../../src/sql/print/print.js';
import { statementsOf } from '../../src/sql/statements.js';
import { read, type Row } from '../../src/reference/value.js';
import type { World } from '../../src/reference/world.js';
import { compact, day, flag, later, money, name, time, unique, whole, type Rows } from './cells.js';
import { chanceOf, type Chance } from './random.js';
import type { MadeStage } from './result-parts.js';

/**
 * The stages of a model, and after them one that looks each row up among those which an earlier run of
 * the model wrote; as they were where nothing tells rows apart.
 */
export function withOwnTable(chance: Chance, made: readonly MadeStage[]): readonly object[] {
  const stages = made.map(({ stage }) => stage);
  const { key = [], columns } = made.at(-1)!;
  if (key.length === 0) return stages;
  const at = chance.pick(['$bizdate - 1', '$bizdate - 2', "date_add('day', -1, $bizdate)"]);
  const last = { ...stages.at(-1)!, name: 'fresh' };
  const old = { name: 'old', from: 'self', at };
  const on = key.map((k) => ({ key: k, is: k }));
  const before = chance.some(columns, 2).map((c, i) => ({ as: `was${i}`, is: `old.${c.name}` }));
  const only = chance.often(0.2) ? { only: chance.pick(['matched', 'unmatched']) } : {};
  const seen = 'only' in only ? [] : [{ as: 'was', is: 'found(old)' }, ...before];
  const result = {
    name: 'result',
    from: 'fresh',
    match: [{ to: 'old', on, ...only }],
    ...(seen.length > 0 && { columns: seen }),
  };
  return [...stages.slice(0, -1), last, old, result];
}

/** Fills the table that a model writes with rows of the days before; the same for the same columns. */
export async function fillOwnTable(
  engine: Engine,
  { bound }: CheckedDocument,
  bizdate: string,
): Promise<World['self']> {
  const { target } = bound;
  if (target === undefined || !bound.stages.some(({ from }) => from?.kind === 'self'))
    return undefined;
  const chance = chanceOf(target.columns.length * 31 + target.key.length);
  const rows = [-1, -1, -1, -2, -2, -1].map((days) => ({
    ...Object.fromEntries(target.columns.map((c) => [c.name, cellOf(chance, c.type)])),
    ds: compact(later(bizdate, days)),
  }));
  const kept: Rows = unique(rows, [...target.key, 'ds']);
  const table = target.table.map((part) => `"${part}"`).join('.');
  const [printed] = print(createTable(target), duckdb);
  const done = await engine.execute([`drop table if exists ${table}`, ...statementsOf(printed!)]);
  if ('error' in done) throw new Error(done.error.message);
  const { columns, partition } = tableOf(target);
  const names = [...columns, ...partition].map((c) => c.name);
  const loaded = await engine.load(
    target.table,
    kept.map((row) => names.map((n) => row[n] ?? null)),
  );
  if ('error' in loaded) throw new Error(loaded.error.message);
  const types = new Map(target.columns.map((c) => [c.name, c.type]));
  const values = kept.map((row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, text]) => {
        const type = types.get(column);
        const scale = type?.kind === 'decimal' ? type.scale : 0;
        return [column, read(text, type?.kind ?? 'string', scale)];
      }),
    ),
  );
  return { columns: target.columns.map((c) => c.name), key: target.key, rows: values };
}

function cellOf(chance: Chance, type: Type): string | null {
  const kind: string = type.kind;
  switch (kind) {
    case 'bigint':
      return whole(chance, 5);
    case 'decimal':
      return decimalOf(money(chance), type.kind === 'decimal' ? type.scale : 2);
    case 'double':
      return chance.pick(['0.5', '1', null]);
    case 'boolean':
      return flag(chance);
    case 'date':
      return day(chance);
    case 'timestamp':
      return `${day(chance) ?? '2024-02-01'} ${time(chance)}`;
    default:
      return chance.often(0.3) ? chance.pick(['a', 'x']) : name(chance);
  }
}

/** An amount has two places: fewer where a column holds no more. */
function decimalOf(amount: string | null, scale: number): string | null {
  if (amount === null || scale >= 2) return amount;
  return amount.slice(0, scale === 0 ? -3 : -1);
}
