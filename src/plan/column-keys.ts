import { unreachable } from '../base/unreachable.js';
import type { SourceLeaf, Step } from '../bind/bound.js';
import { pathText } from './fingerprint.js';

/** Under which text rows hold the column of what an expression refers to. */
export function leafKey(leaf: Exclude<SourceLeaf, { kind: 'param' | 'row' }>): string {
  switch (leaf.kind) {
    case 'attribute':
      return attributeKey(placeName('', leaf.path), leaf.attribute.name);
    case 'match':
      return leaf.attribute === undefined
        ? `match ${leaf.match} ${leaf.column}`
        : attributeKey(placeName(matchRoot(leaf.match), leaf.path), leaf.attribute.name);
    case 'column':
      return `column ${leaf.column}`;
    case 'found':
      return `found ${leaf.match}`;
    case 'converted':
      return `converted ${leaf.conversion.name}`;
    default:
      return unreachable(leaf);
  }
}

/** The key of an attribute at a place, as `placeName` calls it. */
export function attributeKey(place: string, attribute: string): string {
  return `attribute ${place} ${attribute}`;
}

/** What a place is called that a path leads to from a root: `''` for the rows of `from`, or `matchRoot`. */
export function placeName(root: string, path: readonly Step[]): string {
  return root + pathText(path);
}

/** The root of the paths that begin at a match. */
export function matchRoot(match: string): string {
  return `${JSON.stringify(match)}>`;
}
