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
 * The one name that a misspelt one can only mean, safe enough for a fix: at most one edit for each four
 * letters (and always one), and no second name as near as that. Case does not count.
 */
export function closest(wrong: string, names: Iterable<string>): string | undefined {
  const folded = wrong.toLowerCase();
  const limit = Math.max(1, Math.floor(wrong.length / 4));
  const near = [...new Set(names)].filter(
    (name) =>
      Math.abs(name.length - wrong.length) <= limit &&
      editDistance(folded, name.toLowerCase()) <= limit,
  );
  return near.length === 1 ? near[0] : undefined;
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
