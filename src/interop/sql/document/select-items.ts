import { same } from '../relation.js';
import type { SqlNode } from '../tree.js';
import { ownerOf } from './placed.js';
import { resultName, resultText } from './result-text.js';
import { quietText, sourceText } from './source-text.js';
import { hiddenName, namesOf, saySource, type StageParts } from './stage-parts.js';

/** Says the keys of a GROUP BY; a key that is also an item has the item's name. */
export function writeKeys(parts: StageParts, nodes: readonly SqlNode[]): void {
  const { items, called, by } = parts;
  for (const given of nodes) {
    const node = meant(parts, given);
    const text = sourceText(parts, node);
    if (by.some((k) => k.is === text)) continue;
    const item = items.findIndex((i) => quietText(parts, i.value) === text);
    const wanted = node.kind === 'column' ? node.name : 'grouped';
    const name = item >= 0 ? called[item]! : hiddenName(parts, wanted);
    by.push({ as: name, is: text });
    saySource(parts, text, name);
  }
}

/** Says the items of rows that are not grouped; windows come after all columns. */
export function writeColumns(parts: StageParts): void {
  for (const [i, { value }] of parts.items.entries()) {
    if (hasWindow(value)) continue;
    const name = parts.called[i]!;
    const text = sourceText(parts, value);
    parts.columns.push({ as: name, is: text });
    saySource(parts, text, name);
  }
}

/** Says every item that is not said yet, over what is. */
export function writeResults(parts: StageParts): void {
  for (const [i, { value }] of parts.items.entries()) {
    const name = parts.called[i]!;
    if (namesOf(parts).includes(name)) continue;
    const text = resultText(parts, value, name);
    if (!namesOf(parts).includes(name)) parts.compute.push({ as: name, is: text });
    parts.said.add(name);
  }
}

/** The result column of a key of ORDER BY: the nth item, or the one that holds it. */
export function orderName(parts: StageParts, node: SqlNode): string {
  const { called, translation } = parts;
  if (node.kind === 'literal' && node.type === 'number')
    return (
      called[Number(node.text) - 1] ?? translation.refuse('ORDER BY of a column that is not there')
    );
  return resultName(parts, node, hiddenName(parts, 'ordered'));
}

/** Whether there is a window anywhere in it, also within a subquery. */
function hasWindow(node: SqlNode): boolean {
  return JSON.stringify(node).includes('"kind":"window"');
}

/** What a key of GROUP BY means: the nth item, the item of that alias, or itself. */
function meant({ items, aliases, rows }: StageParts, node: SqlNode): SqlNode {
  if (node.kind === 'literal' && node.type === 'number')
    return items[Number(node.text) - 1]?.value ?? node;
  if (node.kind !== 'column' || node.table !== undefined) return node;
  if (ownerOf(node, rows.placed) !== undefined) return node;
  const item = aliases.findIndex((a) => same(a, node.name));
  return item < 0 ? node : items[item]!.value;
}
