/** What a dictionary has for a word; a column may be called `constructor`, which every object has. */
export function entryIn<T>(dictionary: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(dictionary, word) ? dictionary[word] : undefined;
}
