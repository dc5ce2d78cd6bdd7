import type { Engine } from '../../src/engine/engine.js';
import { fill } from '../support/compiled-rows.js';
import type { Found } from './fuzz.js';
import { ontologyOf, tryDocument } from './trial.js';
import { valuesOf } from '../../src/reference/tables.js';

/** Leaves out stages, parts of stages and rows for as long as something still differs. */
export async function shrink(engine: Engine, found: Found): Promise<Found> {
  const ontology = ontologyOf(found.definitions);
  let best = found;
  /** Keeps a smaller form if it differs in the same way. */
  const keeps = async (candidate: Found, refill: boolean): Promise<boolean> => {
    if (refill) await fill(engine, ontology, candidate.tables);
    const verdict = await tryDocument(
      engine,
      ontology,
      valuesOf(ontology, candidate.tables),
      candidate.document,
      candidate.asOf,
    );
    if (verdict.kind !== 'different' || wayOf(verdict.note) !== wayOf(found.note)) return false;
    best = {
      ...candidate,
      note: verdict.note,
      ...(verdict.sql !== undefined && { sql: verdict.sql }),
    };
    return true;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const document of smallerValues(best.document))
      if (await keeps({ ...best, document: document as object }, false)) {
        changed = true;
        break;
      }
  }
  for (const table of Object.keys(best.tables))
    for (let i = (best.tables[table] ?? []).length - 1; i >= 0; i--) {
      const rows = (best.tables[table] ?? []).filter((_, at) => at !== i);
      await keeps({ ...best, tables: { ...best.tables, [table]: rows } }, true);
    }
  return best;
}

/** An exception must not turn into wrong rows on the way, nor the reverse. */
function wayOf(note: string): string {
  return /^(?:broken: [^\n:]*|reference: [^\n]*)/.exec(note)?.[0] ?? 'rows';
}

/** A value with one item of a list, or one part of an object, left out. */
function* smallerValues(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) yield value.filter((_, at) => at !== i);
    for (let i = 0; i < value.length; i++)
      for (const item of smallerValues(value[i])) yield value.with(i, item);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value))
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const [key, part] of Object.entries(value))
      for (const smaller of smallerValues(part)) yield { ...value, [key]: smaller };
  }
}
