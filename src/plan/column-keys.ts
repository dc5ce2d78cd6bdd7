import { unreachable } from '../base/unreachable.js';
import type { SourceLeaf } from '../bind/bound.js';
import { pathText } from './fingerprint.js';

/** Under which text rows hold the column of what an expression refers to. */
export function leafKey(leaf: Exclude<SourceLeaf, { kind: 'param' | 'row' }>): string {
  switch (leaf.kind) {
    case 'attribute':
      return `attribute ${pathText(leaf.path)} ${leaf.attribute.name}`;
    case 'match':
      return leaf.attribute === undefined
        ? `match ${leaf.match} ${leaf.column}`
        : `attribute ${matchRoot(leaf.match)}${pathText(leaf.path)} ${leaf.attribute.name}`;
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

/** The root of the paths that begin at a match. */
export function matchRoot(match: string): string {
  return `${JSON.stringify(match)}>`;
}
