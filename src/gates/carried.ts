import { formatDocument } from '../dsl/canonical.js';
import { parseDocument } from '../dsl/parse.js';
import type { Carried, Filed } from './decision.js';
import { meaningOf, type Forms, type Meaning } from './meaning.js';

/**
 * Whether what an approval was carried to is what was approved, but for the name: the new name, which
 * nothing had before, is put back in everything that is decided on now, and that must be the meaning of
 * the approval it repeats. `decisions` are those of the gate.
 */
export function isProven(
  { decision: { carried } }: Filed,
  { gate, forms }: Pick<Meaning, 'gate' | 'forms'>,
  decisions: readonly Filed[],
): boolean {
  if (carried === undefined) return true;
  const before = decisions.find((f) => f.hash8 === carried.decision);
  if (before?.decision.gate !== gate || before.decision.decision !== 'approved') return false;
  const was = meaningOf(gate, putBack(forms, carried));
  return before.decision.meaning === was.hash && isProven(before, was, decisions);
}

/** Everything that is decided on, with the old name where the new one stands. */
function putBack(forms: Forms, { from, to }: Carried): Forms {
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(to)}(?![\\p{L}\\p{N}_])`, 'gu');
  const back = (text: string): string => text.replaceAll(word, () => from);
  return Object.fromEntries(
    Object.entries(forms).map(([name, form]) => {
      const [kind] = name.split(' ');
      if (isProse(name)) return [name, form];
      if (kind === 'document') return [name, documentBack(form, back)];
      // The order of members is that of names but for tables, whose columns have one of their own.
      if (kind === 'table' || name === 'changes')
        return [name, JSON.stringify(mapped(JSON.parse(form), back, false))];
      return [back(name), JSON.stringify(mapped(JSON.parse(form), back, true))];
    }),
  );
}

/** What people wrote, which a renaming leaves as it is: requirement, solution, cases. */
function isProse(name: string): boolean {
  return name === 'requirement' || name === 'solution' || name.includes('/');
}

function documentBack(text: string, back: (text: string) => string): string {
  const [parsed] = parseDocument(text);
  if (parsed === undefined) return text;
  return formatDocument(mapped(parsed.document, back, false) as typeof parsed.document);
}

function mapped(value: unknown, back: (text: string) => string, sorted: boolean): unknown {
  if (typeof value === 'string') return back(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((v) => mapped(v, back, sorted));
  const members = Object.entries(value).map(
    ([key, v]) => [sorted ? back(key) : key, mapped(v, back, sorted)] as const,
  );
  return Object.fromEntries(sorted ? members.toSorted(([a], [b]) => (a < b ? -1 : 1)) : members);
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
