/**
 * About how many tokens a text has, rather too many than too few: a quarter of the characters of ASCII,
 * one for every other. Budgets count what providers say; this is for what was not sent yet.
 */
export function estimateTokens(text: string): number {
  let ascii = 0;
  let other = 0;
  for (const character of text) {
    if (character.codePointAt(0)! < 128) ascii += 1;
    else other += 1;
  }
  return Math.ceil(ascii / 3.5 + other);
}
