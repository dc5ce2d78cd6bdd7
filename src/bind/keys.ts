import { unreachable } from '../base/unreachable.js';
import type { Stage } from '../dsl/document.js';
import type { BoundFrom, BoundStage, SourceExpr } from './bound.js';

/**
 * Which result columns identify a row of a stage, before `show` (S5): the keys of `by`; an entity's key
 * where its columns are among `columns`; the key of the stage that is read, unless replaced; the groups
 * of a limit to one row each. Undefined where nothing does.
 */
export function resultKeyOf(
  stage: Stage,
  from: BoundFrom | undefined,
  keys: readonly string[] | undefined,
  columns: BoundStage['columns'],
): readonly string[] | undefined {
  const limited = keyOfLimit(stage);
  if (limited !== undefined) return limited;
  if (keys !== undefined) return keys;
  return from === undefined ? undefined : keyOfRows(from, columns);
}

/** The key of what leaves a stage: nothing identifies a row once a column of the key is not shown. */
export function shownKey(
  key: readonly string[] | undefined,
  output: readonly { readonly name: string }[],
): readonly string[] | undefined {
  return key?.every((k) => output.some((o) => o.name === k)) === true ? key : undefined;
}

function keyOfLimit({ limit }: Stage): readonly string[] | undefined {
  if (limit === undefined || limit.rows !== 1 || limit.ties === 'include') return undefined;
  return limit.per ?? [];
}

function keyOfRows(from: BoundFrom, columns: BoundStage['columns']): readonly string[] | undefined {
  switch (from.kind) {
    case 'entity': {
      const { entity, day } = from;
      if (entity.key.length === 0) return undefined;
      // Without one day a snapshot repeats its key each day.
      const daily = entity.table.mode === 'full' && day === undefined ? [entity.time] : [];
      return columnsOfAll([...entity.key, ...daily], columns, (is, name) =>
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
  names: readonly (string | undefined)[],
  columns: BoundStage['columns'],
  holds: (is: SourceExpr, name: string) => boolean,
): readonly string[] | undefined {
  const found = names.flatMap((name) =>
    name === undefined ? [] : (columns.find((c) => holds(c.is, name))?.as ?? []),
  );
  return found.length === names.length ? found : undefined;
}
