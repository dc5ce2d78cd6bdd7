import { at, type JsonPointer } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { reference } from '../../expr/build.js';
import type { BoundKey, BoundOutput, BoundStage } from '../bound.js';
import { bindSource } from '../expression.js';
import { labelOf, measureLabel } from '../label.js';
import type { MeasureWithLeaves } from '../measure.js';
import type { Earlier, Population } from './from.js';
import type { Source } from './source.js';
import type { StageFrame } from './stage-frame.js';

/** A value of each row of a stage without `by`. */
export type RowColumn = BoundStage['columns'][number] & {
  readonly label: { readonly label?: string };
};

/** What windows, `compute` and `show` start from: keys, values of rows, measures, with their names for people. */
export function outputsOf(
  frame: StageFrame,
  keys: readonly BoundKey[],
  columns: readonly RowColumn[],
  measures: readonly MeasureWithLeaves[],
): readonly BoundOutput[] {
  const { context, stage } = frame;
  const hasLeaves = measures.some((m) => m.leaves.length > 0);
  return [
    ...keys.map((k, i) => ({
      name: k.as,
      type: k.type,
      ...keyLabel(frame, hasLeaves, i),
      at: k.at,
    })),
    ...columns.map((c) => ({ name: c.as, type: c.type, ...c.label, at: c.at })),
    ...measures.map(({ measure }, i) => ({
      name: measure.as,
      type: measure.type,
      ...labelled(measureLabel(context.ontology, (stage.measures ?? [])[i]!)),
      at: measure.at,
    })),
  ];
}

/** The values of each row of a stage without `by`: those of the stage it reads, then its own (same name: replaced). */
export function columnsOfRows(
  stage: Stage,
  path: JsonPointer,
  rows: Source,
  population: Population,
  earlier: Earlier,
): readonly RowColumn[] {
  if (stage.by !== undefined) return [];
  const own = (stage.columns ?? []).map((column, i): RowColumn => {
    const pointer = at(path, 'columns', i);
    const is = bindSource(rows, column.is, at(pointer, 'is'));
    const label = labelled(labelOf(rows, column.is));
    return { as: column.as, is, type: is.type, label, at: pointer };
  });
  const read = passedOn(population, earlier).map((column): RowColumn => ({
    as: column.name,
    is: reference({ kind: 'column', column: column.name }, column.type),
    type: column.type,
    label: labelled(column.label),
    at: path,
  }));
  const replaced = read.map((c) => own.find((o) => o.as === c.as) ?? c);
  return [...replaced, ...own.filter((o) => !read.some((c) => c.as === o.as))];
}

/** What rows bring along: all columns of a stage or union; of `self` those that are not partitions, which each run writes anew. */
function passedOn({ from, root }: Population, earlier: Earlier): readonly BoundOutput[] {
  if (root.kind !== 'columns') return [];
  return from.kind === 'self' ? (earlier.self?.own ?? []) : [...root.columns.byName.values()];
}

function keyLabel(
  frame: StageFrame,
  hasLeaves: boolean,
  index: number,
): { readonly label?: string } {
  const text = frame.stage.by?.[index]?.is;
  if (text === undefined) return {};
  if (frame.rows !== undefined) return labelled(labelOf(frame.rows, text));
  const named = /^[^.]+/.exec(text)?.[0] ?? '';
  const entity = hasLeaves ? frame.context.ontology.entities.get(named) : undefined;
  if (entity === undefined) return {};
  const root = { kind: 'entity' as const, entity, bare: false };
  return labelled(labelOf({ context: frame.context, root, matches: new Map(), via: [] }, text));
}

function labelled(label: string | undefined): { readonly label?: string } {
  return label === undefined ? {} : { label };
}
