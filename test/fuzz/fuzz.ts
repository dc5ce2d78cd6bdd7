import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import { fill, type TableRows } from '../support/compiled-rows.js';
import { chanceOf } from './random.js';
import { shrink } from './shrink.js';
import { makeDocument } from './stages.js';
import { ontologyOf, tryDocument, type Verdict } from './trial.js';
import { valuesOf } from '../../src/reference/tables.js';
import { makeWorld } from './world.js';

/** How long to go on: so many documents, or so many milliseconds by a clock. */
export interface Limits {
  readonly documents?: number;
  readonly until?: () => boolean;
  /** The first business of the seed to try; 0 if not said. */
  readonly world?: number;
  /** At most so many differences are made small. */
  readonly shrinks: number;
  /** Hears of each difference as soon as it is small, and after how many documents. */
  readonly told?: (one: Found, documents: number) => void;
}

/** One document that came out different, as small as it got. */
export interface Found {
  readonly seed: number;
  readonly document: object;
  readonly definitions: readonly object[];
  readonly tables: TableRows;
  readonly asOf: string;
  readonly note: string;
  readonly sql?: string;
}

/** What a run saw. */
export interface Seen {
  readonly documents: number;
  readonly same: number;
  /** Of them, those with rows. */
  readonly withRows: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly open: Readonly<Record<string, number>>;
  readonly found: readonly Found[];
}

const documentsPerWorld = 25;

/** Compares compiler and reference on made-up documents over made-up businesses. */
export async function fuzz(seed: number, limits: Limits): Promise<Seen> {
  const engine = await openDuckdb({});
  const counts = { documents: 0, same: 0, withRows: 0 };
  const refused: Record<string, number> = {};
  const open: Record<string, number> = {};
  const found: Found[] = [];
  const over = (): boolean =>
    counts.documents >= (limits.documents ?? Infinity) || limits.until?.() === true;
  try {
    for (let world = limits.world ?? 0; !over(); world++) {
      const own = seed * 100_003 + world;
      const chance = chanceOf(own);
      const { definitions, tables, asOf } = makeWorld(chance);
      const ontology = ontologyOf(definitions);
      const again = ontologyOf(definitions.toReversed());
      await fill(engine, ontology, tables);
      for (let i = 0; i < documentsPerWorld && !over(); i++) {
        const document = makeDocument(chance, ontology, asOf);
        const verdict = await tryDocument(
          engine,
          ontology,
          valuesOf(ontology, tables),
          document,
          asOf,
          again,
        );
        counts.documents++;
        if (verdict.kind === 'same') {
          counts.same++;
          if (verdict.rows > 0) counts.withRows++;
        } else if (verdict.kind === 'refused') count(refused, verdict.codes);
        else if (verdict.kind === 'open') count(open, [verdict.note]);
        else
          found.push(
            await small(
              engine,
              own,
              { definitions, tables, document, asOf, verdict },
              limits,
              found,
            ),
          );
        if (verdict.kind === 'different') {
          limits.told?.(found.at(-1)!, counts.documents);
          await fill(engine, ontology, tables);
        }
      }
    }
    return { ...counts, refused, open, found };
  } finally {
    await engine.close();
  }
}

function count(counts: Record<string, number>, names: readonly string[]): void {
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
}

async function small(
  engine: Engine,
  seed: number,
  {
    verdict,
    ...made
  }: {
    readonly definitions: readonly object[];
    readonly tables: TableRows;
    readonly asOf: string;
    readonly document: object;
    readonly verdict: Verdict & { readonly kind: 'different' };
  },
  limits: Limits,
  found: readonly Found[],
): Promise<Found> {
  const whole: Found = {
    seed,
    ...made,
    note: verdict.note,
    ...(verdict.sql !== undefined && { sql: verdict.sql }),
  };
  return found.length >= limits.shrinks ? whole : shrink(engine, whole);
}
