/** Windows whose value depends on which of two equal rows comes first (S10). */
export const placedWindows: ReadonlySet<string> = new Set([
  'row_number',
  'ntile',
  'lag',
  'lead',
  'first',
  'last',
]);
