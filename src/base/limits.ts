/** The largest text that is read, in bytes of UTF-8. */
export const largestText = 1_000_000;

/** How deep lists and objects may stand in one another. */
export const deepestNesting = 64;

/** Whether a text is larger than `largestText`. */
export function isTooLarge(text: string): boolean {
  if (text.length > largestText) return true;
  return text.length * 3 > largestText && new TextEncoder().encode(text).length > largestText;
}
