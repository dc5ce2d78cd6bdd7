import type { JsonPointer } from '../../base/diagnostic.js';
import type { BoundLeaf, BoundStage } from '../../bind/bound.js';
import type { CheckedDocument } from '../../compile.js';
import type { Document, Measure, Stage, Time } from '../../dsl/document.js';
import type { Ontology } from '../../ontology/model.js';
import { asQuestion } from './as-question.js';

/** What holds of any rows, by what the ontology says (design section 5). */
export type InvariantKind =
  | 'grain-is-unique'
  | 'parts-sum-to-total'
  | 'filter-never-adds'
  | 'one-day-is-the-day'
  | 'unrelated-changes-nothing'
  | 'week-covers-day';

/** Two questions whose answers are related, and how. The measure is called `value`; the rest are keys. */
export interface Invariant {
  readonly kind: InvariantKind;
  readonly measure: string;
  /** The measure, or the stage, in the document. */
  readonly at: JsonPointer;
  readonly left: Document;
  /** Absent where one answer is looked at alone. */
  readonly right?: Document;
  /** Numbers of left, compared by key with those of right. */
  readonly relation: 'unique' | 'sum-equals' | 'equal' | 'at-most' | 'at-least';
}

/**
 * The invariants that follow for a document from its ontology, without anybody writing them. Only of
 * measures that come down to one sum or count over rows of an entity, in stages whose groups are plain
 * values; documents that read their own table have none. `day` is the as-of day.
 */
export function invariantsOf(
  { document, bound }: CheckedDocument,
  ontology: Ontology,
  day: string,
): readonly Invariant[] {
  const question = asQuestion(document, day);
  if (question === undefined) return [];
  return question.stages.flatMap((stage, i) => {
    const own = bound.stages[i];
    if (own === undefined || stage.by === undefined || stage.by.some((k) => k.grain !== undefined))
      return [];
    if (own.from !== undefined && own.from.kind !== 'entity') return [];
    return (stage.measures ?? []).flatMap((measure, j) => {
      const leaf = addedUp(own, measure.as);
      if (leaf === undefined) return [];
      const path: JsonPointer = `/stages/${i}/measures/${j}`;
      const ask = (by: Stage['by'], m: Measure, more: readonly Measure[] = []): Document =>
        alone(question, i, stage, by, m, more);
      return invariantsAt({ stage, measure, leaf, path, ask, ontology, day });
    });
  });
}

/** A measure of a stage, and how it is asked about alone. */
interface Place {
  readonly stage: Stage;
  readonly measure: Measure;
  readonly leaf: BoundLeaf;
  readonly path: JsonPointer;
  readonly ask: (by: Stage['by'], measure: Measure, more?: readonly Measure[]) => Document;
  readonly ontology: Ontology;
  readonly day: string;
}

function invariantsAt(place: Place): readonly Invariant[] {
  const { stage, measure, ask } = place;
  const plain = ask(stage.by, measure);
  return [
    invariant(place, 'grain-is-unique', 'unique', plain),
    ...totalAt(place, plain),
    ...narrowedAt(place, plain),
    ...besideAnother(place, plain),
    ...overDays(place),
  ];
}

function invariant(
  { measure, path }: Place,
  kind: InvariantKind,
  relation: Invariant['relation'],
  left: Document,
  right?: Document,
): Invariant {
  const questions = { left, ...(right !== undefined && { right }) };
  return { kind, measure: measure.as, at: path, relation, ...questions };
}

function totalAt(place: Place, plain: Document): readonly Invariant[] {
  const { stage, measure, ask } = place;
  if ((stage.by ?? []).length === 0) return [];
  return [invariant(place, 'parts-sum-to-total', 'sum-equals', plain, ask([], measure))];
}

function narrowedAt(place: Place, plain: Document): readonly Invariant[] {
  const { stage, measure, leaf, ask } = place;
  const condition = conditionOf(leaf);
  if (!neverShrinks(place) || condition === undefined) return [];
  const narrower = ask(stage.by, { ...measure, where: [...(measure.where ?? []), condition] });
  return [invariant(place, 'filter-never-adds', 'at-most', narrower, plain)];
}

function besideAnother(place: Place, plain: Document): readonly Invariant[] {
  const { stage, measure, leaf, ask, ontology } = place;
  const metric = unrelated(leaf, ontology);
  if (metric === undefined) return [];
  const both = ask(stage.by, measure, [{ as: 'other', metric }]);
  return [invariant(place, 'unrelated-changes-nothing', 'equal', both, plain)];
}

function overDays(place: Place): readonly Invariant[] {
  const { stage, measure, leaf, ask, ontology, day } = place;
  const hasDays = leaf.clock !== undefined || hasClock(leaf);
  if (!hasDays || measure.shift !== undefined || !timeless(measure, ontology)) return [];
  const within = (time: Time): Document => ask(stage.by, { ...measure, time });
  const today = within({ from: `date '${day}'`, to: `date '${day}'` });
  const [one, week] = [within(rolling(1)), within(rolling(7))];
  return [
    invariant(place, 'one-day-is-the-day', 'equal', one, today),
    ...(neverShrinks(place) ? [invariant(place, 'week-covers-day', 'at-least', week, one)] : []),
  ];
}

/** Whether more rows never make the number less. */
function neverShrinks({ leaf, measure, ontology }: Place): boolean {
  return leaf.agg === 'count' || isNeverNegative(measure, ontology);
}

const rolling = (last: number): Time => ({ last, unit: 'day', mode: 'rolling' });

/** The one sum or count that a measure comes down to; undefined for anything that does not add up. */
function addedUp(stage: BoundStage, name: string): BoundLeaf | undefined {
  const measure = stage.measures.find((m) => m.as === name);
  if (measure?.is.kind !== 'reference' || measure.is.to.kind !== 'leaf') return undefined;
  const { leaf: called } = measure.is.to;
  const leaf = stage.leaves.find((l) => l.name === called);
  if (leaf === undefined || (leaf.agg !== 'sum' && leaf.agg !== 'count')) return undefined;
  return leaf.snapshot === undefined && leaf.trailing === undefined ? leaf : undefined;
}

/** A modifier of the entity that the measure counts rows of, the first by name. */
function conditionOf(leaf: BoundLeaf): string | undefined {
  if (leaf.source.kind !== 'entity') return undefined;
  const modifiers = [...leaf.source.entity.attributes.values()].filter(
    (a) => a.type.kind === 'boolean' && !a.sensitive,
  );
  return modifiers.map((a) => a.name).toSorted((a, b) => (a < b ? -1 : 1))[0];
}

/** A metric over another entity, the first by name: it shows beside the measure and must not touch it. */
function unrelated(leaf: BoundLeaf, { metrics }: Ontology): string | undefined {
  if (leaf.source.kind !== 'entity') return undefined;
  const own = leaf.source.entity.name;
  return [...metrics.values()].find((m) => m.type === 'aggregate' && m.entity !== own)?.name;
}

function hasClock({ source }: BoundLeaf): boolean {
  return source.kind === 'entity' && source.entity.time !== undefined;
}

/** Whether the measure's metric takes its time from the measure alone. */
function timeless({ metric }: Measure, { metrics }: Ontology): boolean {
  return metric === undefined || metrics.get(metric)?.type === 'aggregate';
}

function isNeverNegative({ metric }: Measure, { metrics }: Ontology): boolean {
  return metric !== undefined && (metrics.get(metric)?.range?.min ?? -1) >= 0;
}

/** One stage of a question with one measure, and what it reads: no windows, conditions on results, limits. */
function alone(
  question: Document,
  index: number,
  { name, from, union, at, match, time, where }: Stage,
  by: Stage['by'],
  measure: Measure,
  more: readonly Measure[],
): Document {
  const stage: Stage = {
    name,
    ...(from !== undefined && { from }),
    ...(union !== undefined && { union }),
    ...(at !== undefined && { at }),
    ...(match !== undefined && { match }),
    ...(time !== undefined && { time }),
    ...(where !== undefined && { where }),
    ...(by !== undefined && { by: by.map((key, i) => ({ ...key, as: `key_${i}` })) }),
    measures: [{ ...measure, as: 'value' }, ...more],
    show: [...(by ?? []).map((_, i) => `key_${i}`), 'value'],
  };
  return { ...question, stages: [...question.stages.slice(0, index), stage] };
}
