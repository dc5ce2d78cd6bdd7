/** A stream of pseudo-random numbers that depends on its seed only: integer arithmetic, so every platform agrees. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly int: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the values, by weight. */
  readonly weighted: <T>(choices: readonly (readonly [value: T, weight: number])[]) => T;
  /** So many different members of a list, in the order drawn. */
  readonly sample: <T>(list: readonly T[], count: number) => readonly T[];
  /** A whole number around the middle of the range: the mean of three draws. */
  readonly bell: (low: number, high: number) => number;
}

/** Starts a stream; each table has a seed of its own, so that a change to one leaves the others alone. */
export function random(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return choices.at(-1)![0];
    },
    sample: (list, count) => {
      const rest = [...list];
      return Array.from(
        { length: Math.min(count, rest.length) },
        () => rest.splice(int(0, rest.length - 1), 1)[0]!,
      );
    },
    bell: (low, high) => low + Math.floor(((next() + next() + next()) / 3) * (high - low + 1)),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const character of text) h = Math.imul(h ^ character.codePointAt(0)!, 0x01000193);
  return h;
}
