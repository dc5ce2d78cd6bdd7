import { unreachable } from '../base/unreachable.js';
import type { Stage } from '../dsl/document.js';
import type { BoundFrom, BoundStage, SourceExpr } from './bound.js';

/**
 * Which result columns identify a row of a stage before `limit` and `show` (S5): the keys of `by`; an
 * entity's key where its columns are among `columns`; the key of the stage that is read, unless replaced.
 * Undefined where nothing does. Ties of an order are broken by them (S10).
 */
export function resultKeyOf(
  from: BoundFrom | undefined,
  keys: readonly string[] | undefined,
  columns: BoundStage['columns'],
): readonly string[] | undefined {
  if (keys !== undefined) return keys;
  return from === undefined ? undefined : keyOfRows(from, columns);
}

/**
 * The key of what leaves a stage (S5): the groups of a limit to one row each, else the key of its rows;
 * none where a column of it is not shown.
 */
export function keyOf(
  { limit }: Stage,
  resultKey: readonly string[] | undefined,
  output: readonly { readonly name: string }[],
): readonly string[] | undefined {
  const one = limit?.rows === 1 && limit.ties !== 'include';
  const groups = one ? (limit.per ?? []) : undefined;
  const shown = (key: readonly string[] | undefined): boolean =>
    key?.every((k) => output.some((o) => o.name === k)) === true;
  if (shown(groups)) return groups;
  return shown(resultKey) ? resultKey : undefined;
}

function keyOfRows(from: BoundFrom, columns: BoundStage['columns']): readonly string[] | undefined {
  switch (from.kind) {
    case 'entity': {
      const { entity } = from;
      if (entity.key.length === 0) return undefined;
      return columnsOfAll(entity.key, columns, (is, name) =>
        isOwn(
          is,
          (to) => to.kind === 'attribute' && to.path.length === 0 && to.attribute.name === name,
        ),
      );
    }
    case 'stage':
    case 'self': {
      const key = from.kind === 'stage' ? from.stage.key : from.key;
      return key && columnsOfAll(key, columns, isSameColumn);
    }
    case 'union':
      return undefined;
    default:
      return unreachable(from);
  }
}

function isSameColumn(is: SourceExpr, name: string): boolean {
  return isOwn(is, (to) => to.kind === 'column' && to.column === name);
}

type Leaf = Extract<SourceExpr, { kind: 'reference' }>['to'];

function isOwn(is: SourceExpr, test: (to: Leaf) => boolean): boolean {
  return is.kind === 'reference' && test(is.to);
}

/** The column that holds each name's value; undefined where one has none. */
function columnsOfAll(
  names: readonly string[],
  columns: BoundStage['columns'],
  holds: (is: SourceExpr, name: string) => boolean,
): readonly string[] | undefined {
  const found = names.flatMap((name) => columns.find((c) => holds(c.is, name))?.as ?? []);
  return found.length === names.length ? found : undefined;
}
