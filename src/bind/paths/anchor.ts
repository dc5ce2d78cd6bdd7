import type { Measure, Stage } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import { firstNames } from '../first-names.js';

/**
 * Whether most names of a stage start at the entity it reads. If they do not, a name that is not found may
 * as well mean that the entity is the wrong one, and no repair of the name is the only one.
 */
export function stageIsAnchored(stage: Stage, entity: Entity): boolean {
  const { by = [], columns = [], where = [], match = [], measures = [] } = stage;
  const own = measures.filter((m) => m.entity === undefined && m.metric === undefined);
  return startsAt(entity, [
    ...where,
    ...by.map((key) => key.is),
    ...columns.map((column) => column.is),
    ...match.flatMap((m) => m.on.map((pair) => pair.is)),
    ...own.flatMap(textsOf),
  ]);
}

/** The same of a measure over an entity of its own. */
export function measureIsAnchored(measure: Measure, entity: Entity): boolean {
  return startsAt(entity, textsOf(measure));
}

function textsOf({
  of,
  with: second,
  clock,
  where = [],
}: Measure): readonly (string | undefined)[] {
  return [of, second, clock, ...where];
}

/** Most of the names, none of them an entity's, start there: one among strangers is no proof. */
function startsAt(entity: Entity, texts: readonly (string | undefined)[]): boolean {
  const names = [...new Set(texts.flatMap((text) => [...firstNames(text ?? '')]))];
  const own = names.filter((n) => entity.attributes.has(n) || entity.relationships.has(n));
  return own.length > names.length / 2;
}
