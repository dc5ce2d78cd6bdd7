import { quoteName, splitDotted } from '../../base/text/name.js';
import { parseExpr } from '../../expr/parse.js';
import type { Entity, Source as Written } from '../../ontology/model.js';
import type { SourceExpr } from '../bound.js';
import { bindWritten } from '../expression.js';
import { onlyPath, stepAlong, type Path } from '../paths/join-path.js';
import type { Source } from '../stage/source.js';

/**
 * What a name identifies, seen from the rows of an entity: an attribute's value; or, where it leads to an
 * entity (by relationships, or as the only path), that entity's key: the columns here that hold it where
 * they do, so that nothing is joined for it. What is wrong is reported at `place`.
 */
export function identityOf(
  source: Source,
  entity: Entity,
  name: string,
  place: Written,
): readonly SourceExpr[] {
  const { ontology } = source.context;
  const said = (names: readonly string[]): SourceExpr[] => {
    const text = names.map(quoteName).join('.');
    const [expr, found] = parseExpr(text, place.path);
    for (const d of found) source.context.report({ ...d, ...place });
    return expr === undefined ? [] : [bindWritten(source, { text, expr, source: place })];
  };
  const names = splitDotted(name) ?? [name];
  const along = pathAlong(source, entity, names);
  if (along !== undefined) return keyAtEnd(along).flatMap(said);
  const named = names.length === 1 ? ontology.entities.get(name) : undefined;
  if (named === undefined || entity.attributes.has(name)) return said(names);
  if (named.name === entity.name) return entity.key.flatMap((key) => said([key]));
  const ways = onlyPath(ontology, entity, named);
  if (ways.kind === 'one') return keyAtEnd(ways.path).flatMap(said);
  // Looked up as a name it is reported, with the paths there are.
  return named.key.slice(0, 1).flatMap((key) => said([named.name, key]));
}

/** The relationships that names are, one after the other; undefined where one is not. */
function pathAlong(source: Source, start: Entity, names: readonly string[]): Path | undefined {
  let entity = start;
  const path = [];
  for (const name of names) {
    const relationship = entity.relationships.get(name);
    const step = relationship && stepAlong(source.context.ontology, relationship);
    if (step === undefined || entity.attributes.has(name)) return undefined;
    path.push(step);
    entity = step.to;
  }
  return path;
}

/** The key of the entity that a path ends at, as paths: held by the columns that the last step joins on. */
function keyAtEnd(path: Path): readonly (readonly string[])[] {
  const names = path.map((s) => s.relationship.name);
  const { relationship, to } = path.at(-1)!;
  return to.key.map((key) => {
    const held = relationship.on.find((on) => on.to === key);
    return held === undefined ? [...names, key] : [...names.slice(0, -1), held.from];
  });
}
