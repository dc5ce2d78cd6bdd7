import { afterAll, expect, it } from 'vitest';
import { compile } from '../../../src/compile.js';
import { draft } from '../../../src/draft/draft.js';
import type { Document } from '../../../src/dsl/document.js';
import { cellsOf } from '../../../src/evaluate/judge/cells.js';
import { difference, type Cell } from '../../../src/evaluate/judge/compare.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openLibrary } from './library.js';

const { engine, ontology } = await openLibrary();
afterAll(() => engine.close());

function drafted(question: string, matching?: 'exact' | 'like'): Document {
  const options = { asOf: '2024-03-31', kind: 'question', tokenize: () => [] } as const;
  const made = draft(question, ontology, { ...options, ...(matching && { matching }) });
  return made.document!;
}

async function rowsOf(document: Document) {
  expect(document.unresolved?.map((u) => u.question)).toBeUndefined();
  const [compiled, found] = compile(JSON.stringify(document), ontology, duckdb);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  const got = await engine.query(compiled!.select.text);
  if ('error' in got) throw new Error(got.error.message);
  return cellsOf(got.value);
}

// Counted by hand in library.ts; more columns than these may be shown.
const answers: readonly (readonly [string, readonly (readonly Cell[])[]])[] = [
  ['How many books are there?', [[5]]],
  [
    'What is the total number of loans for each member?',
    [
      [100, 3],
      [101, 2],
      [102, 1],
    ],
  ],
  [
    'How many books did each author write?',
    [
      ['Adams', 1],
      ['Borges', 3],
      ['Calvino', 2],
    ],
  ],
  [
    'What is the average price of books published in each year?',
    [
      [2001, 9],
      [2005, 16],
      [2010, 9],
    ],
  ],
  [
    'What is the average number of pages of books for each genre?',
    [
      ['Fiction', 182.5],
      ['Poetry', 135],
      ['Essay', 300],
    ],
  ],
  ['Which author has written the most books?', [['Borges', 3]]],
  [
    'What are the top 2 books by number of loans? Return the title and number of loans.',
    [
      ['Ships', 3],
      ['Cities', 2],
    ],
  ],
  [
    'What are the top 2 titles of the books with the highest number of pages?',
    [['Together'], ['Ships']],
  ],
  [
    'What are the titles of all books ordered alphabetically?',
    [['Alone'], ['Cities'], ['Mirrors'], ['Ships'], ['Together']],
  ],
  ['Return the name of members who have not made any loans.', [['Di Fox']]],
  ['Which books have no loans?', [['Together'], ['Alone']]],
  ['What are the names of the members in California?', [['Ann Lee'], ['Cy Dean']]],
  ['How many active members live in the state of New York?', [[2]]],
  ['How many inactive members are there?', [[1]]],
  ['How many loans were made by members who joined in March 2024?', [[2]]],
  ['number of loans in March 2024', [[4]]],
  ['How many loans were made in the past 12 days?', [[2]]],
  ['How many loans were made on or after March 12, 2024?', [[3]]],
  ['List the distinct genres of books written by authors from Italy', [['Fiction'], ['Essay']]],
  ['How many books have a price above 9.5?', [[3]]],
  [
    'Return the member ID, name and city for members that have no loans, by doing a left join from the members to loans table.',
    [[103, 'Di Fox', 'Albany']],
  ],
  ['Which members have more than 1 loan?', [['Ann Lee'], ['Bob Ray']]],
  ['What is the ratio of loans to members?', [[1.5]]],
  ['What is the ratio of active members to inactive members?', [[3]]],
  ['What is the ratio of books with a price above 9.5 to books with a price below 9.5?', [[1.5]]],
  ['Number of members whose name starts with "A"', [[1]]],
  ['What is the highest price of books in the genre "Poetry"?', [[9]]],
  [
    'What is the number of loans per month?',
    [
      ['2024-02-01', 2],
      ['2024-03-01', 4],
    ],
  ],
  ['How many members made loans last month?', [[1]]],
  [
    'How many loans with status "open" are there for each city?',
    [
      ['Fresno', 1],
      ['Oakland', 1],
    ],
  ],
  // A book has one genre: there are two books.
  [
    'Which authors have written books in both the genre "Essay" and the genre "Poetry"?',
    [['Borges']],
  ],
  ['Which authors from the UK have books in the genre "Fiction"?', [['Adams']]],
  ['Who are the members with a lost loan?', [[101]]],
  ['Members with an open loan and a returned loan', [[100]]],
  [
    'List loans and their members',
    [
      [1, 100],
      [2, 100],
      [3, 101],
      [4, 101],
      [5, 100],
      [6, 102],
    ],
  ],
];

it.each(answers)('%s', async (question, rows) => {
  const columns = rows[0]!.map((_, i) => `c${i}`);
  expect(difference(await rowsOf(drafted(question)), { columns, rows })).toBeUndefined();
});

it('compares texts anywhere where that is said', async () => {
  const question = 'How many members have the name "ann"?';
  expect((await rowsOf(drafted(question, 'like'))).rows).toEqual([[1]]);
});

it.each([
  ['a word that nothing is called by', 'How many loans were made by members with a library card?'],
  ['a verb that says something else', 'How many loans were cancelled by members?'],
  ['a column that two tables have', 'What is the total amount?'],
  ['rows of two things, of which one has many of the other', 'List members and their loans'],
  ['nothing of the library', 'Who wrote the novel about the white whale?'],
  [
    'a superlative of rows of another table',
    'What is the city of the member with the highest price?',
  ],
  ['a text that is not in the data and names nothing', 'How many loans are there for Wonderland?'],
])('asks about %s', (_, question) => {
  expect(drafted(question).unresolved ?? []).not.toEqual([]);
});
