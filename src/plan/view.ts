import { inFile, type JsonPointer } from '../base/diagnostic.js';
import type { BoundFrom, BoundMatch, BoundStage } from '../bind/bound.js';
import type { BoundView } from '../bind/bound-view.js';
import { cast } from '../expr/build.js';
import { sameType } from '../expr/type.js';
import { attributeKey, placeName } from './column-keys.js';
import type { Context } from './context.js';
import { planDiagnostic } from './diagnostics.js';
import { columnOf, project } from './nodes.js';
import type { Place } from './place.js';
import type { Made, Plan, PlanExpr, PlannedStage } from './plan.js';
import { refusals } from './refuse.js';
import { readStage } from './relation.js';
import { mapPlan } from './rewrites/rebuild.js';
import { inDocumentZone } from './time/zones.js';

/**
 * The rows of one place whose entity is the result of a document; `columns` says which value an attribute
 * has. Undefined where it is refused: on a path of a policy, which sees rows as they are, while those of a
 * view are as the policies of what it reads leave them.
 */
export function viewRows(
  context: Context,
  place: Place,
  root: string,
  columns: Map<string, PlanExpr>,
  at: JsonPointer,
): { readonly plan: Plan; readonly relation: number } | undefined {
  const { entity, path, attributes } = place;
  const view = context.views.get(entity.name);
  const belowPolicy = context.zones === undefined && path.length > 0;
  if (view === undefined || belowPolicy) {
    context.report(planDiagnostic('entity-of-document', at, { entity: entity.name }));
    return undefined;
  }
  const read = readStage(context, stageOf(context, view, at), at);
  const own = [...attributes.values()];
  const made = own.flatMap((attribute): Made[] => {
    const { name, column: result, type } = attribute;
    if (result === undefined) return [];
    const from = read.plan.columns.find((c) => c.name === result)!;
    const column = context.column(name, type);
    columns.set(attributeKey(placeName(root, path), name), columnOf(column));
    return [
      { column, is: sameType(from.type, type) ? columnOf(from) : cast(columnOf(from), type) },
    ];
  });
  const plan = inDocumentZone(context, place, root, own, project(read.plan, made, at), columns, at);
  return { plan, relation: read.relation };
}

/**
 * The stage with a view's rows, planned once below all that reads them: with its own policies and zone,
 * and nothing of its reader, so the rows are the same for whoever asks.
 */
function stageOf(context: Context, view: BoundView, at: JsonPointer): string {
  const { entity, document, file } = view;
  const known = context.viewed.get(entity.name);
  if (known !== undefined) return known;
  const { calendars, links, policies, timezone, projectTimezone, views } = document;
  const inner: Context = {
    ...context,
    asOf: undefined,
    target: undefined,
    calendars,
    links,
    policies,
    views,
    units: new Map(),
    moments: new Map(),
    zones: { document: timezone, project: projectTimezone, seen: new Set() },
    add: (stage) => context.add.call(inner, seenFrom(stage, entity.name, at)),
    report: (found) => {
      // Versions and snapshots without a day would be those of the reader's.
      const reason =
        found.code === 'plan/no-day'
          ? planDiagnostic('entity-of-document', found.path, { entity: entity.name })
          : found;
      for (const diagnostic of inFile([reason], file)) context.report(diagnostic);
    },
  };
  const stages = renamed(document.stages, (name) => context.partName(entity.name, name));
  for (const refused of document.stages.flatMap(refusals)) inner.report(refused);
  for (const stage of stages) inner.planStage(inner, stage);
  const { name } = stages.at(-1)!;
  context.viewed.set(entity.name, name);
  return name;
}

/** Stages under names that no stage of a reader has, also where they read each other. */
function renamed(
  stages: readonly BoundStage[],
  nameOf: (name: string) => string,
): readonly BoundStage[] {
  const made = new Map<string, BoundStage>();
  const later = (stage: BoundStage): BoundStage => made.get(stage.name)!;
  for (const stage of stages) {
    const { from } = stage;
    made.set(stage.name, {
      ...stage,
      name: nameOf(stage.name),
      matches: stage.matches.map((m) => ({ ...m, to: matchOf(m.to, later) })),
      ...(from !== undefined && { from: sourceOf(from, later) }),
    });
  }
  return [...made.values()];
}

function matchOf(to: BoundMatch['to'], later: (stage: BoundStage) => BoundStage): BoundMatch['to'] {
  return to.kind === 'stage' ? { ...to, stage: later(to.stage) } : to;
}

function sourceOf(from: BoundFrom, later: (stage: BoundStage) => BoundStage): BoundFrom {
  if (from.kind === 'stage') return { ...from, stage: later(from.stage) };
  return from.kind === 'union' ? { ...from, stages: from.stages.map(later) } : from;
}

/**
 * A stage of a view as part of the reader's document: everything in it is there for one place of that. What
 * another view below makes stays that one's.
 */
function seenFrom(stage: PlannedStage, of: string, at: JsonPointer): PlannedStage {
  const plan = mapPlan(stage.plan, (node): Plan => {
    if (node.kind === 'aggregate')
      return { ...node, at, aggregates: node.aggregates.map((a) => ({ ...a, at })) };
    if (node.kind === 'windowed')
      return { ...node, at, windows: node.windows.map((w) => ({ ...w, at })) };
    return { ...node, at };
  });
  const entity = stage.entity ?? of;
  return { ...stage, stage: entity, entity, plan, at };
}
