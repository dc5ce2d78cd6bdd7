/** Chinese for the words that identifiers of tables are made of, and how they are put together. */
export function chineseFormsOf(words: readonly string[]): readonly string[] {
  void words;
  return [];
}
