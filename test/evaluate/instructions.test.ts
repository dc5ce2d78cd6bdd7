import { expect, it } from 'vitest';
import { readInstructions } from '../../src/evaluate/proposals/instructions.js';

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
  // What is done anyway.
  [
    'Weekend days are Saturday (6) and Sunday (0). Truncate date to week for aggregation.',
    'How many sales on weekends per week?',
    'How many sales on weekends per week?',
  ],
  [
    'To get sales by shop, join the sale and shop tables, group by shop and count the sales.',
    'How many sales per shop?',
    'How many sales per shop?',
  ],
  [
    "Last month = DATE_TRUNC('month', CURRENT_DATE) - INTERVAL '1 month' to DATE_TRUNC('month', CURRENT_DATE) - INTERVAL '1 day'.",
    'How many sales last month?',
    'How many sales last month?',
  ],
  [
    "Last 10 days = CURRENT_DATE - INTERVAL '10 days' to CURRENT_DATE.",
    'How many sales in the last 10 days?',
    'How many sales in the last 11 days?',
  ],
  // A quotient of two numbers.
  [
    'RPV (revenue per visit) = sum of sales / number of visits',
    'What is the RPV per shop? Return the shop and RPV.',
    'What is the ratio of sum of sales to number of visits per shop? Return the shop and ratio.',
  ],
  [
    'VR = (number of visits / number of sales) * 100.',
    'Show the VR',
    'Show the percent ratio of number of visits to number of sales',
  ],
  [
    'Return rate = trips returned / trips * 100',
    'What is the return rate of each boat? Return the boat and the return rate.',
    'What is the percent ratio of trips returned to trips of each boat? Return the boat and the ratio.',
  ],
  // Whose column is meant.
  [
    'Take the city from the shop.',
    'How many visits per city? Return the city.',
    'How many visits per shop city? Return the shop city.',
  ],
])('"%s" makes of "%s" "%s"', (instructions, question, said) => {
  expect(readInstructions(instructions, question)).toEqual({ matching: 'exact', question: said });
});

it.each([
  'GPM = (sales - cost) / sales',
  'Assume that the rating of a shop is its average rating.',
  'To get the rating, join the shop and sale tables and compute the percentage of good ones.',
  "Last week = DATE_TRUNC('week', CURRENT_DATE) - INTERVAL '2 week' to DATE_TRUNC('week', CURRENT_DATE)",
  'To get sales by shop, you must join sale and shop and then filter using ILIKE',
])('does not pretend to understand "%s"', (instructions) => {
  expect(readInstructions(instructions, 'What is the GPM, and the rating, of each shop?')).toEqual({
    unread: instructions,
  });
});
