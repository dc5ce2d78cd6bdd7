import type { Rows } from '../../../engine/engine.js';
import type { Outcome, Session } from '../../outcome.js';
import { formatRows, objectsOf } from '../../output/rows.js';

/** The rows of one stage, and the columns that should identify them. */
export interface StageRows {
  readonly stage: string;
  readonly key: readonly string[] | undefined;
  readonly rows: Rows;
}

/** What people check first: how many rows, whether the key holds, where values are missing; then the first rows. */
export function eachStage(
  { language }: Session,
  stages: readonly StageRows[],
  maxRows: number,
): Outcome {
  const facts = stages.map((s) => factsOf(s, maxRows));
  const words =
    language === 'zh'
      ? { rows: '行', key: '键', none: '无', broken: '有重复', nulls: '空值' }
      : { rows: 'rows', key: 'key', none: 'none', broken: 'NOT UNIQUE', nulls: 'nulls' };
  const text = facts.map(({ stage, key, unique, rowCount, nulls, first }) => {
    const keys = key === undefined ? words.none : `(${key.join(', ')})`;
    const broken = unique === false ? ` ${words.broken}` : '';
    const counts = Object.entries(nulls).map(([name, count]) => `${name} ${count}`);
    const missing = counts.length === 0 ? '' : `, ${words.nulls}: ${counts.join(', ')}`;
    const head = `${stage}: ${rowCount} ${words.rows}, ${words.key} ${keys}${broken}${missing}`;
    return `${head}\n${formatRows(first, 'table', language)}`;
  });
  const data = facts.map(({ first, key, ...rest }) => ({
    ...rest,
    key: key ?? null,
    rows: objectsOf(first),
  }));
  return { text: text.join('\n'), data: { stages: data } };
}

function factsOf({ stage, key, rows }: StageRows, maxRows: number) {
  const { columns, rows: all } = rows;
  const keyColumns = key?.map((name) => columns.findIndex((c) => c.name === name));
  const keys = keyColumns && new Set(all.map((r) => JSON.stringify(keyColumns.map((i) => r[i]))));
  const nulls = Object.fromEntries(
    columns
      .map((c, i) => [c.name, all.filter((r) => r[i] === null).length] as const)
      .filter(([, count]) => count > 0),
  );
  return {
    stage,
    key,
    unique: keys === undefined ? undefined : keys.size === all.length,
    rowCount: all.length,
    nulls,
    first: { ...rows, rows: all.slice(0, maxRows), truncated: all.length > maxRows },
  };
}
