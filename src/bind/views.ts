import { hasErrors, inFile, type Checked, type Diagnostic } from '../base/diagnostic.js';
import { suggest } from '../base/text/suggest.js';
import type { Document } from '../dsl/document.js';
import { parseDocument } from '../dsl/parse.js';
import { commonType } from '../expr/common-type.js';
import { printType } from '../expr/print-type.js';
import { sameType, type Type } from '../expr/type.js';
import { indexOf } from '../ontology/index-of.js';
import type { Entity, Ontology } from '../ontology/model.js';
import { zonesOf } from '../ontology/zone-of.js';
import type { BoundDocument, BoundStage } from './bound.js';
import type { BoundView } from './bound-view.js';
import { bindDiagnostic } from './diagnostics.js';
import { entitiesRead } from './entities-read.js';

/** How the document of a view is bound: for somebody with these roles. */
export interface ViewBinding {
  readonly ontology: Ontology;
  readonly roles: readonly string[];
  readonly bind: (document: Document, ontology: Ontology) => Checked<BoundDocument>;
}

/**
 * The views among the entities that something bound reads, each bound by itself and once for an ontology,
 * so that no name or day of a document can bend it. Reports what is wrong with them, in their files.
 */
export function viewsRead(
  bound: readonly unknown[],
  binding: ViewBinding,
  report: (diagnostic: Diagnostic) => void,
): BoundDocument['views'] {
  if (indexOf(binding.ontology).views.length === 0) return new Map();
  const entities = [...entitiesRead(bound)].filter(({ table }) => table.view !== undefined);
  const views = entities.flatMap((entity) => {
    const [view, found] = viewOf(entity, binding);
    for (const diagnostic of found) report(diagnostic);
    return view === undefined ? [] : [[entity.name, view] as const];
  });
  return new Map(views.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

interface Known {
  /** By the name of their entities. */
  readonly views: Map<string, Checked<BoundView>>;
  /** Views whose documents are being bound, the outermost first. */
  readonly open: Entity[];
}

const known = new WeakMap<Ontology, Map<string, Known>>();

/** One view; absent after an error. */
function viewOf(entity: Entity, binding: ViewBinding): Checked<BoundView> {
  const byRoles = known.get(binding.ontology) ?? new Map<string, Known>();
  known.set(binding.ontology, byRoles);
  const id = JSON.stringify(binding.roles.toSorted());
  const of: Known = byRoles.get(id) ?? { views: new Map(), open: [] };
  byRoles.set(id, of);
  const found = of.views.get(entity.name);
  if (found !== undefined) return found;
  const circle = of.open.indexOf(entity);
  if (circle >= 0) return [undefined, [cycle(of.open.slice(circle))]];
  of.open.push(entity);
  let made: Checked<BoundView>;
  try {
    made = bindView(entity, binding);
  } finally {
    of.open.pop();
  }
  of.views.set(entity.name, made);
  return made;
}

/** The same circle is said alike, wherever it is entered. */
function cycle(entities: readonly Entity[]): Diagnostic {
  const first = entities.reduce((a, b) => (a.name < b.name ? a : b));
  const from = entities.indexOf(first);
  const names = [...entities.slice(from), ...entities.slice(0, from), first].map((e) => e.name);
  return inYaml(first, bindDiagnostic('view-cycle', '/source/dsl', { names }));
}

function bindView(entity: Entity, binding: ViewBinding): Checked<BoundView> {
  const { file, text } = entity.table.view!;
  const [parsed, formal] = parseDocument(text);
  if (parsed === undefined) return [undefined, inFile(formal, file)];
  const own = ownOf(parsed.document).map((what) =>
    bindDiagnostic('not-a-view', `/${what}`, { entity: entity.name, what }, { key: true }),
  );
  if (own.length > 0) return [undefined, inFile([...formal, ...own], file)];
  const [document, meaning] = binding.bind(parsed.document, binding.ontology);
  const found = inFile([...formal, ...meaning.map((d) => relative(entity, d))], file);
  if (document === undefined) return [undefined, found];
  const result = document.stages.at(-1)!;
  const reads = entitiesBehind(document);
  const wrong = [
    ...inFile(unzoned(entity, reads, binding.ontology), file),
    ...[...entity.attributes.values()].flatMap((a) => columnFindings(entity, a.name, result)),
    ...keyFindings(entity, result),
  ];
  const all = [...found, ...wrong];
  if (hasErrors(all)) return [undefined, all];
  const names = [...new Set([...reads].map((e) => e.name))].toSorted();
  return [{ entity, file, document, reads: names }, all];
}

/** What a document has that would be its own or its reader's; what has a target is in a table. */
function ownOf(document: Document): readonly string[] {
  const own = ['as_of', 'timezone', 'params', 'target', 'unresolved'] as const;
  return own.filter((key) => {
    const value = document[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
}

/** Time that counts from an as-of day counts from that of whoever reads, which a view does not know. */
function relative(entity: Entity, found: Diagnostic): Diagnostic {
  if (found.code !== 'bind/no-as-of') return found;
  const { code, params } = bindDiagnostic('not-a-view', '', {
    entity: entity.name,
    what: String(found.params['what']),
  });
  return { ...found, code, params };
}

/** The rows' entities, with those behind views. */
function entitiesBehind(document: BoundDocument): ReadonlySet<Entity> {
  const own = entitiesRead(document.stages);
  const behind = [...document.views.values()].flatMap((v) => [...entitiesBehind(v.document)]);
  return new Set([...own, ...behind]);
}

/** Moments of a declared zone leave a view as those of the project's, so that must be known. */
function unzoned(
  entity: Entity,
  reads: ReadonlySet<Entity>,
  { timezone }: Ontology,
): readonly Diagnostic[] {
  const zoned = [...reads].find((e) => zonesOf(e).length > 0);
  if (timezone !== undefined || zoned === undefined) return [];
  return [bindDiagnostic('view-without-zone', '', { entity: entity.name, of: zoned.name })];
}

/** A column of the result for each attribute, of a type whose values it holds. */
function columnFindings(entity: Entity, name: string, result: BoundStage): readonly Diagnostic[] {
  const attribute = entity.attributes.get(name)!;
  const { column, type, source } = attribute;
  if (column === undefined) return [];
  const names = result.output.map((o) => o.name);
  const made = result.output.find((o) => o.name === column);
  if (made === undefined) {
    const near = suggest(column, names);
    const allowed = near.length > 0 ? near : names;
    const params = { entity: entity.name, column };
    return [
      inYaml(entity, bindDiagnostic('view-column', source.path, params, { key: true, allowed })),
    ];
  }
  if (holds(type, made.type)) return [];
  const params = { attribute: name, column, type: printType(made.type), declared: printType(type) };
  const allowed = [printType(made.type)];
  return [inYaml(entity, bindDiagnostic('view-type', source.path, params, { key: true, allowed }))];
}

function holds(declared: Type, made: Type): boolean {
  if (declared.kind === 'unknown' || made.kind === 'unknown') return true;
  const common = commonType(declared, made);
  return common !== undefined && sameType(common, declared);
}

/** What tells the rows of the result apart is what the entity says that it is. */
function keyFindings(entity: Entity, { key }: BoundStage): readonly Diagnostic[] {
  if (entity.key.length === 0) return [];
  const columns = entity.key.map((name) => entity.attributes.get(name)?.column ?? name);
  if (key !== undefined && sameNames(columns, key)) return [];
  const allowed = (key ?? []).flatMap((column) => {
    const own = [...entity.attributes.values()].filter((a) => a.column === column);
    return own.map((a) => a.name);
  });
  const params = { entity: entity.name, key: entity.key, grain: key ?? [] };
  const details = allowed.length === 0 ? {} : { allowed };
  return [inYaml(entity, bindDiagnostic('view-key', '/key', params, details))];
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function inYaml({ source: { file, document } }: Entity, found: Diagnostic): Diagnostic {
  return { ...found, file, document };
}

/** Every view of an ontology, for nobody's roles: what is wrong with them. */
export function checkViews(binding: ViewBinding): readonly Diagnostic[] {
  return indexOf(binding.ontology).views.flatMap((name) => {
    const entity = binding.ontology.entities.get(name);
    return entity?.table.view === undefined ? [] : viewOf(entity, binding)[1];
  });
}
