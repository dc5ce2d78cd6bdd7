import { at } from '../base/diagnostic.js';
import { quoteName } from '../base/text/name.js';
import { unreachable } from '../base/unreachable.js';
import type { Entity } from '../ontology/model.js';
import type { BoundLeaf } from './bound.js';
import { bindDiagnostic } from './diagnostics.js';
import { bindSource } from './expression.js';
import { computedLink, onlyPath, pathText, reachableFrom, type Path } from './paths/join-path.js';
import { bindOn } from './paths/on.js';
import { namesAllowed, wholePlace } from './place.js';
import { entitySource } from './stage/source.js';
import type { MeasureFrame } from './stage/stage-frame.js';

/**
 * How rows of a measure's entity belong to a row of `from` (S4, S7): they are the stage's own rows, or
 * they reach `from`'s entity by the only path (or the one that `via` chose), or `on` says so. Undefined
 * after an error.
 */
export function belongsOf(
  frame: MeasureFrame,
  entity: Entity | undefined,
  via: readonly Path[],
): NonNullable<BoundLeaf['belongs']> | 'rows' | undefined {
  const { stage, measure, path } = frame;
  const { context, from } = stage;
  const home = from?.kind === 'entity' ? from.entity : undefined;
  // A role back to its own entity is chosen by `via`: the customers that a customer referred.
  const role = via.find((v) => v.at(-1)?.to.name === home?.name);
  if (entity === undefined || (entity.name === home?.name && role === undefined)) {
    if (measure.on !== undefined)
      context.report(bindDiagnostic('on-not-here', at(path, 'on'), { why: 'rows' }));
    if (stage.stage.by !== undefined) return 'rows';
    context.report(bindDiagnostic('needs-by', path, { measure: measure.as }));
    return undefined;
  }
  if (home === undefined) return belongsByOn(frame, entity);
  if (measure.on !== undefined)
    context.report(bindDiagnostic('on-not-here', at(path, 'on'), { why: 'from' }));
  if (role !== undefined) return plannable(frame, entity, role);
  return belongsByPath(frame, entity, home, via);
}

function belongsByPath(
  frame: MeasureFrame,
  entity: Entity,
  home: Entity,
  via: readonly Path[],
): NonNullable<BoundLeaf['belongs']> | undefined {
  const { context } = frame.stage;
  const { ontology } = context;
  const ways = onlyPath(ontology, entity, home, via);
  switch (ways.kind) {
    case 'one':
      return plannable(frame, entity, ways.path);
    case 'several': {
      const paths = ways.paths.map(pathText);
      const write = paths.map((p) => `"via": ["${p}"]`).join(' / ');
      const params = { from: entity.name, to: home.name, paths, write };
      context.report(bindDiagnostic('ambiguous-path', frame.path, params, { allowed: paths }));
      return undefined;
    }
    case 'none': {
      const back = onlyPath(ontology, home, entity);
      if (back.kind !== 'none') reportColumn(frame, entity, home);
      else {
        const reachable = [...reachableFrom(ontology, entity).keys()].filter(
          (n) => n !== entity.name,
        );
        const params = {
          from: entity.name,
          to: home.name,
          measure: frame.measure.as,
          reachable,
          many: '',
        };
        context.report(bindDiagnostic('unreachable', frame.path, params));
      }
      return undefined;
    }
    default:
      return unreachable(ways);
  }
}

/** A path whose joins are on columns: others have no translation yet. */
function plannable(
  { stage, path: place }: MeasureFrame,
  entity: Entity,
  path: Path,
): NonNullable<BoundLeaf['belongs']> | undefined {
  const link = computedLink(stage.context, entity, path);
  if (link === undefined) return { kind: 'path', path };
  stage.context.report(bindDiagnostic('computed-link', place, { link }));
  return undefined;
}

/** `from` reaches the entity itself: what is asked is a column path (S4). */
function reportColumn(frame: MeasureFrame, entity: Entity, home: Entity): void {
  const { measure, path, stage } = frame;
  const plain = /^[\p{L}_][\p{L}\p{M}\p{Nd}_.]*$/u.test(measure.of ?? '');
  const column = `${quoteName(entity.name)}.${plain ? measure.of! : '…'}`;
  const params = { entity: entity.name, from: home.name, path: column };
  stage.context.report(bindDiagnostic('not-a-measure', path, params));
}

/** Over a stage there is no path: equal values say which rows belong, in a stage without `by` (S7). */
function belongsByOn(
  frame: MeasureFrame,
  entity: Entity,
): NonNullable<BoundLeaf['belongs']> | undefined {
  const { stage, measure, path } = frame;
  const { context, rows } = stage;
  if (stage.stage.by !== undefined || measure.on === undefined) {
    // What is read is not known yet: it may be an entity, which paths lead to.
    if (rows?.root.kind === 'columns' && rows.root.columns.open) return undefined;
    const params = { entity: entity.name, stage: stage.stage.from ?? stage.stage.name };
    context.report(
      stage.stage.by !== undefined && measure.on !== undefined
        ? bindDiagnostic('on-not-here', at(path, 'on'), { why: 'by' })
        : bindDiagnostic('needs-on', path, params),
    );
    return undefined;
  }
  const there = entitySource(context, entity);
  return {
    kind: 'on',
    on: measure.on.map((on, i) =>
      bindOn(rows!, on, at(path, 'on', i), (name, pointer) => {
        if (entity.attributes.has(name)) return bindSource(there, quoteName(name), pointer);
        const details = namesAllowed(wholePlace(pointer, on.key), name, entity.attributes.keys());
        const params = { name, of: entity.name };
        context.report(bindDiagnostic('unknown-name', pointer, params, details));
        return undefined;
      }),
    ),
  };
}
