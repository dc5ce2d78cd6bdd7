import { printExpr } from '../../../expr/print.js';
import type { SemanticModel } from '../manifest.js';
import { resolve } from '../resolve.js';
import type { Element } from '../template.js';
import { add, conditionsOver, keysOver, refuse, type Builder, type Part } from './builder.js';
import type { Rows } from './rows.js';

/** The distinct values of dimensions, where one table has them all. */
export function distinctValues(builder: Builder): Part | undefined {
  const { query } = builder;
  if (query.groupBy.some(({ path }) => path.length === 0))
    return refuse(builder, 'metric_time or an entity alone without a metric');
  if (query.everyRow) return refuse(builder, 'values that are not made distinct');
  if (query.between !== undefined) return refuse(builder, 'a range of time without a metric');
  const owners = ownersOf(builder, query.groupBy);
  const model = owners[0];
  if (model === undefined || owners.length > 1)
    return refuse(builder, 'values of several tables without a metric');
  const rows: Rows = { model, matches: [], chains: [] };
  const keys = keysOver(builder, rows, query.groupBy);
  const where = conditionsOver(builder, rows, query.where);
  if (keys === undefined || where === undefined) return undefined;
  // Other tables would come in by a full outer join, which keeps their rows, too.
  if (rows.matches.some((m) => m.as === undefined) || readsOthers(builder, model))
    return refuse(builder, 'values under a condition on another table without a metric');
  const stage = add(builder, 'values', {
    from: model.name,
    ...(rows.matches.length > 0 && { match: rows.matches }),
    ...(where.length > 0 && { where }),
    by: keys.map(({ column, expr }) => ({ as: column, is: printExpr(expr) })),
  });
  const part = {
    stage,
    keys: keys.map(({ column, type }) => ({ column, type })),
    values: [],
  };
  return query.minMax ? extremes(builder, part) : part;
}

/** The one table that has each dimension, without a join; empty where there is none. */
function ownersOf({ library }: Builder, elements: readonly Element[]): readonly SemanticModel[] {
  return library.manifest.models.filter((model) =>
    elements.every((element) => {
      const [reading, ...others] = ownReadings(library.manifest, model, element);
      return reading !== undefined && others.length === 0;
    }),
  );
}

function ownReadings(
  manifest: Builder['library']['manifest'],
  model: SemanticModel,
  element: Element,
) {
  return resolve(manifest, model, element).filter(
    ({ hops, path }) => hops.length === 0 && path.length === element.path.length,
  );
}

function readsOthers({ query, library }: Builder, model: SemanticModel): boolean {
  const names = query.where.flatMap(({ text }) => [...text.matchAll(/'(\w+__\w+)'/g)]);
  return names.some(
    ([, name]) =>
      ownReadings(library.manifest, model, {
        path: name!.split('__').slice(0, -1),
        name: name!.split('__').at(-1)!,
      }).length === 0,
  );
}

function extremes(builder: Builder, { stage, keys }: Part): Part | undefined {
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) return refuse(builder, 'extremes of several columns');
  const names = [`${key.column}__min`, `${key.column}__max`];
  const made = add(builder, 'extremes', {
    from: stage,
    by: [],
    measures: [
      { as: names[0]!, agg: 'min', of: key.column },
      { as: names[1]!, agg: 'max', of: key.column },
    ],
  });
  return { stage: made, keys: [], values: names };
}
