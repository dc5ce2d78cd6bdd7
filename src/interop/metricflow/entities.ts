import type { Diagnostic } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { ParsedExpr } from '../../expr/expr.js';
import { parseExpr } from '../../expr/parse.js';
import { printExpr } from '../../expr/print.js';
import { mapReferences } from '../../expr/visit.js';
import type { RawAttribute, RawEntity, RawRelationship } from '../../ontology/read/raw.js';
import { interopDiagnostic } from '../diagnostics.js';
import type { Manifest, Place, SemanticModel } from './manifest.js';
import { located } from './read-value.js';
import { partnersOf, type Hop } from './resolve.js';

/** Types of the columns of a table (`schema.table`), as our expressions write them; undefined where nothing is known of it. */
export type ColumnTypes = (table: string) => ReadonlyMap<string, string> | undefined;

/** A semantic model as an entity of ours, and how SQL of the model is said in its attributes. */
export interface ImportedModel {
  readonly model: SemanticModel;
  readonly raw: RawEntity;
  /** An expression of the model (over columns) over the entity's attributes; reports what cannot be said. */
  readonly say: (text: string, place: Place) => ParsedExpr | undefined;
  /** Attribute → type. */
  readonly types: ReadonlyMap<string, string>;
}

/**
 * A semantic model as an entity: entities and dimensions become attributes of the same names, an entity
 * that identifies a row (with the partition, where there is one) becomes the key, shared entities become
 * relationships `<entity>_<model>`.
 */
export function importModel(
  manifest: Manifest,
  model: SemanticModel,
  columns: ColumnTypes,
  found: Diagnostic[],
): ImportedModel {
  const made = attributesOf(model, columns(model.table.join('.')), found);
  const { attributes, types, say } = made;
  // Measures may read columns that no dimension names: they become attributes, too.
  for (const measure of model.measures) say(measure.expr, measure.place);
  const from = model.dimensions.find((d) => d.validity === 'from');
  const to = model.dimensions.find((d) => d.validity === 'to');
  const key = keyOf(model);
  const relationships = relationshipsOf(manifest, model, new Set(attributes.keys()));
  const time = model.time ?? undefined;
  return {
    model,
    types,
    say,
    raw: {
      entity: model.name,
      ...(model.label !== undefined && { label: model.label }),
      ...(model.description !== undefined && { description: model.description }),
      source: { table: model.table.map(quoteName).join('.') },
      ...(key.length > 0 && { key }),
      ...(time !== undefined && { time }),
      attributes: Object.fromEntries(attributes),
      ...(relationships.length > 0 && { relationships: Object.fromEntries(relationships) }),
      ...(from !== undefined && to !== undefined && { validity: { from: from.name, to: to.name } }),
    },
  };
}

/** The same table seen by a unique entity that is not its key, for those who look it up by that. */
export function uniqueViews(
  manifest: Manifest,
  { model, raw }: ImportedModel,
): readonly RawEntity[] {
  const own = keyOf(model);
  return model.entities
    .filter(({ kind, name }) => kind !== 'foreign' && !own.includes(name))
    .filter(({ name }) =>
      manifest.models.some((m) => m !== model && m.entities.some((e) => e.name === name)),
    )
    .map(({ name }) => {
      const key = [name, ...partitionsOf(model)];
      return { ...raw, entity: entityAt(model, name), key };
    });
}

/** The name of the entity that a hop over an entity leads to. */
export function entityAt(to: SemanticModel, entity: string): string {
  return keyOf(to).includes(entity) ? to.name : `${to.name}_by_${entity}`;
}

/** The name of the relationship of a hop; undefined where the other table has partitions, which a relationship cannot choose. */
export function relationshipOf({ from, entity, to }: Hop): string | undefined {
  if (partitionsOf(to).length > 0) return undefined;
  const name = `${entity}_${to.name}`;
  const taken = [...from.dimensions, ...from.entities].some((own) => own.name === name);
  return taken ? `${name}_row` : name;
}

/** Dimensions that a table is partitioned by. */
export function partitionsOf(model: SemanticModel): readonly string[] {
  return model.dimensions.filter((d) => d.partition).map(({ name }) => name);
}

function keyOf(model: SemanticModel): readonly string[] {
  const { entities } = model;
  const one =
    entities.find(({ kind }) => kind === 'primary') ??
    entities.find(({ kind }) => kind === 'natural');
  return one === undefined ? [] : [one.name, ...partitionsOf(model)];
}

function relationshipsOf(
  manifest: Manifest,
  model: SemanticModel,
  taken: ReadonlySet<string>,
): readonly (readonly [string, RawRelationship])[] {
  return model.entities.flatMap((entity) =>
    partnersOf(manifest, model, entity.name).flatMap((to) => {
      const name = relationshipOf({ from: model, entity: entity.name, to });
      if (name === undefined || taken.has(name)) return [];
      const relationship: RawRelationship = {
        to: entityAt(to, entity.name),
        on: { [entity.name]: entity.name },
        cardinality: 'many_to_one',
      };
      return [[name, relationship] as const];
    }),
  );
}

interface Attributes {
  readonly attributes: Map<string, RawAttribute>;
  readonly types: Map<string, string>;
  readonly say: ImportedModel['say'];
}

function attributesOf(
  model: SemanticModel,
  known: ReadonlyMap<string, string> | undefined,
  found: Diagnostic[],
): Attributes {
  const attributes = new Map<string, RawAttribute>();
  const types = new Map<string, string>();
  const byColumn = new Map<string, string>();
  const reserved = new Set([...model.entities, ...model.dimensions].map(({ name }) => name));
  const add = (name: string, attribute: RawAttribute): void => {
    attributes.set(name, attribute);
    types.set(name, attribute.type);
  };
  const told = typesTold(model);
  const ofColumn = (column: string, assumed: string): string => {
    const before = byColumn.get(column);
    if (before !== undefined) return before;
    const name = reserved.has(column) || attributes.has(column) ? `${column}_column` : column;
    const type = known?.get(column) ?? told.get(column) ?? assumed;
    add(name, name === column ? { type } : { type, column });
    byColumn.set(column, name);
    return name;
  };
  let assumed = 0;
  const say = (text: string, place: Place, type = 'double'): ParsedExpr | undefined => {
    const [expr, problems] = parseExpr(text, place.path);
    if (expr === undefined) {
      const problem = problems.map(({ code }) => code).join(', ');
      found.push(located(interopDiagnostic('fragment', place.path, { text, problem }), place));
      return undefined;
    }
    return mapReferences(expr, (to, reference) => {
      if (to.kind !== 'path' || to.names.length !== 1) return reference;
      return { ...reference, to: { kind: 'path', names: [ofColumn(to.names[0]!, type)] } };
    });
  };
  const define = (
    { name, expr, place }: { readonly name: string; readonly expr: string; readonly place: Place },
    type: string,
    more: Pick<RawAttribute, 'label' | 'description'> = {},
  ): void => {
    const column = columnOf(expr);
    if (column === undefined) {
      const said = say(expr, place, type);
      if (said !== undefined) add(name, { type, is: printExpr(said), ...more });
      assumed += 1;
      return;
    }
    const real = known?.get(column);
    if (real === undefined) assumed += 1;
    if (type === 'timestamp' && real !== undefined && real !== 'timestamp') {
      // A time dimension over a text or a date is read as a moment, as MetricFlow casts it.
      const raw = ofColumn(column, real);
      add(name, { type, is: `cast(${quoteName(raw)} as timestamp)`, ...more });
      return;
    }
    add(name, {
      type: real ?? told.get(column) ?? type,
      ...(column !== name && { column }),
      ...more,
    });
    if (!byColumn.has(column)) byColumn.set(column, name);
  };
  for (const entity of model.entities) define(entity, 'string');
  for (const dimension of model.dimensions) {
    if (attributes.has(dimension.name)) continue;
    const { label, description } = dimension;
    define(dimension, dimension.kind === 'time' ? 'timestamp' : 'string', {
      ...(label !== undefined && { label }),
      ...(description !== undefined && { description }),
    });
  }
  if (assumed > 0)
    found.push(
      located(
        interopDiagnostic('type-assumed', model.place.path, { entity: model.name, count: assumed }),
        model.place,
      ),
    );
  return { attributes, types, say };
}

/** What measures tell about columns: what is added up is a number, what is counted where true is a boolean. */
function typesTold({ measures }: SemanticModel): ReadonlyMap<string, string> {
  const types: Readonly<Record<string, string>> = {
    sum_boolean: 'boolean',
    sum: 'double',
    average: 'double',
    median: 'double',
    percentile: 'double',
  };
  return new Map(
    measures.flatMap(({ agg, expr }) => {
      const type = types[agg];
      return type === undefined || columnOf(expr) === undefined ? [] : [[expr, type] as const];
    }),
  );
}

/** The column that an expression is, where it is nothing else. */
function columnOf(expr: string): string | undefined {
  return /^[A-Za-z_]\w*$/.test(expr) ? expr : undefined;
}
