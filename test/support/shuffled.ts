import { chanceOf, type Chance } from '../fuzz/random.js';

/** The same list in another order, the same for the same seed. */
export function shuffledList<T>(items: readonly T[], seed: number): readonly T[] {
  return shuffledBy(items, chanceOf(seed));
}

/** The same value with the members of every object in another order; lists mean their order, and keep it. */
export function shuffledKeys(value: unknown, seed: number): unknown {
  return shuffledIn(value, chanceOf(seed));
}

function shuffledIn(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return value.map((one) => shuffledIn(one, chance));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    shuffledBy(Object.entries(value), chance).map(([key, of]) => [key, shuffledIn(of, chance)]),
  );
}

function shuffledBy<T>(items: readonly T[], { below }: Chance): readonly T[] {
  const left = [...items];
  return items.map(() => left.splice(below(left.length), 1)[0]!);
}
