/**
 * The names nearest to a misspelt one, best first, at most five: Damerau-Levenshtein distance on
 * case-folded text, within 40 % of the longer name; ties keep the order of the text.
 */
export function suggest(wrong: string, names: Iterable<string>): readonly string[] {
  const folded = wrong.toLowerCase();
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(folded, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= 0.4 * Math.max(wrong.length, name.length))
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name }) => name);
}

/**
 * The one name that a misspelt one can only mean, safe enough for a fix: the same letters in another case
 * or with other separators; else a slip in each word at most (a letter dropped, doubled, swapped, or
 * another one late in a long word), and no second name as near as that, nor one that the wrong name is a
 * part of. Digits are never slips: `pay_1d` is not `pay_7d`, nor is `c_name` ever `n_name`.
 */
export function closest(wrong: string, names: Iterable<string>): string | undefined {
  const all = [...new Set(names)];
  const letters = squeezed(wrong);
  const same = all.filter((name) => squeezed(name) === letters);
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const spelt = all.filter((name) => inFull(name) === inFull(wrong));
  if (spelt.length > 0) return spelt.length === 1 ? spelt[0] : undefined;
  const folded = wrong.toLowerCase();
  // Each Chinese character is a word of its own: one more or less is another meaning.
  if (/\p{Script=Han}/u.test(wrong)) return undefined;
  const near = all.filter((name) => isSlip(folded, name.toLowerCase()));
  const [only, second] = near;
  if (only === undefined || second !== undefined) return undefined;
  const wider = all.some((name) => name !== only && name.toLowerCase().includes(folded));
  return wider ? undefined : only;
}

/** A name with the usual short forms of its words written out: `pay_amt` and `payment_amount` differ in one. */
function inFull(name: string): string {
  return name
    .toLowerCase()
    .split(/[\s_-]+/)
    .map((word) => shortForms.get(word) ?? word)
    .join('_');
}

/** Short forms that mean one thing in names of columns. */
const shortForms = new Map([
  ['amt', 'amount'],
  ['avg', 'average'],
  ['byr', 'buyer'],
  ['cnt', 'count'],
  ['cust', 'customer'],
  ['dur', 'duration'],
  ['dt', 'date'],
  ['id', 'identifier'],
  ['num', 'number'],
  ['ord', 'order'],
  ['pct', 'percent'],
  ['prod', 'product'],
  ['qty', 'quantity'],
  ['rfd', 'refund'],
  ['usr', 'user'],
]);

/** A name without what only style decides: case, and what stands between words. */
function squeezed(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

function isSlip(wrong: string, name: string): boolean {
  if (digitsOf(wrong) !== digitsOf(name)) return false;
  const [a, b] = [wrong.split('_'), name.split('_')];
  if (a.length !== b.length) return isWordSlip(wrong.replaceAll('_', ''), name.replaceAll('_', ''));
  const words = a.map((word, i) => [word, b[i]!] as const).filter(([x, y]) => x !== y);
  return words.length <= Math.max(1, name.length / 6) && words.every(([x, y]) => isWordSlip(x, y));
}

function digitsOf(text: string): string {
  return text.replace(/\D+/g, ' ').trim();
}

/**
 * One edit, or two in a word of eight letters. The first letter stays, or is swapped with the next, since
 * others before it make another word (`active`, `inactive`); a letter for another only in a word of five.
 */
function isWordSlip(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  const limit = longer >= 8 ? 2 : 1;
  if (Math.abs(a.length - b.length) > limit || editDistance(a, b) > limit) return false;
  const swapped = Array.from(a).toSorted().join('') === Array.from(b).toSorted().join('');
  if (swapped) return true;
  return a[0] === b[0] && (a.length !== b.length || longer >= 5);
}

/** Containment counts as a near miss: `amount` for `pay_amount` is what people mistype most. */
function distanceOf(a: string, b: string): number {
  const edit = editDistance(a, b);
  const contained = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a));
  return contained ? Math.min(edit, 1.5) : edit;
}

function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
