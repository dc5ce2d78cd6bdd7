import { at } from '../../base/diagnostic.js';
import { splitDotted } from '../../base/text/name.js';
import type { Entity } from '../../ontology/model.js';
import { stepWords } from '../called.js';
import { bindDiagnostic } from '../diagnostics.js';
import { asFarAsSingle, stepAlong, type Path } from './join-path.js';
import { namesAllowed, placeOfName, wholePlace } from '../place.js';
import type { MeasureFrame } from '../stage/stage-frame.js';
import { isHole } from '../unknown.js';

/**
 * The paths of a measure's `via` that start at an entity: a metric over several entities may choose for
 * each of them. What starts nowhere is reported by `reportVia`, when all leaves are known.
 */
export function viaPaths(frame: MeasureFrame, entity: Entity): readonly Path[] {
  return (frame.measure.via ?? []).flatMap((written) => {
    const names = splitDotted(written) ?? [];
    const path = asFarAsSingle(frame.stage.context.ontology, entity, names);
    if (path.length < names.length || path.length === 0) return [];
    frame.usedVia.add(written);
    return [path];
  });
}

/** Reports paths of `via` that start at none of the measure's entities. */
export function reportVia(frame: MeasureFrame): void {
  const { context } = frame.stage;
  const entity = frame.leaves.map((l) => l.source).find((s) => s.kind === 'entity')?.entity;
  for (const [i, written] of (frame.measure.via ?? []).entries()) {
    if (entity === undefined || frame.usedVia.has(written) || isHole(written)) continue;
    const names = splitDotted(written) ?? [written];
    const path = asFarAsSingle(context.ontology, entity, names);
    const last = path.at(-1)?.to ?? entity;
    const wrong = names[path.length]!;
    const pointer = at(frame.path, 'via', i);
    const whole = {
      ...wholePlace(pointer, written),
      details: { offset: 0, length: written.length },
    };
    const relationship = last.relationships.get(wrong);
    const place = placeOfName(whole, names, path.length);
    if (relationship === undefined) {
      const steps = [...last.relationships.values()]
        .filter((r) => stepAlong(context.ontology, r) !== undefined)
        .map((r) => r.name);
      const words = stepWords(context.ontology, last);
      const details = namesAllowed(place, wrong, steps, words);
      const params = { name: wrong, entity: last.name };
      context.report(bindDiagnostic('unknown-relationship', pointer, params, details));
    } else {
      const { cardinality, to } = relationship;
      const params = { relationship: wrong, entity: to, cardinality };
      context.report(bindDiagnostic('multiplies', pointer, params, place.details));
    }
  }
}
