import { unreachable } from '../base/unreachable.js';
import type { SourceExpr, SourceLeaf, Step } from '../bind/bound.js';

/** A text that two expressions share exactly when they mean the same: spans and labels left out. */
export function fingerprint(expr: SourceExpr | undefined): string {
  if (expr === undefined) return '';
  return JSON.stringify(expr, (key, value: unknown) =>
    key === 'span' ? undefined : key === 'to' && isLeaf(value) ? leafText(value) : value,
  );
}

/** The names of a path's relationships, which identify it from its root. */
export function pathText(path: readonly Step[]): string {
  return path.map((step) => JSON.stringify(step.relationship.name)).join('.');
}

function isLeaf(value: unknown): value is SourceLeaf {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** A text that identifies a leaf within its scope. */
export function leafText(leaf: SourceLeaf): string {
  switch (leaf.kind) {
    case 'attribute':
      return `attribute ${pathText(leaf.path)} ${leaf.attribute.name}`;
    case 'column':
      return `column ${leaf.column}`;
    case 'match':
      return `match ${leaf.match} ${pathText(leaf.path)} ${leaf.attribute?.name ?? leaf.column}`;
    case 'converted':
      return `converted ${leaf.conversion.name}`;
    case 'found':
      return `found ${leaf.match}`;
    case 'row':
      return `row ${leafText(leaf.to)}`;
    case 'param':
      return `param ${leaf.name}`;
    default:
      return unreachable(leaf);
  }
}
