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
  expect(readInstructions(instructions, 'How many shops are there?')).toEqual({ matching });
});

it.each([
  'GPM = (sales - cost) / sales',
  'Assume that the rating of a shop is its average rating.',
  'To get sales by shop, you must join sale and shop and then filter using ILIKE',
])('does not pretend to understand "%s"', (instructions) => {
  expect(readInstructions(instructions, 'What is the GPM of each shop?')).toEqual({
    unread: instructions,
  });
});
