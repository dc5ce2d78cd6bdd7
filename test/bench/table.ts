/** Rows as a table with a line of heads; numbers to the right, with as many digits as say something. */
export function table(rows: readonly object[]): string {
  const heads = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => Object.values(row).map(shown));
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...cells.map((line) => line[i]!.length)),
  );
  const numeric = Object.values(rows[0] ?? {}).map((value) => typeof value === 'number');
  return [heads, ...cells]
    .map((line) =>
      line
        .map((cell, i) =>
          numeric[i] === true ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}\n`)
    .join('');
}

function shown(value: unknown): string {
  if (typeof value !== 'number') return String(value);
  return Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(0);
}
