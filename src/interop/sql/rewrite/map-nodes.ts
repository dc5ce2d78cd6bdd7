import type { SqlNode, SqlOrder } from '../tree.js';

/** The same expression with what `change` gives for its parts, innermost first; subqueries are not entered. */
export function mapNodes(node: SqlNode, change: (node: SqlNode) => SqlNode): SqlNode {
  const map = (n: SqlNode): SqlNode => mapNodes(n, change);
  switch (node.kind) {
    case 'call':
      return change({ ...node, args: node.args.map(map) });
    case 'aggregate':
      return change({
        ...node,
        ...(node.of !== undefined && { of: map(node.of) }),
        ...(node.with !== undefined && { with: map(node.with) }),
        ...(node.filter !== undefined && { filter: map(node.filter) }),
      });
    case 'window':
      return change({
        ...node,
        args: node.args.map(map),
        partition: node.partition.map(map),
        order: mapOrder(node.order, map),
      });
    case 'binary':
      return change({ ...node, left: map(node.left), right: map(node.right) });
    case 'unary':
    case 'is-null':
    case 'cast':
    case 'in-query':
      return change({ ...node, of: map(node.of) });
    case 'in':
      return change({ ...node, of: map(node.of), list: node.list.map(map) });
    case 'between':
      return change({ ...node, of: map(node.of), low: map(node.low), high: map(node.high) });
    case 'case':
      return change({
        ...node,
        ...(node.of !== undefined && { of: map(node.of) }),
        whens: node.whens.map((w) => ({ when: map(w.when), gives: map(w.gives) })),
        ...(node.otherwise !== undefined && { otherwise: map(node.otherwise) }),
      });
    case 'column':
    case 'star':
    case 'literal':
    case 'param':
    case 'exists':
    case 'query':
    case 'unsupported':
      break;
  }
  return change(node);
}

/** The same for what rows are ordered by. */
export function mapOrder(
  order: readonly SqlOrder[],
  map: (node: SqlNode) => SqlNode,
): readonly SqlOrder[] {
  return order.map((o) => ({ ...o, by: map(o.by) }));
}
