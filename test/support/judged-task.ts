import { onTestFinished } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { TaskDialect } from '../../src/interop/sql/dialects.js';
import { dialectNamed } from '../../src/sql/dialects/all-dialects.js';
import { judgeTask, type JudgedTask } from '../../src/stages/agent/judge-task.js';
import { shop } from './bind.js';
import { shopSql } from './shop.js';

/** An SQL task over the shop as a command judges it, for the day 2026-11-07, with the shop's rows to compare on. */
export async function judged(
  sql: string,
  dialect: TaskDialect = 'maxcompute',
): Promise<JudgedTask> {
  const [empty, data] = [await openDuckdb({}), await openDuckdb({})];
  onTestFinished(async () => {
    await empty.close();
    await data.close();
  });
  await data.execute(shopSql);
  const duckdb = dialectNamed('duckdb')!;
  const offer = { day: '2026-11-07', data };
  return judgeTask(sql, shop, { dialect, title: 't', empty, duckdb, offer });
}

/** Each finding's code, and the text that it stands at. */
export async function found(
  sql: string,
  dialect?: TaskDialect,
): Promise<readonly (readonly string[])[]> {
  const { findings } = await judged(sql, dialect);
  return findings.map(({ code, offset = 0, length = 0 }) => [
    code,
    sql.slice(offset, offset + length),
  ]);
}
