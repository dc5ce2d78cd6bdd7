import { parseArgs } from 'node:util';
import { compileCosts } from './compile-costs.js';
import { promptCosts } from './prompt-costs.js';
import { searchCosts } from './search-costs.js';
import { scaleCosts } from './scale-costs.js';
import { specCosts } from './spec-costs.js';
import { startCosts } from './start-costs.js';
import { table } from './table.js';

// What the tool costs, in ratios within one run: every figure of a start stands beside that of an empty
// program, every figure of a size beside that of another size. `--specs 1000,10000` adds ten thousand specs to
// the thousand that are always measured.
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    entities: { type: 'string', default: '10,1000,10000' },
    specs: { type: 'string', default: '1000' },
    only: { type: 'string', default: 'compile,start,scale,specs,search,prompts' },
  },
});
const only = new Set(values.only.split(','));
const result = {
  ...(only.has('compile') && { compile: compileCosts() }),
  ...(only.has('start') && { start: startCosts() }),
  ...(only.has('scale') && { scale: values.entities.split(',').map((n) => scaleCosts(Number(n))) }),
  ...(only.has('search') && { search: await searchCosts(10_000) }),
  ...(only.has('prompts') && {
    prompts: await Promise.all(values.entities.split(',').map((n) => promptCosts(Number(n)))),
  }),
  ...(only.has('specs') && { specs: values.specs.split(',').flatMap((n) => specCosts(Number(n))) }),
};
if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
else
  for (const [title, rows] of Object.entries(result))
    process.stdout.write(`${title}\n${table([rows].flat())}\n`);
