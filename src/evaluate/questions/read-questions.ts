import { isObject } from '../../base/json/json-object.js';
import type { Cell, Rows } from '../judge/compare.js';
import type { Question, QuestionSet } from './question.js';
import { evaluateTrouble } from '../troubles.js';

/**
 * Reads the text of a `questions.json`. Three forms are known: rows that are compared column by column
 * (each question names its data set and its tables), lists of acceptable results (`gold`), and one
 * result (`gold_columns`, `gold_rows`). `file` is what messages call it.
 */
export function readQuestions(text: string, file: string): QuestionSet {
  const items = itemsOf(text, file);
  const questions = items.map((item, i) => questionOf(item, i, file));
  const ids = questions.map((q) => q.id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined)
    throw evaluateTrouble('questions', { file, place: `id "${twice}"`, problem: 'stands twice' });
  const byColumn = items.some((item) => 'dataset' in item && 'tables' in item);
  return { questions, manner: byColumn ? { byColumn: true, numericText: true } : {} };
}

type Item = Readonly<Record<string, unknown>>;

function itemsOf(text: string, file: string): readonly Item[] {
  const read = parsed(text, file);
  const list = Array.isArray(read) ? read : isObject(read) ? read['questions'] : undefined;
  if (Array.isArray(list) && list.every(isObject)) return list;
  throw evaluateTrouble('questions', { file, place: '/', problem: 'is no list of questions' });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw evaluateTrouble('questions', { file, place: '/', problem: 'is no JSON' });
  }
}

function questionOf(item: Item, index: number, file: string): Question {
  const id = textOf(item['id']);
  const question = textOf(item['question']);
  if (id === undefined || question === undefined) {
    const problem = 'needs "id" and "question"';
    throw evaluateTrouble('questions', { file, place: `/${index}`, problem });
  }
  const set = textOf(item['set']);
  const schema = textOf(item['schema']) ?? textOf(item['db']);
  const asOf = textOf(item['as_of']);
  return {
    id,
    text: question,
    instructions: textOf(item['instructions']) ?? '',
    ...(set !== undefined && { set }),
    ...(schema !== undefined && { schema }),
    ...(asOf !== undefined && { asOf }),
    golds: goldsOf(item),
    unanswerable: set === 'idk' || item['answerable'] === false,
  };
}

function goldsOf(item: Item): readonly Rows[] {
  const { gold } = item;
  if (Array.isArray(gold))
    return gold.filter(isObject).flatMap((g) => rowsOf(g['columns'], g['rows']));
  return rowsOf(item['gold_columns'], item['gold_rows']);
}

function rowsOf(columns: unknown, rows: unknown): readonly Rows[] {
  if (!Array.isArray(columns) || !Array.isArray(rows)) return [];
  return [
    {
      columns: columns.map(String),
      rows: rows.map((row) => (Array.isArray(row) ? row.map(cellOf) : [])),
    },
  ];
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.stringify(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
