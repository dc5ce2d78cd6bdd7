import { parseArgs } from 'node:util';
import { fuzz, type Found, type Seen } from './fuzz.js';

/** `npm run fuzz -- [--seconds N] [--documents N] --seed S [--json]`: exit 1 where anything differs. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string' },
      documents: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      /** Begins with this one of the seed's businesses. */
      world: { type: 'string', default: '0' },
      shrinks: { type: 'string', default: '5' },
    },
  });
  const start = performance.now();
  const seconds = Number(values.seconds ?? (values.documents === undefined ? 30 : Infinity));
  const seen = await fuzz(Number(values.seed), {
    world: Number(values.world),
    shrinks: Number(values.shrinks),
    told: ({ seed, note }, documents) => {
      process.stderr.write(`document ${documents}, seed ${seed}: ${note}\n`);
    },
    until: () => performance.now() - start > seconds * 1000,
    ...(values.documents !== undefined && { documents: Number(values.documents) }),
  });
  const text = values.json ? JSON.stringify(seen, undefined, 1) : reportOf(seen);
  process.stdout.write(`${text}\n`);
  process.exitCode = seen.found.length > 0 ? 1 : 0;
}

function reportOf({ documents, same, withRows, refused, open, found }: Seen): string {
  const counts = (of: Readonly<Record<string, number>>): readonly string[] =>
    Object.entries(of)
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, n]) => `  ${n}  ${name}`);
  return [
    ...found.map(described),
    `${documents} documents: ${same} the same (${withRows} with rows), ${found.length} different`,
    'refused by the compiler:',
    ...counts(refused),
    'left open by the reference:',
    ...counts(open),
  ].join('\n');
}

function described({ seed, document, tables, note, sql }: Found): string {
  const rows = Object.entries(tables).flatMap(([name, of]) =>
    of.map((row) => `  ${name} ${JSON.stringify(row)}`),
  );
  return [
    `--- seed ${seed}: ${note}`,
    JSON.stringify(document),
    ...(rows.length < 12 ? rows : []),
    sql ?? '',
  ].join('\n');
}

await main();
