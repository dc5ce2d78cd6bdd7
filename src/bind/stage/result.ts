import { at, type JsonPointer } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { types, type Type } from '../../expr/type.js';
import type { BoundCompute, BoundOutput, BoundStage, BoundWindow } from '../bound.js';
import { columnsOf } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindResult } from '../expression.js';
import { firstNames } from '../first-names.js';
import { orderSteps } from './order-steps.js';
import type { Columns } from './source.js';
import { bindNames, bindOrder, bindWindow, windowReads } from '../time/windows.js';

/** What a stage makes of its rows or groups: everything in the result scope (S2). */
export type BoundResult = Pick<BoundStage, 'steps' | 'keep' | 'order' | 'limit' | 'output'>;

/**
 * Binds windows, compute, keep, order, limit and show over the columns that the stage has made. `open`
 * says that some of those are not known, so that any name may be one of them.
 */
export function bindResultScope(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  made: readonly BoundOutput[],
  open: boolean,
): BoundResult {
  const { steps, outputs } = bindSteps(context, stage, path, made, open);
  const columns = columnsOf(stage.name, outputs, open);
  const keep = (stage.keep ?? []).map((text, i) =>
    bindResult(context, columns, text, at(path, 'keep', i), types.boolean),
  );
  const order = bindOrder(context, columns, stage.order, at(path, 'order'));
  const limit = stage.limit && {
    rows: stage.limit.rows,
    per: bindNames(context, columns, stage.limit.per, at(path, 'limit', 'per')),
    ties: stage.limit.ties ?? 'cut',
  };
  const show = stage.show && bindNames(context, columns, stage.show, at(path, 'show'));
  return {
    steps,
    keep,
    order,
    ...(limit !== undefined && { limit }),
    output:
      show === undefined
        ? outputs
        : show.map((name, i) => shown(outputs, name, at(path, 'show', i))),
  };
}

/** A column that is shown keeps where it was made; one of unknown columns has no type. */
function shown(outputs: readonly BoundOutput[], name: string, path: JsonPointer): BoundOutput {
  return outputs.find((o) => o.name === name) ?? { name, type: types.unknown, at: path };
}

interface Step {
  readonly as: string;
  readonly reads: ReadonlySet<string>;
  readonly bind: (columns: Columns) => BoundWindow | BoundCompute;
  readonly at: JsonPointer;
}

/** Steps in an order in which each comes after those it reads; the columns stay in the order written. */
function bindSteps(
  context: Context,
  stage: Stage,
  path: JsonPointer,
  made: readonly BoundOutput[],
  open: boolean,
): { readonly steps: BoundStage['steps']; readonly outputs: readonly BoundOutput[] } {
  const written = stepsOf(context, stage, path);
  const { ordered, cycle } = orderSteps(written);
  if (cycle !== undefined) {
    const first = written.find((s) => s.as === cycle[0]);
    context.report(bindDiagnostic('cycle', first?.at ?? path, { names: cycle }));
  }
  const typed = new Map<string, Type>();
  const outputs = (): readonly BoundOutput[] => [
    ...made,
    ...written.map((s) => ({ name: s.as, type: typed.get(s.as) ?? types.unknown, at: s.at })),
  ];
  const steps = ordered.map((step) => {
    const bound = step.bind(columnsOf(stage.name, outputs(), open));
    typed.set(step.as, bound.type);
    return bound;
  });
  return { steps, outputs: outputs() };
}

function stepsOf(context: Context, stage: Stage, path: JsonPointer): readonly Step[] {
  const windows = (stage.windows ?? []).map((window, i): Step => {
    const pointer = at(path, 'windows', i);
    return {
      as: window.as,
      reads: windowReads(window),
      bind: (columns) => bindWindow(context, columns, window, pointer),
      at: pointer,
    };
  });
  const computes = (stage.compute ?? []).map((compute, i): Step => {
    const pointer = at(path, 'compute', i);
    const { as } = compute;
    return {
      as,
      reads: firstNames(compute.is),
      bind: (columns) => {
        const is = bindResult(context, columns, compute.is, at(pointer, 'is'));
        return { kind: 'compute', as, is, type: is.type, at: pointer };
      },
      at: pointer,
    };
  });
  return [...windows, ...computes];
}
