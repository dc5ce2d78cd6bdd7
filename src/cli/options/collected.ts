/** The values of an option that may be repeated, for commander. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
