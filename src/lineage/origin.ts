import { unreachable } from '../base/unreachable.js';
import { remember } from '../base/remember.js';
import type {
  BoundDocument,
  BoundLeaf,
  BoundStage,
  SourceExpr,
  SourceLeaf,
} from '../bind/bound.js';
import { references } from '../expr/visit.js';
import type { Attribute, Entity } from '../ontology/model.js';

/** A column of a table that a value is read from. */
export interface SourceColumn {
  readonly entity: Entity;
  readonly attribute: Attribute;
}

/** Where the values of an output column come from. */
export interface Origin {
  /** Every column that decides the value, conditions of measures included; each once, sorted by name. */
  readonly sources: readonly SourceColumn[];
  /** itself: one column's value, unchanged; computed: made from the row; aggregated: made from many rows. */
  readonly as: 'itself' | 'computed' | 'aggregated';
  /** Only with `itself`: the column. */
  readonly column?: SourceColumn;
  /** The metric it is the value of. */
  readonly metric?: string;
}

/** The documents behind entities, of the document that a stage is of. */
type Views = BoundDocument['views'];

/** The origin of a column that a stage makes, followed through earlier stages and views to tables. */
export function originOf(stage: BoundStage, column: string, views: Views): Origin {
  return known(stage, column, () => ofResult(stage, column, views));
}

const known = remember<Origin>();

function ofResult(stage: BoundStage, column: string, views: Views): Origin {
  const step = stage.steps.find((s) => s.as === column);
  if (step?.kind === 'compute') {
    const names = references(step.is).flatMap((r) => (r.to.kind === 'result' ? [r.to.column] : []));
    return together(names.filter((n) => n !== column).map((n) => originOf(stage, n, views)));
  }
  if (step?.kind === 'window') {
    const names = [...(step.of === undefined ? [] : [step.of]), ...step.per];
    const made = together(names.map((n) => originOf(stage, n, views)));
    return { ...made, as: 'aggregated' };
  }
  const measure = stage.measures.find((m) => m.as === column);
  if (measure !== undefined) {
    const used = new Set(
      references(measure.is).flatMap((r) => (r.to.kind === 'leaf' ? [r.to.leaf] : [])),
    );
    const leaves = stage.leaves.filter((l) => used.has(l.name));
    return {
      sources: distinct(leaves.flatMap((l) => sourcesOfLeaf(stage, l, views))),
      as: 'aggregated',
      ...(measure.metric !== undefined && { metric: measure.metric }),
    };
  }
  const position = stage.keys?.findIndex((k) => k.as === column) ?? -1;
  const key = stage.keys?.[position];
  if (key !== undefined) {
    const exprs = [key.is, ...stage.leaves.map((l) => l.keys[position])].filter(
      (e) => e !== undefined,
    );
    if (exprs.length > 0) return ofExpr(stage, rootOf(stage), exprs[0]!, stage.leaves[0], views);
    const clocks = stage.leaves.flatMap((l) => (l.clock === undefined ? [] : [{ l, e: l.clock }]));
    return together(clocks.map(({ l, e }) => ofExpr(stage, rootOf(stage), e, l, views)));
  }
  const made = stage.columns.find((c) => c.as === column);
  return made === undefined
    ? { sources: [], as: 'computed' }
    : ofExpr(stage, rootOf(stage), made.is, undefined, views);
}

function rootOf(stage: BoundStage): Entity | undefined {
  return stage.from?.kind === 'entity' ? stage.from.entity : undefined;
}

function sourcesOfLeaf(stage: BoundStage, leaf: BoundLeaf, views: Views): readonly SourceColumn[] {
  const root = leaf.source.kind === 'entity' ? leaf.source.entity : rootOf(stage);
  const exprs = [leaf.of, leaf.with, ...leaf.where, ...leaf.stageWhere].filter(
    (e) => e !== undefined,
  );
  return exprs.flatMap((e) => ofExpr(stage, root, e, undefined, views).sources);
}

/** The origin of an expression whose paths start at `root`, or at the entity of the leaf it belongs to. */
function ofExpr(
  stage: BoundStage,
  root: Entity | undefined,
  expr: SourceExpr,
  leaf: BoundLeaf | undefined,
  views: Views,
): Origin {
  const start = root ?? (leaf?.source.kind === 'entity' ? leaf.source.entity : undefined);
  const origins = references(expr).map((r) => ofLeaf(stage, start, r.to, views));
  const [only] = origins;
  if (expr.kind === 'reference' && only !== undefined) return only;
  return together(origins);
}

function ofLeaf(
  stage: BoundStage,
  root: Entity | undefined,
  leaf: SourceLeaf,
  views: Views,
): Origin {
  switch (leaf.kind) {
    case 'attribute':
      return itself(leaf.path.at(-1)?.to ?? root, leaf.attribute, views);
    case 'column':
      return ofColumn(stage, leaf.column, views);
    case 'match': {
      const match = stage.matches.find((m) => m.as === leaf.match);
      if (match?.to.kind === 'stage') return originOf(match.to.stage, leaf.column, views);
      return leaf.attribute === undefined
        ? nothing
        : itself(leaf.path.at(-1)?.to ?? match?.to.entity, leaf.attribute, views);
    }
    case 'row':
      return ofLeaf(stage, rootOf(stage), leaf.to, views);
    case 'converted':
      return together(
        leaf.conversion.steps.flatMap(({ entity, who, where, clock }) =>
          [...who, ...where, clock].map((e) => ofExpr(stage, entity, e, undefined, views)),
        ),
      );
    case 'found':
    case 'param':
      return nothing;
    default:
      return unreachable(leaf);
  }
}

const nothing: Origin = { sources: [], as: 'computed' };

/** A column of a table as it is; of a view, where its document takes it from. */
function itself(entity: Entity | undefined, attribute: Attribute, views: Views): Origin {
  if (entity === undefined) return nothing;
  const behind = views.get(entity.name)?.document;
  const result = behind?.stages.at(-1);
  if (behind !== undefined && result !== undefined && attribute.column !== undefined)
    return originOf(result, attribute.column, behind.views);
  const column: SourceColumn = { entity, attribute };
  return { sources: [column], as: 'itself', column };
}

/** A column of what `from` reads: of one stage, or of each of a union. */
function ofColumn(stage: BoundStage, column: string, views: Views): Origin {
  switch (stage.from?.kind) {
    case 'stage':
      return originOf(stage.from.stage, column, views);
    case 'union': {
      const origins = stage.from.stages.map((s) => originOf(s, column, views));
      return origins.length === 1 ? origins[0]! : together(origins);
    }
    case 'entity':
    case 'self':
    case undefined:
      return nothing;
    default:
      return unreachable(stage.from);
  }
}

function together(origins: readonly Origin[]): Origin {
  return {
    sources: distinct(origins.flatMap((o) => o.sources)),
    as: origins.some((o) => o.as === 'aggregated') ? 'aggregated' : 'computed',
  };
}

function distinct(columns: readonly SourceColumn[]): readonly SourceColumn[] {
  const byName = new Map(columns.map((c) => [`${c.entity.name}.${c.attribute.name}`, c]));
  return [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, c]) => c);
}
