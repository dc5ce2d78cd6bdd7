import type { CheckedDocument } from '../../compile.js';
import { check } from '../../compile.js';
import type { Engine, Value } from '../../engine/engine.js';
import type { Ontology } from '../../ontology/model.js';
import type { Document } from '../../dsl/document.js';
import type { Dialect } from '../../sql/dialect.js';
import { printed } from '../printed.js';
import { invariantsOf, type Invariant } from './invariants-of.js';

/** An invariant that does not hold on some rows. */
export interface BrokenInvariant {
  readonly invariant: Invariant;
  /** The key of the group, and the two numbers. */
  readonly key: string;
  readonly left: string;
  readonly right: string;
}

/**
 * Asks both questions of each invariant of a document on the rows that an engine holds. A question that
 * no law allows (an unrelated metric that these keys do not reach) is not asked.
 */
export async function checkInvariants(
  engine: Engine,
  made: CheckedDocument,
  ontology: Ontology,
  dialect: Dialect,
  day: string,
): Promise<{ readonly held: number; readonly broken: readonly BrokenInvariant[] }> {
  const broken: BrokenInvariant[] = [];
  let held = 0;
  const answers = new Map<string, Answer | undefined>();
  const answer = async (document: Document): Promise<Answer | undefined> => {
    const text = JSON.stringify(document);
    if (!answers.has(text)) answers.set(text, await ask(engine, text, ontology, dialect));
    return answers.get(text);
  };
  for (const invariant of invariantsOf(made, ontology, day)) {
    const left = await answer(invariant.left);
    const right = invariant.right === undefined ? left : await answer(invariant.right);
    if (left === undefined || right === undefined) continue;
    const found = compare(invariant, left, right);
    if (found === undefined) held += 1;
    else broken.push({ invariant, ...found });
  }
  return { held, broken };
}

/** Numbers by key; keys that stood twice. */
interface Answer {
  readonly numbers: ReadonlyMap<string, number>;
  readonly repeated: readonly string[];
}

async function ask(
  engine: Engine,
  text: string,
  ontology: Ontology,
  dialect: Dialect,
): Promise<Answer | undefined> {
  const [checked] = check(text, ontology);
  if (checked === undefined) return undefined;
  const got = await engine.query(printed(checked.statement, dialect).text, { params: {} });
  if ('error' in got) return undefined;
  const numbers = new Map<string, number>();
  const repeated: string[] = [];
  for (const row of got.value.rows) {
    const key = JSON.stringify(row.slice(0, -1));
    if (numbers.has(key)) repeated.push(key);
    numbers.set(key, numberOf(row.at(-1) ?? null));
  }
  return { numbers, repeated };
}

/** What nobody has is nothing: null counts as 0. */
function numberOf(value: Value): number {
  return value === null ? 0 : Number(value);
}

function compare(
  { relation }: Invariant,
  left: Answer,
  right: Answer,
): { readonly key: string; readonly left: string; readonly right: string } | undefined {
  if (relation === 'unique') {
    const [key] = left.repeated;
    return key === undefined ? undefined : { key, left: '2', right: '1' };
  }
  if (relation === 'sum-equals') {
    const sum = [...left.numbers.values()].reduce((a, b) => a + b, 0);
    const total = [...right.numbers.values()][0] ?? 0;
    return near(sum, total) ? undefined : { key: '', left: String(sum), right: String(total) };
  }
  for (const key of new Set([...left.numbers.keys(), ...right.numbers.keys()])) {
    const [a, b] = [left.numbers.get(key) ?? 0, right.numbers.get(key) ?? 0];
    const holds =
      near(a, b) || (relation === 'at-most' && a < b) || (relation === 'at-least' && a > b);
    if (!holds) return { key, left: String(a), right: String(b) };
  }
  return undefined;
}

/** Sums of decimals are compared as doubles: within 1e-9 of their size. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
