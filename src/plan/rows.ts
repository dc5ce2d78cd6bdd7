import type { JsonPointer } from '../base/diagnostic.js';
import type {
  BoundConversion,
  BoundFrom,
  BoundMatch,
  SourceExpr,
  SourceLeaf,
  Step,
} from '../bind/bound.js';
import { mapReferences, references } from '../expr/visit.js';
import type { Attribute, Entity } from '../ontology/model.js';
import { unchanged } from './carried.js';
import type { Context } from './context.js';
import { attributeKey, leafKey, matchRoot, placeName } from './column-keys.js';
import { needsOfConversion, withConversions } from './conversion.js';
import { planDiagnostic } from './diagnostics.js';
import { columnOf, equal, filter, join, project, scan, semi } from './nodes.js';
import { partitionConditions, type Reach } from './partition.js';
import { withLinks } from './joins/links.js';
import { placesOf, scanName, type Place } from './place.js';
import type { Column, Plan, PlanExpr } from './plan.js';
import { hidesRows, policyOver, seenThrough, withoutPolicies } from './policies.js';
import { readRelation } from './relation.js';
import { validAt } from './joins/validity.js';
import { viewRows } from './view.js';
import { inDocumentZone, isElsewhere } from './time/zones.js';

/** Rows of one source with everything that expressions reach from it joined to them, and how to say those expressions. */
export interface Rows {
  readonly plan: Plan;
  /** The relation whose rows these are; joins are many-to-one, so it is not repeated. */
  readonly relation: number;
  /** The expression over the plan's columns; `row` leaves need the rows they speak of. */
  readonly say: (expr: SourceExpr, row?: (leaf: SourceLeaf) => PlanExpr) => PlanExpr;
}

/** What rows are asked for. */
export interface Wanted {
  readonly from: BoundFrom;
  readonly matches: readonly BoundMatch[];
  /** Everything that will be said over the rows. */
  readonly expressions: readonly SourceExpr[];
  /** Attributes of a path's end that are needed beside those in expressions. */
  readonly attributes?: readonly {
    readonly path: readonly Step[];
    readonly attribute: Attribute;
  }[];
  readonly reach: Reach;
  /** The clock that says when a validity range is looked at; else the as-of day. */
  readonly clock?: SourceExpr;
  readonly at: JsonPointer;
}

/** Plans the rows of a source: its scan, the look-ups along paths (S3), then its matches (S6). */
export function rowsOf(context: Context, wanted: Wanted): Rows {
  const clock = wanted.clock === undefined ? [] : [wanted.clock];
  const conversions = conversionsIn(wanted.expressions);
  const expressions = [
    ...wanted.expressions,
    ...conversions.flatMap(needsOfConversion),
    ...clock,
    ...wanted.matches.flatMap((m) => m.on.map((on) => on.is)),
  ];
  const leaves = expressions
    .flatMap((e) => references(e))
    .map((r) => r.to)
    .filter((leaf) => leaf.kind !== 'row');
  const columns = new Map<string, PlanExpr>();
  let plan: Plan;
  let relation: number;
  const say = (expr: SourceExpr, row?: (leaf: SourceLeaf) => PlanExpr): PlanExpr =>
    mapReferences(expr, (leaf): PlanExpr => {
      if (leaf.kind === 'row') {
        if (row === undefined) throw new Error('a value of the row without the row');
        return row(leaf.to);
      }
      return found(columns, leaf);
    });
  const credited = (rows: Plan): Plan =>
    conversions.reduce((before, conversion) => {
      const made = withConversions(context, before, conversion, say, wanted, rowsOf);
      columns.set(`converted ${conversion.name}`, made.credited);
      return made.plan;
    }, rows);

  if (wanted.from.kind === 'entity') {
    const places = placesOf(
      wanted.from.entity,
      '',
      [...leaves.flatMap((l) => (l.kind === 'attribute' ? [l] : [])), ...(wanted.attributes ?? [])],
      context.links,
    );
    const root = scanOf(context, places.get('')!, '', wanted.reach, columns, wanted.at);
    relation = root.relation;
    // What rows are credited with is settled among rows that stand once each, before a bridge (S18).
    const bridged = [...places].filter(([, { path }]) => path.some((step) => step.many));
    const single = new Map([...places].filter(([, { path }]) => !path.some((step) => step.many)));
    plan = joinPlaces(context, root.plan, single, '', columns, wanted);
    plan = credited(plan);
    plan = joinPlaces(context, plan, new Map(bridged), '', columns, wanted);
  } else {
    const read = readRelation(context, wanted.from, wanted.at);
    relation = read.relation;
    plan = read.plan;
    for (const column of read.plan.columns) columns.set(`column ${column.name}`, columnOf(column));
    plan = credited(plan);
  }
  for (const match of wanted.matches)
    plan = joinMatch(context, plan, match, leaves, columns, say, wanted);
  return { plan, relation, say };
}

/** The conversions that expressions speak of, each once. */
function conversionsIn(expressions: readonly SourceExpr[]): readonly BoundConversion[] {
  const all = expressions
    .flatMap((e) => references(e))
    .flatMap(({ to }) =>
      to.kind === 'converted' ? [[to.conversion.name, to.conversion] as const] : [],
    );
  return [...new Map(all).values()];
}

function found(columns: ReadonlyMap<string, PlanExpr>, leaf: SourceLeaf): PlanExpr {
  if (leaf.kind === 'param') return { kind: 'reference', to: leaf, type: leaf.type };
  if (leaf.kind === 'row') throw new Error('a value of the row without the row');
  const expr = columns.get(leafKey(leaf));
  if (expr === undefined) throw new Error(`no column for ${leafKey(leaf)}`);
  return expr;
}

interface Scanned {
  readonly plan: Plan;
  readonly relation: number;
}

/** The rows of one place as they may be seen, with all that joins are on. */
function scanOf(
  context: Context,
  place: Place,
  root: string,
  reach: Reach,
  columns: Map<string, PlanExpr>,
  at: JsonPointer,
): Scanned {
  const { plan, relation } = seenOf(context, place, root, reach, columns, at);
  return { plan: withLinks(context, place, root, plan, columns, at), relation };
}

/** What may be seen of one place: its table, below the policies of its entity (S17). */
function seenOf(
  context: Context,
  place: Place,
  root: string,
  reach: Reach,
  columns: Map<string, PlanExpr>,
  at: JsonPointer,
): Scanned {
  const { entity } = place;
  const attributes = [...place.attributes.values()].filter((a) => a.column !== undefined);
  const policy = policyOver(context, entity, attributes);
  if (policy === undefined) return tableOf(context, place, root, reach, columns, at);
  const { validity } = entity;
  const dated = validity === undefined ? [] : [validity.from, validity.to];
  if (reach.everyVersion !== true && dated.some((name) => isElsewhere(context, entity, name)))
    context.report(planDiagnostic('versions-of-other-zone', at, { entity: entity.name }));
  const rows = rowsOf(withoutPolicies(context), {
    from: { kind: 'entity', entity },
    matches: [],
    expressions: [...policy.filters, ...policy.masks.values()],
    attributes: attributes.map((attribute) => ({ path: [], attribute })),
    reach,
    at,
  });
  const plan = seenThrough(context, policy, attributes, rows, at);
  for (const column of plan.columns)
    columns.set(attributeKey(placeName(root, place.path), column.name), columnOf(column));
  return {
    plan: inDocumentZone(context, place, root, attributes, plan, columns, at),
    relation: rows.relation,
  };
}

/** A scan of one place, with its partitions' conditions directly above it. */
function tableOf(
  context: Context,
  place: Place,
  root: string,
  reach: Reach,
  columns: Map<string, PlanExpr>,
  at: JsonPointer,
): Scanned {
  const { entity } = place;
  if (entity.table.dsl !== undefined) {
    const rows = viewRows(context, place, root, columns, at);
    if (rows !== undefined) return rows;
  }
  const physical = [...place.attributes.values()]
    .filter((a) => a.column !== undefined)
    .map((a) => ({ column: context.column(a.name, a.type), physical: a.column! }));
  const key = entity.key.map((name) => physical.find((p) => p.column.name === name)?.column.id);
  const partitions = partitionConditions(context, entity, reach, at);
  const relation = context.relation();
  // A snapshot's key holds within one day, and that of versions at one moment.
  const once = entity.validity === undefined && reach.eachDay !== true;
  const scanned = scan(
    relation,
    scanName(place),
    entity.table.name,
    [...physical, ...partitions],
    once && key.length > 0 && key.every((id) => id !== undefined) ? key : undefined,
    at,
    partitions.map(({ column }) => column.id),
  );
  for (const { column } of physical)
    columns.set(attributeKey(placeName(root, place.path), column.name), columnOf(column));
  const read = filter(
    scanned,
    partitions.flatMap((p) => p.where),
    at,
  );
  const plan = inDocumentZone(
    context,
    place,
    root,
    [...place.attributes.values()],
    read,
    columns,
    at,
  );
  const valid =
    reach.everyVersion === true
      ? []
      : validAt(context, place, placeName(root, place.path), columns, reach.day, at);
  return { plan: filter(plan, valid, at), relation };
}

/** Look-ups along each path, nearest first: many-to-one, so rows stay as they are (S3). */
function joinPlaces(
  context: Context,
  base: Plan,
  places: ReadonlyMap<string, Place>,
  root: string,
  columns: Map<string, PlanExpr>,
  wanted: Wanted,
  mayLack = false,
): Plan {
  let plan = base;
  // Behind a partner that may be missing nothing is required.
  const inner = new Set(mayLack ? [] : [root]);
  for (const [name, place] of places) {
    const step = place.path.at(-1);
    if (step === undefined) continue;
    const parent = placeName(root, place.path.slice(0, -1));
    const reach: Reach = { ranges: [undefined], everyVersion: true };
    const right = scanOf(context, place, root, reach, columns, wanted.at);
    const on = step.relationship.on.map(({ from, to }) =>
      equal(columns.get(attributeKey(parent, from))!, columns.get(attributeKey(name, to))!),
    );
    const moment =
      wanted.clock === undefined
        ? wanted.reach.day
        : mapReferences(wanted.clock, (leaf) => found(columns, leaf));
    const valid = validAt(context, place, name, columns, moment, wanted.at);
    // A partner that a policy hides is missing, and its reader's row stays (S17).
    const whole = valid.length === 0 && !hidesRows(context, place.entity);
    const required = step.relationship.required && inner.has(parent) && whole;
    if (required) inner.add(name);
    plan = join(
      required ? 'inner' : 'left',
      plan,
      right.plan,
      [...on, ...valid],
      step.many === undefined,
      required ? 'S3: every row has a partner' : 'S3: a path keeps rows without a partner',
      wanted.at,
    );
  }
  return plan;
}

/** A match: a look-up of at most one partner, or a pure test (S6). */
function joinMatch(
  context: Context,
  plan: Plan,
  match: BoundMatch,
  leaves: readonly SourceLeaf[],
  columns: Map<string, PlanExpr>,
  say: (expr: SourceExpr) => PlanExpr,
  wanted: Wanted,
): Plan {
  const used = leaves.filter(
    (l) => (l.kind === 'match' || l.kind === 'found') && l.match === match.as,
  );
  const right = matchRelation(context, match, used, columns, wanted);
  const on = match.on.map(({ key, is, of }) =>
    equal(say(is), of === undefined ? columnOf(right.keys.get(key)!) : say(of)),
  );
  if (match.only !== undefined && (used.length === 0 || match.only === 'unmatched'))
    return semi(plan, right.plan, on, match.only === 'unmatched', match.at);
  const joined = join(
    match.only === 'matched' ? 'inner' : 'left',
    plan,
    right.plan,
    on,
    true,
    match.only === 'matched' ? 'S6: only matched rows' : 'S6: a match keeps rows without a partner',
    match.at,
  );
  return right.behind?.(joined) ?? joined;
}

/** An attribute at the end of a path. */
type Reached = Parameters<typeof placesOf>[2][number];

function matchRelation(
  context: Context,
  match: BoundMatch,
  used: readonly SourceLeaf[],
  columns: Map<string, PlanExpr>,
  wanted: Wanted,
): {
  readonly plan: Plan;
  readonly keys: ReadonlyMap<string, Column>;
  /** What is looked up from there once the rows stand beside it. */
  readonly behind?: (plan: Plan) => Plan;
} {
  const marked = used.some((l) => l.kind === 'found');
  if (match.to.kind === 'stage') {
    const read = readRelation(context, { kind: 'stage', stage: match.to.stage }, match.at);
    const keys = new Map(read.plan.columns.map((c) => [c.name, c]));
    for (const column of read.plan.columns)
      columns.set(`match ${match.as} ${column.name}`, columnOf(column));
    return marked
      ? { plan: mark(context, read.plan, match, columns), keys }
      : { plan: read.plan, keys };
  }
  const root = matchRoot(match.as);
  const places = placesOf(
    match.to.entity,
    root,
    [
      ...used.flatMap((l) => (l.kind === 'match' ? [l] : [])),
      ...match.on.flatMap(({ key, of }): readonly Reached[] => {
        if (of !== undefined)
          return references(of).flatMap(({ to }) => (to.kind === 'match' ? [to] : []));
        const attribute = (match.to as { entity: Entity }).entity.attributes.get(key);
        return attribute === undefined ? [] : [{ path: [], attribute }];
      }),
    ],
    context.links,
  );
  const reach: Reach = {
    ranges: [undefined],
    ...(match.to.day !== undefined && { day: match.to.day }),
  };
  const base = scanOf(context, places.get(root)!, root, reach, columns, match.at);
  const keys = new Map(base.plan.columns.map((c) => [c.name, c]));
  const shown = (plan: Plan): Plan => (marked ? mark(context, plan, match, columns) : plan);
  const beyond = [...places.values()].filter(({ path }) => path.length > 0);
  // What lies behind a match that is read at a day is as of that day; else as of its reader's moment,
  // which stands beside it only after the join (S19).
  if (match.to.day === undefined && beyond.some(({ entity }) => entity.validity !== undefined)) {
    const behind = (plan: Plan): Plan =>
      joinPlaces(context, plan, places, root, columns, wanted, true);
    return { plan: shown(base.plan), keys, behind };
  }
  const { clock: _, ...undated } = wanted;
  const read = match.to.day === undefined ? wanted : { ...undated, reach };
  const plan = joinPlaces(context, base.plan, places, root, columns, { ...read, at: match.at });
  return { plan: shown(plan), keys };
}

/** Adds a column that is never null, so that after the join its null says: no partner. */
function mark(
  context: Context,
  plan: Plan,
  match: BoundMatch,
  columns: Map<string, PlanExpr>,
): Plan {
  const boolean = { kind: 'boolean' } as const;
  const marker = context.column(`${match.as}_found`, boolean);
  columns.set(`found ${match.as}`, {
    kind: 'is-null',
    not: true,
    operand: columnOf(marker),
    type: boolean,
  });
  return project(
    plan,
    [
      ...unchanged(plan.columns),
      { column: marker, is: { kind: 'literal', type: boolean, value: 'true' } },
    ],
    match.at,
  );
}
