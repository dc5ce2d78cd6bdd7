/** How many files are open at once: far fewer than any system allows, and enough to keep a disk busy. */
const atOnce = 64;

/** Does some work for each item, a few at once, and gives the results in the order of the items. */
export async function someAtOnce<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  return results;
}
