import { useRef, useState } from 'react';

/** A value of a screen that its keys read and change. */
export interface Held<T> {
  /** As the last key left it, whether or not a frame has shown it yet. */
  readonly now: () => T;
  readonly set: (value: T) => void;
}

/**
 * Keys may come faster than frames are drawn, and a handler knows only what was drawn. With what is held
 * here each key begins where the one before it ended: down and Enter at once take the second option.
 */
export function useHeld<T>(first: T): Held<T> {
  const value = useRef(first);
  const [, draw] = useState<T>(first);
  return {
    now: () => value.current,
    set: (next) => {
      value.current = next;
      draw(() => next);
    },
  };
}
