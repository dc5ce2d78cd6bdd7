import { at, type JsonPointer } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { Stage } from '../../dsl/document.js';
import { types } from '../../expr/type.js';
import type { Entity } from '../../ontology/model.js';
import type { BoundFrom, BoundStage, ConstantExpr } from '../bound.js';
import { entityWords } from '../called.js';
import { unionColumns, unknownColumns } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindConstant } from '../expression.js';
import { namesAllowed, wholePlace } from '../place.js';
import type { Root } from './source.js';
import type { SelfTable, StageResult } from './stage-result.js';
import { isHole } from '../unknown.js';

/** Where a stage's rows come from, and where its names start. */
export interface Population {
  readonly from: BoundFrom;
  readonly root: Root;
}

/** What stages are bound against: those before, and the table written. */
export interface Earlier {
  readonly stages: ReadonlyMap<string, StageResult>;
  readonly self: SelfTable | undefined;
}

/** Looks up `from` or `union`; undefined without either, since then the measures have rows of their own (S4). */
export function bindFrom(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  earlier: Earlier,
): Population | undefined {
  if (stage.union !== undefined) return bindUnion(context, stage.union, stage.name, path, earlier);
  if (stage.from === undefined) return undefined;
  const pointer = at(path, 'from');
  if (isHole(stage.from)) return unknownPopulation(stage.from);
  if (stage.from === 'self') return bindSelf(context, stage, path, earlier.self);
  const { from: name } = stage;
  const read = earlier.stages.get(name);
  if (read !== undefined)
    return {
      from: { kind: 'stage', stage: read.bound },
      root: { kind: 'columns', columns: read.columns },
    };
  const entity = context.ontology.entities.get(name);
  if (entity === undefined) {
    const names = [...earlier.stages.keys(), ...context.ontology.entities.keys()];
    const words = entityWords(context.ontology);
    const details = namesAllowed(wholePlace(pointer, name), name, names, words);
    context.report(bindDiagnostic('unknown-source', pointer, { name }, details));
    return unknownPopulation(name);
  }
  const day = entityDay(context, stage, path, entity);
  return {
    from: { kind: 'entity', entity, ...(day !== undefined && { day }) },
    root: { kind: 'entity', entity, bare: true },
  };
}

/** The day of `at`, of type date. */
export function bindDay(
  context: Context,
  text: string | undefined,
  path: JsonPointer,
): ConstantExpr | undefined {
  return text === undefined ? undefined : bindConstant(context, text, path, types.date);
}

/**
 * Which day an entity is read at (S12): what is written; else, for a full snapshot or a validity range,
 * the as-of day.
 */
function entityDay(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  entity: Entity,
): ConstantExpr | undefined {
  if (stage.at !== undefined) return bindDay(context, stage.at, at(path, 'at'));
  const daily = entity.table.mode === 'full' || entity.validity !== undefined;
  return daily ? context.asOf : undefined;
}

function bindUnion(
  context: Context,
  names: readonly string[],
  name: string,
  path: JsonPointer,
  earlier: Earlier,
): Population {
  const parts = names.flatMap((part, i) => {
    const found = earlier.stages.get(part);
    if (found !== undefined || isHole(part)) return found === undefined ? [] : [found];
    const pointer = at(path, 'union', i);
    const details = namesAllowed(wholePlace(pointer, part), part, earlier.stages.keys());
    context.report(bindDiagnostic('unknown-source', pointer, { name: part }, details));
    return [];
  });
  const complete = parts.length === names.length;
  const columns = complete
    ? unionColumns(
        context,
        name,
        parts.map((p) => p.columns),
        at(path, 'union'),
      )
    : unknownColumns(name);
  return {
    from: { kind: 'union', stages: parts.map((p) => p.bound) },
    root: { kind: 'columns', columns },
  };
}

function bindSelf(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  self: SelfTable | undefined,
): Population {
  if (self === undefined) {
    context.report(bindDiagnostic('self-without-target', at(path, 'from'), {}));
    return unknownPopulation('self');
  }
  const pointer = stage.at === undefined ? path : at(path, 'at');
  const day = bindDay(context, stage.at, at(path, 'at'));
  if (!isHole(stage.at) && (day === undefined || !isBeforeRun(day))) {
    context.report(bindDiagnostic('self-at', pointer, {}, { allowed: ['$bizdate - 1'] }));
  }
  return {
    from: {
      kind: 'self',
      day: day ?? context.asOf!,
      columns: [...self.columns.byName.values()],
      key: self.key,
    },
    root: { kind: 'columns', columns: self.columns },
  };
}

/** Whether a day is plainly before $bizdate: so many days, or whole units, taken from it. */
function isBeforeRun(day: ConstantExpr): boolean {
  if (day.type.kind === 'unknown') return true;
  if (day.kind === 'binary' && day.operator === '-')
    return isBizdate(day.left) && (isPositive(day.right) || day.right.type.kind === 'interval');
  if (day.kind === 'call' && day.name === 'date_add')
    return day.args[1]?.kind === 'unary' && day.args[2] !== undefined && isBizdate(day.args[2]);
  return false;
}

function isBizdate(expr: ConstantExpr): boolean {
  return expr.kind === 'reference' && expr.to.name === 'bizdate';
}

function isPositive(expr: ConstantExpr): boolean {
  return expr.kind === 'literal' && expr.type.kind === 'bigint' && Number(expr.value) > 0;
}

/** Rows of what is not known, after an error or for a hole: any name is a column of unknown type. */
function unknownPopulation(name: string): Population {
  const nothing: BoundStage = {
    name: quoteName(name),
    matches: [],
    where: [],
    columns: [],
    leaves: [],
    measures: [],
    steps: [],
    keep: [],
    order: [],
    output: [],
    resultKey: undefined,
    key: undefined,
    at: '',
  };
  return {
    from: { kind: 'stage', stage: nothing },
    root: { kind: 'columns', columns: unknownColumns(name) },
  };
}
