import type { Measure, Stage } from '../dsl/document.js';
import { parseExpr } from '../expr/parse.js';
import { references } from '../expr/visit.js';
import type { Entity } from '../ontology/model.js';

/**
 * Whether some name of a stage starts at the entity it reads. If none does, a name that is not found may
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

function startsAt(entity: Entity, texts: readonly (string | undefined)[]): boolean {
  return texts.some((text) => {
    const [expr] = text === undefined ? [undefined] : parseExpr(text, '');
    return (
      expr !== undefined &&
      references(expr).some(({ to }) => {
        const first = to.kind === 'path' ? to.names[0]! : '';
        return entity.attributes.has(first) || entity.relationships.has(first);
      })
    );
  });
}
