import { unreachable } from '../../base/unreachable.js';
import { expressionsOf } from '../expressions.js';
import { aggregate, project, read, union, windowed } from '../nodes.js';
import type { Plan, PlannedDocument, PlannedStage } from '../plan.js';
import { columnsIn } from './columns-read.js';
import { withInputs, withPlan } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Columns that nobody reads are not computed: those of stages, of aggregates and windows, and with them
 * look-ups of at most one partner that keep every row.
 */
export const pruneColumns: Rewrite = { name: 'prune-columns', rewrite };

function rewrite(document: PlannedDocument): PlannedDocument {
  // Names that later stages read of each stage.
  const wanted = new Map<string, Set<string>>();
  const last = document.stages.length - 1;
  const stages = document.stages.toReversed().map((stage, i): PlannedStage => {
    const names = wanted.get(stage.name);
    // The result shows all of its columns, and who reads nothing of a stage still counts its rows.
    if (i === 0) return withPlan(stage, pruned(stage.plan, idsOf(stage), wanted));
    const kept = stage.columns.filter((c) => names?.has(c.name) === true);
    const columns = kept.length > 0 ? kept : stage.columns.slice(0, 1);
    const left = new Set(columns.map((c) => c.name));
    const key = stage.key?.every((name) => left.has(name)) === true ? stage.key : undefined;
    const plan = pruned(stage.plan, idsOf({ columns }), wanted);
    return { ...stage, columns, key, plan };
  });
  if (stages.length !== last + 1) throw new Error('a stage was lost');
  return { ...document, stages: stages.toReversed() };
}

function idsOf({ columns }: Pick<PlannedStage, 'columns'>): ReadonlySet<number> {
  return new Set(columns.map((c) => c.id));
}

/** The plan with at least the needed columns; what it reads of stages is added to `wanted`. */
function pruned(plan: Plan, needed: ReadonlySet<number>, wanted: Map<string, Set<string>>): Plan {
  const down = (input: Plan, more: readonly number[]): Plan =>
    pruned(input, new Set([...needed, ...more]), wanted);
  const own = (): readonly number[] => columnsIn(expressionsOf(plan));
  switch (plan.kind) {
    case 'scan':
      return plan;
    case 'read': {
      const columns = plan.columns.flatMap((column, i) =>
        needed.has(column.id) ? [{ column, name: plan.names[i]! }] : [],
      );
      const names = wanted.get(plan.stage) ?? new Set();
      for (const { name } of columns) names.add(name);
      wanted.set(plan.stage, names);
      if (columns.length === plan.columns.length) return plan;
      const known = new Set(columns.map(({ column }) => column.id));
      const key = plan.key?.every((id) => known.has(id)) === true ? plan.key : undefined;
      return read(plan.id, plan.stage, columns, key, plan.at);
    }
    case 'series':
      return plan.over === undefined ? plan : withInputs(plan, [down(plan.over, own())]);
    case 'filter':
    case 'sorted':
      return withInputs(plan, [down(plan.input, own())]);
    case 'project': {
      const made = plan.made.filter((m) => needed.has(m.column.id));
      const reads = new Set(columnsIn(made.map((m) => m.is)));
      return project(pruned(plan.input, reads, wanted), made, plan.at);
    }
    case 'join': {
      const right = new Set(plan.right.columns.map((c) => c.id));
      const looked = plan.type === 'left' && plan.single;
      if (looked && ![...needed].some((id) => right.has(id))) return down(plan.left, []);
      return withInputs(plan, [down(plan.left, own()), down(plan.right, own())]);
    }
    case 'semi':
      return withInputs(plan, [down(plan.left, own()), pruned(plan.right, new Set(own()), wanted)]);
    case 'aggregate': {
      const used = plan.aggregates.filter((a) => needed.has(a.column.id));
      // Without keys, an aggregate is what makes it one row.
      const kept = used.length === 0 && plan.keys.length === 0 ? plan.aggregates.slice(0, 1) : used;
      const left = aggregate(plan.input, plan.keys, kept, undefined, plan.at);
      const reads = new Set(columnsIn(expressionsOf(left)));
      return withInputs(left, [pruned(plan.input, reads, wanted)]);
    }
    case 'windowed': {
      const windows = plan.windows.filter((w) => needed.has(w.column.id));
      if (windows.length === 0) return down(plan.input, []);
      const left = windowed(plan.input, windows, plan.at);
      return withInputs(left, [down(plan.input, columnsIn(expressionsOf(left)))]);
    }
    case 'union': {
      const used = plan.columns.flatMap((c, i) => (needed.has(c.id) ? [i] : []));
      const places = used.length > 0 ? used : [0];
      const sources = plan.sources.map((of) => places.map((i) => of[i]!));
      const inputs = plan.inputs.map((input, i) =>
        pruned(input, new Set(sources[i]!.map((c) => c.id)), wanted),
      );
      const columns = places.map((i) => plan.columns[i]!);
      return union([...plan.repeated.keys()][0]!, columns, inputs, sources, plan.at);
    }
    default:
      return unreachable(plan);
  }
}
