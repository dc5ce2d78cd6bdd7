import { expect, it } from 'vitest';
import { readInstructions } from '../../src/evaluate/instructions.js';

it.each([
  ['', 'exact'],
  ['Always filter names using an exact match', 'exact'],
  ['Always filter names using ILIKE with wildcards.', 'like'],
  ['Match all strings case-insensitively using wildcard operators', 'like'],
  ['Filter cities using LIKE.\nFilter strings of state using exact upper case matches.', 'like'],
  ['If the question cannot be answered, return the query SELECT 1', 'exact'],
  // Defines what the question does not ask for.
  ['GPM (gross profit margin) = (sales - cost) / sales', 'exact'],
])('reads "%s"', (instructions, matching) => {
  const question = 'How many shops are there?';
  expect(readInstructions(instructions, question)).toEqual({ matching, question });
});

it.each([
  [
    'ASP = Average Sale Price',
    'What is the ASP by city?',
    'What is the average sale price by city?',
  ],
  ['TSC (total sales count) = number of sales.', 'Show TSC', 'Show number of sales'],
  ['Assume the rating of a shop to be its average.', 'How many shops?', 'How many shops?'],
  ['Weekend days are Saturday and Sunday.', 'How many shops?', 'How many shops?'],
])('"%s" makes of "%s" "%s"', (instructions, question, said) => {
  expect(readInstructions(instructions, question)).toEqual({ matching: 'exact', question: said });
});

it.each([
  'GPM = (sales - cost) / sales',
  'Assume that the rating of a shop is its average rating.',
  'To get sales by shop, you must join sale and shop and then filter using ILIKE',
])('does not pretend to understand "%s"', (instructions) => {
  expect(readInstructions(instructions, 'What is the GPM, and the rating, of each shop?')).toEqual({
    unread: instructions,
  });
});
