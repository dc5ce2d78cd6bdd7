import { Trouble } from '../../../src/base/trouble.js';
import { chanceOf } from '../../fuzz/random.js';
import { suiteOptions } from '../shared.js';
import { runSuite } from '../verdict.js';
import { allClasses } from './all-classes.js';
import { judge, knownOf, type Verdict } from './judge.js';
import type { DocumentJson, Mutant, Original, Subject } from './mutant.js';
import { brokenOntologies } from './ontologies.js';
import { originals } from './originals.js';
import { report, type Judged } from './report.js';
import { databases, type Databases } from './rows.js';
import { brokenTasks } from './tasks.js';

/** So many mutants of a class are made of one document. */
const perDocument = 2;

/**
 * Valid documents broken in every way that models break them: whether it is found, where, and what the
 * fixes alone make of it.
 */
await runSuite(async () => {
  const args = process.argv.slice(2);
  const misses = args.includes('--misses');
  const only = args.find((a) => a.startsWith('--only='))?.slice('--only='.length) ?? '';
  const every = Number(args.find((a) => a.startsWith('--every='))?.slice('--every='.length) ?? 1);
  const { json, shared } = suiteOptions(args.filter((a) => !/^--(?:misses$|only=|every=)/.test(a)));
  const rows = databases(shared);
  const judged: Judged[] = [];
  for (const original of originals(shared).filter((_, i) => i % every === 0)) {
    const known = knownOf(original);
    for (const mutant of mutantsOf(original, only)) {
      const verdict = judge(mutant, known);
      judged.push({ ...verdict, sameRows: await sameRows(verdict, known.select, rows) });
    }
  }
  await rows.close();
  const ontologies = [...(await brokenOntologies(only)), ...(await brokenTasks(only))];
  if (judged.length + ontologies.length === 0)
    throw new Trouble('suite/no-shared-data', 'environment', 'no documents');
  return report(judged, ontologies, json, misses, only === '' && every === 1);
});

/** Mutants of one document: the same for the same document, whatever others there are. */
function mutantsOf(original: Original, only: string): readonly Mutant[] {
  const document = JSON.parse(original.text) as DocumentJson;
  const wanted = allClasses.filter((c) => `${c.area}: ${c.name}`.includes(only));
  return wanted.flatMap((kind) => {
    const chance = chanceOf(seedOf(`${original.name}\n${kind.name}`));
    const subject: Subject = { ...original, document, chance };
    const all = [...kind.make(subject)].filter((b) => b.text !== original.text);
    const texts = new Set<string>();
    return chance
      .some(
        all.map((b, i) => [chance.below(1_000_000), i, b] as const),
        all.length,
      )
      .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([, , broken]) => broken)
      .concat(all)
      .filter(({ text }) => !texts.has(text) && texts.add(text))
      .slice(0, perDocument)
      .map((broken): Mutant => ({ ...broken, class: kind, original }));
  });
}

/** Rows are asked for only where nothing was found: whether there was anything to find. */
async function sameRows(
  { found, same, select, mutant }: Verdict,
  wanted: string,
  rows: Databases,
): Promise<boolean> {
  if (found || same || select === undefined) return same;
  const { database } = mutant.original;
  const got = await rows.rows(database, select);
  return got !== undefined && got === (await rows.rows(database, wanted));
}

/** FNV-1a of a text. */
function seedOf(text: string): number {
  return Array.from(text).reduce(
    (hash, c) => Math.imul(hash ^ c.codePointAt(0)!, 16_777_619),
    2_166_136_261,
  );
}
