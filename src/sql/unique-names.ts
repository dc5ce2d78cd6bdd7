/** The names, those that differ from an earlier one only by case or not at all with `_2`, `_3` … behind them; `taken` are earlier ones too. */
export function uniqueNames(
  names: readonly string[],
  taken: Iterable<string> = [],
): readonly string[] {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  // A name that is written wins over one that is made: `x, x, x_2` gives `x, x_3, x_2`.
  const written = new Set(names.map((name) => name.toLowerCase()));
  return names.map((name) => {
    let unique = name;
    for (let n = 2; used.has(unique.toLowerCase()); n++) {
      const next = `${name}_${n}`;
      unique = written.has(next.toLowerCase()) ? name : next;
    }
    used.add(unique.toLowerCase());
    return unique;
  });
}
