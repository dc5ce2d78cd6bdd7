import type { Filter } from './manifest.js';
import { items, type Node, wrongShape } from './read-value.js';

/** `filter` or `where`: one text or a list of them, all of which must hold. */
export function readFilters(of: Node, key: string): readonly Filter[] {
  return items(of, key).flatMap(([value, place]) => {
    if (typeof value === 'string') return [{ text: value, place }];
    of.found.push(wrongShape(place, 'a condition as text'));
    return [];
  });
}
