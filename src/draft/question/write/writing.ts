import type { Day } from '../../../base/time/calendar-days.js';
import type { Match, Stage, Time } from '../../../dsl/document.js';
import type { Attribute, Entity, Ontology } from '../../../ontology/model.js';
import { freeName } from '../../names.js';
import { isTitle, nameAttributeOf, namePairOf, namesOf } from '../../scope.js';
import type { Field } from '../frame.js';
import { pathOf, wayTo } from '../join.js';
import { spelled } from '../chinese/spelling.js';
import { attributePrefix, bareWords } from '../referents.js';

/** A document that is being written: the sets its result looks into, and whether something cannot be joined. */
export interface Writing {
  readonly ontology: Ontology;
  readonly asOf: Day;
  readonly stages: Stage[];
  stuck: boolean;
}

/** Conditions as they stand in one stage; they grow while filters are written. */
export interface Conditions {
  readonly where: string[];
  readonly match: Match[];
  time?: Time;
}

/** The path of a field from the rows of an entity; where there is not exactly one, the writing is stuck. */
export function place(writing: Writing, root: Entity, { entity, attribute }: Field): string {
  const way = wayTo(writing.ontology, root, entity);
  if (way.kind === 'one') return pathOf(way.text, attribute.name);
  writing.stuck = true;
  return '';
}

/** The fields that tell rows of an entity apart, and those that name them: people have two names. */
export function entityFields(entity: Entity): readonly Field[] {
  const keys = entity.key.flatMap((name) => entity.attributes.get(name) ?? []);
  const naming = namingAttribute(entity);
  const names = naming === undefined ? namesOf(entity, true) : [naming];
  return [...new Set([...keys, ...names])].map((attribute) => ({ entity, attribute }));
}

/** What a row is called by people: name, title, or the entity's own word. */
export function namingAttribute(entity: Entity): Attribute | undefined {
  const common = attributePrefix(entity);
  const attributes = [...entity.attributes.values()];
  const isOfPerson = (a: Attribute): boolean => isTitle(a) && namePairOf(entity, true).length > 0;
  const bare = (a: Attribute): string => spelled(bareWords(a, common)).join(' ');
  const own = entity.name.replaceAll('_', ' ');
  const last = own.split(' ').at(-1)!;
  for (const form of ['name', `${own} name`, `${last} name`, 'full name', 'title', own, last]) {
    const found = attributes.find((a) => a.type.kind === 'string' && bare(a) === form);
    if (found !== undefined && !isOfPerson(found)) return found;
  }
  const one = nameAttributeOf(entity, true);
  return one === undefined || isOfPerson(one) ? undefined : one;
}

/** What a column of a field is called. */
export function columnOf({ entity, attribute }: Field): string {
  const plain = ['name', 'title', 'id', 'code', 'type', 'status'].includes(attribute.name);
  return plain ? `${entity.name}_${attribute.name}` : attribute.name;
}

/** A name that is free, and now taken. */
export function named(wanted: string, taken: Set<string>): string {
  const name = freeName(wanted, taken);
  taken.add(name);
  return name;
}

/** Whether two fields are one. */
export function sameField(a: Field, b: Field): boolean {
  return a.entity === b.entity && a.attribute === b.attribute;
}

/** A key or a name stands for the thing itself; half a name does not. */
export function isKeyOrName({ entity, attribute }: Field): boolean {
  const isKey = entity.key.includes(attribute.name);
  return entity.key.length > 0 && (isKey || namingAttribute(entity) === attribute);
}

/** Each text once, in order. */
export function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
