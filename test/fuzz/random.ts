/** A source of chance that gives the same for the same seed. */
export interface Chance {
  /** A whole number from 0 up to but without n. */
  readonly below: (n: number) => number;
  /** True so often, of 1. */
  readonly often: (share: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Some of the items, in their order. */
  readonly some: <T>(items: readonly T[], atMost: number) => readonly T[];
}

/** Mulberry32: small, fast, and good enough to choose documents. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    often: (share) => next() < share,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[below(items.length)]!;
    },
    some: (items, atMost) => {
      const count = Math.min(items.length, below(atMost + 1));
      const left = items.map((_, i) => i);
      while (left.length > count) left.splice(below(left.length), 1);
      return left.map((i) => items[i]!);
    },
  };
}
