import type { CatalogTable } from '../../engine/engine.js';
import { datum, fenced, fencedText } from '../../llm/fence.js';
import type { Model } from '../../llm/model.js';
import { promptOf } from '../../llm/prompt.js';
import { printType } from '../../expr/print-type.js';
import type { Question } from '../questions/question.js';

/** What a model answers that writes SQL itself; no SQL: it says that the data has no answer. */
export interface ControlAnswer {
  readonly sql?: string;
}

/** Asks a model for SQL over the tables of a question's schema: what the DSL path is compared with. */
export async function controlAnswer(
  question: Question,
  tables: readonly CatalogTable[],
  asOf: string,
  model: Model,
  signal: AbortSignal,
): Promise<ControlAnswer> {
  const { system, user } = await promptOf('control.en.md', {
    requirement: fencedText('question', requirementOf(question)),
    as_of: asOf,
    tables: fenced('tables', tables.map(tableLine)),
  });
  const { text } = await model({ role: 'draft', system, user }, signal);
  const sql = sqlIn(text);
  return sql === undefined ? {} : { sql };
}

/** A question with the definitions that come with it. */
export function requirementOf({ text, instructions }: Question): string {
  return instructions === '' ? text : `${text}\n\n${instructions}`;
}

function tableLine({ schema, name, columns, uniques, references }: CatalogTable): string {
  const key = uniques.find((u) => u.primary)?.columns ?? [];
  return [
    `${datum(`${schema}.${name}`)}: ${columns.map((c) => `${datum(c.name)} ${printType(c.type)}`).join(', ')}`,
    ...(key.length > 0 ? [`key ${key.map(datum).join(', ')}`] : []),
    ...references.map((r) => `${r.columns.map(datum).join(', ')} -> ${datum(r.table)}`),
  ].join('; ');
}

/** The statement in a block of code, or the whole answer; undefined for NONE. */
function sqlIn(text: string): string | undefined {
  const block = /```(?:sql)?\s*\n([\s\S]*?)```/i.exec(text)?.[1] ?? text;
  const sql = block.trim().replace(/;\s*$/, '');
  return /^(?:select|with|from)\b/i.test(sql) ? sql : undefined;
}
