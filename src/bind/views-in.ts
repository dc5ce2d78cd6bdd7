import type { BoundDocument } from './bound.js';
import type { BoundView } from './bound-view.js';

/** The views that a document reads, directly or through others, each once and in the order of names. */
export function viewsIn(bound: BoundDocument): readonly BoundView[] {
  const found = new Map<string, BoundView>();
  const visit = ({ views }: BoundDocument): void => {
    for (const [name, view] of views) {
      if (found.has(name)) continue;
      found.set(name, view);
      visit(view.document);
    }
  };
  visit(bound);
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, view]) => view);
}
