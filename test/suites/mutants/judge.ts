import { steps, type Diagnostic, type JsonPointer } from '../../../src/base/diagnostic.js';
import { check, compileTo } from '../../../src/compile.js';
import { fixDocument } from '../../../src/fix/fix-document.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { duckdb, suiteDialect } from '../run.js';
import type { Mutant, Original } from './mutant.js';

const maxcompute = suiteDialect('maxcompute');

/** What became of a mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  /** What is found that was not found in the original. */
  readonly findings: readonly Diagnostic[];
  readonly found: boolean;
  readonly located: boolean;
  /** The fixes alone gave the original's meaning back. */
  readonly fixed: boolean;
  /** The fixes gave a document of another meaning. */
  readonly misrepaired: boolean;
  /** The mutant means what the original means: the same SQL, table and checks. */
  readonly same: boolean;
  /** Its SELECT, where it compiles. */
  readonly select?: string;
  readonly repaired?: string;
  /** An exception of the compiler: a bug. */
  readonly bug?: string;
}

/** What an original gives by itself, worked out once. */
export interface Known {
  readonly findings: ReadonlySet<string>;
  readonly meaning: string;
  readonly select: string;
}

/** The findings and the meaning of an original. */
export function knownOf({ text, ontology }: Original): Known {
  const found = foundIn(text, ontology);
  const meaning = meaningOf(text, ontology);
  if (meaning === undefined) throw new Error('an original does not compile');
  return { findings: new Set(found.map(keyOf)), ...meaning };
}

/** Checks a mutant, and repairs it as far as no one is needed. */
export function judge(mutant: Mutant, known: Known): Verdict {
  const { text, original, ontology = original.ontology } = mutant;
  const nothing = { findings: [], found: false, located: false, fixed: false, misrepaired: false };
  try {
    const all = foundIn(text, ontology);
    const meaning = meaningOf(text, ontology);
    const findings = all.filter((d) => !known.findings.has(keyOf(d)));
    const repaired = fixDocument(text, ontology);
    const after = repaired.applied.length === 0 ? undefined : meaningOf(repaired.text, ontology);
    const same = meaning?.meaning === known.meaning;
    const back = after?.meaning === known.meaning;
    return {
      mutant,
      findings,
      found: findings.length > 0,
      located: findings.some((d) => isAt(d, mutant)),
      fixed: !same && back,
      misrepaired: after !== undefined && !back && after.meaning !== meaning?.meaning,
      same,
      ...(meaning !== undefined && { select: meaning.select }),
      ...(repaired.applied.length > 0 && { repaired: repaired.text }),
    };
  } catch (error) {
    return { mutant, same: false, ...nothing, bug: String((error as Error).stack).slice(0, 400) };
  }
}

/** What is found in a document and where it is printed: a table's for a warehouse that has laws of its own. */
function foundIn(text: string, ontology: Ontology): readonly Diagnostic[] {
  const [checked, found] = check(text, ontology);
  if (checked === undefined) return found;
  const dialect = checked.bound.target === undefined ? duckdb : maxcompute;
  return [...found, ...compileTo(checked, ontology, dialect)[1]];
}

interface Meaning {
  /** SELECT, table definition and checks. */
  readonly meaning: string;
  readonly select: string;
}

function meaningOf(text: string, ontology: Ontology): Meaning | undefined {
  const [checked] = check(text, ontology);
  const [compiled] = checked === undefined ? [undefined] : compileTo(checked, ontology, duckdb);
  if (compiled === undefined) return undefined;
  const { sql, ddl, select, checks } = compiled;
  const parts = [sql.text, ddl?.text ?? '', ...checks.map((c) => c.sql.text)];
  return { meaning: parts.join('\n;\n'), select: select.text };
}

/**
 * Whether a finding is at a place: there or below it; or at the item that holds it, where the thing itself
 * is gone or is part of what the item must be as a whole.
 */
function isAt({ path, offset, length }: Diagnostic, { at, span }: Mutant): boolean {
  if (span !== undefined && path === '') {
    const start = offset ?? 0;
    return start <= span[1] && start + (length ?? 0) >= span[0];
  }
  return at.some((place) => place === path || isBelow(path, place) || path === ownerOf(place));
}

function isBelow(path: JsonPointer, place: JsonPointer): boolean {
  return path.startsWith(`${place}/`);
}

function ownerOf(place: JsonPointer): string {
  const names = steps(place);
  // The owner of an item is the stage that has its list.
  const list = /^\d+$/.test(names.at(-1) ?? '') ? 2 : 1;
  return names.length <= 1 ? '' : place.split('/').slice(0, -list).join('/');
}

function keyOf({ code, path, params }: Diagnostic): string {
  return JSON.stringify([code, path, params]);
}
