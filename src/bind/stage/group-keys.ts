import { at, type JsonPointer } from '../../base/diagnostic.js';
import { isPartOfDay } from '../../expr/literals.js';
import { types } from '../../expr/type.js';
import type { Key, Stage } from '../../dsl/document.js';
import type { BoundKey, BoundLeaf } from '../bound.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindSource } from '../expression.js';
import { entityClock } from '../time/leaf-time.js';
import { wholePlace } from '../place.js';
import type { StageFrame } from './stage-frame.js';
import { bucketType, resolveUnit, type Unit } from '../time/time-unit.js';
import { isHole } from '../unknown.js';

/** The grain of the stage's bucket key, the first where there are several. */
export function bucketOf(context: Context, stage: Stage, path: JsonPointer): Unit | undefined {
  const index = (stage.by ?? []).findIndex((k) => k.grain !== undefined);
  const grain = stage.by?.[index]?.grain;
  if (grain === undefined || isHole(grain)) return undefined;
  const from = context.ontology.entities.get(stage.from ?? '');
  const pointer = at(path, 'by', index);
  // An attribute of the rows where a unit belongs is a key of its own value.
  const fix =
    from?.attributes.has(grain) === true ? asKey(pointer, 'grain', 'is', grain) : undefined;
  const place = wholePlace(at(pointer, 'grain'), grain);
  return resolveUnit(context, grain, place, fix);
}

/** The same text under the other of the two keys that a group key may have. */
function asKey(key: JsonPointer, from: 'is' | 'grain', to: 'is' | 'grain', value: string) {
  return [
    { op: 'remove' as const, path: at(key, from) },
    { op: 'add' as const, path: at(key, to), value },
  ];
}

/** The group keys of a stage with `by`. Without `from` each leaf has its own expression for a key: the same attributes, so of one type. */
export function bindKeys(frame: StageFrame, leaves: readonly BoundLeaf[]): readonly BoundKey[] {
  return (frame.stage.by ?? []).map((key, i) => {
    const path = at(frame.path, 'by', i);
    if (key.grain !== undefined) return bucketKey(frame, key, path);
    const { as } = key;
    if (frame.rows === undefined)
      return { as, type: leaves[0]?.keys[i]?.type ?? types.unknown, at: path };
    const is = bindSource({ ...frame.rows, bridges: true }, key.is ?? '?', at(path, 'is'));
    return { as, type: is.type, is, at: path };
  });
}

function bucketKey(frame: StageFrame, key: Key, path: JsonPointer): BoundKey {
  const { context, rows } = frame;
  const { as } = key;
  const written = key.grain ?? '?';
  const place = wholePlace(at(path, 'grain'), written);
  // Of the first grain it has been said already, in `bucketOf`.
  const quiet = { ...context, report: () => undefined };
  const first = frame.stage.by?.find((k) => k.grain !== undefined) === key;
  const unit = isHole(written) ? undefined : resolveUnit(first ? quiet : context, written, place);
  if (unit === undefined) return { as, type: types.unknown, at: path };
  const clock = rows && entityClock(rows);
  if (isPartOfDay(unit.name) && clock?.type.kind === 'date' && rows?.root.kind === 'entity') {
    const params = { grain: unit.name, entity: rows.root.entity.name };
    context.report(bindDiagnostic('grain-too-fine', place.path, params));
  }
  return {
    as,
    type: bucketType(context.ontology, unit),
    bucket: {
      grain: unit.name,
      ...(unit.calendar !== undefined && { calendar: unit.calendar }),
      gaps: key.gaps ?? 'leave',
    },
    at: path,
  };
}
