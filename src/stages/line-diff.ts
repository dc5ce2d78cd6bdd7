/** More lines than this are not compared: the whole text is shown beside. */
const most = 2000;

/**
 * What changed from one text to another, line by line: `+` and `-` before what came and went, a blank
 * before what stands around it, `…` between. Empty where nothing did, or where there is too much to compare.
 */
export function lineDiff(before: string, after: string, around = 2): readonly string[] {
  const [a, b] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  if (a.length > most || b.length > most) return [];
  const all = compared(a, b);
  const near = all.map((_, i) =>
    all.slice(Math.max(0, i - around), i + around + 1).some((l) => !l.startsWith(' ')),
  );
  return all.flatMap((line, i) => {
    if (near[i] === true) return [line];
    return near[i - 1] === true && near.indexOf(true, i) >= 0 ? ['…'] : [];
  });
}

/** A longest common subsequence, by its lengths from the end. */
function compared(a: readonly string[], b: readonly string[]): readonly string[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i]!}`);
      i += 1;
      j += 1;
    } else if (
      j >= b.length ||
      (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
    ) {
      lines.push(`- ${a[i]!}`);
      i += 1;
    } else {
      lines.push(`+ ${b[j]!}`);
      j += 1;
    }
  }
  return lines;
}
