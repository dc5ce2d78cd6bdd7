import { reference } from '../expr/build.js';
import { types, type Type } from '../expr/type.js';
import { references, withoutSpans } from '../expr/visit.js';
import { indexOf } from '../ontology/index-of.js';
import type { Entity, Ontology, Written } from '../ontology/model.js';
import { zoneOf } from '../ontology/zone-of.js';
import type { BoundSummary } from './bound-summary.js';
import type { BoundDocument, BoundStage, SourceExpr } from './bound.js';
import { newFindings, type Context } from './context.js';
import { bindWritten } from './expression.js';
import { policyContext } from './policies.js';
import { entitySource, type Source } from './stage/source.js';

/** The tables that hold aggregates of the rows that some stages count, by the name of whose rows these are. */
export function summariesFor(
  ontology: Ontology,
  stages: readonly BoundStage[],
  timezone?: string,
): BoundDocument['summaries'] {
  const { summarising } = indexOf(ontology);
  const counted = stages
    .flatMap((stage) => stage.leaves)
    .flatMap(({ source }) => (source.kind === 'entity' ? [source.entity.name] : []));
  const names = [...new Set(counted)].filter((name) => summarising.has(name));
  return new Map(
    names.map((name) => [
      name,
      summariesOf(ontology, name).filter((s) => !isElsewhere(ontology, s, timezone)),
    ]),
  );
}

/** Whether it was added up by moments of another clock than the document's: then its days are other days (S11). */
function isElsewhere(
  ontology: Ontology,
  { entity, keys, values, time }: BoundSummary,
  timezone: string | undefined,
): boolean {
  if (timezone === undefined) return false;
  const base = entity.summary && ontology.entities.get(entity.summary.of);
  const exprs = [
    ...keys.map((key) => key.is),
    ...values.flatMap(({ of, where }) => [...where, ...(of === undefined ? [] : [of])]),
    ...(time === undefined ? [] : [time.clock]),
  ];
  return exprs
    .flatMap((expr) => references(expr))
    .some(({ to }) => {
      if (to.kind !== 'attribute' || to.attribute.type.kind !== 'timestamp') return false;
      const owner = to.path.at(-1)?.to ?? base;
      const zone = owner && zoneOf(owner, to.attribute, ontology.timezone);
      return zone !== undefined && zone !== timezone;
    });
}

const bound = new WeakMap<Ontology, Map<string, readonly BoundSummary[]>>();

/** Once for an ontology, which never changes; what cannot be bound is reported by `checkOntology` and not read. */
function summariesOf(ontology: Ontology, name: string): readonly BoundSummary[] {
  const known = bound.get(ontology) ?? new Map<string, readonly BoundSummary[]>();
  bound.set(ontology, known);
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = (indexOf(ontology).summarising.get(name) ?? []).flatMap((summary) => {
    const findings = newFindings();
    const entity = ontology.entities.get(summary);
    const one = entity && bindSummary(policyContext(ontology, findings.report), entity);
    return one !== undefined && findings.all().length === 0 ? [one] : [];
  });
  known.set(name, made);
  return made;
}

/** What an entity says that its rows add up; undefined where it says nothing. Reports what cannot be bound. */
export function bindSummary(context: Context, entity: Entity): BoundSummary | undefined {
  const { summary, time } = entity;
  const { ontology } = context;
  const of = summary && ontology.entities.get(summary.of);
  if (summary === undefined || of === undefined) return undefined;
  const source = entitySource(context, of);
  const attributeOf = (name: string) => entity.attributes.get(name);
  const keys = [...summary.keys].flatMap(([name, path]) => {
    const as = attributeOf(name);
    return as === undefined ? [] : [{ as, is: said(source, path) }];
  });
  const values = [...summary.metrics].flatMap(([name, held]) => {
    const as = attributeOf(name);
    const metric = ontology.metrics.get(held);
    if (as === undefined || metric?.type !== 'aggregate') return [];
    // What says more than a value and conditions adds up in no way that is known here.
    const { agg, with: second, p, snapshot, time: clock, fill } = metric;
    if ([second, p, snapshot, clock].some((part) => part !== undefined)) return [];
    const value = metric.of && said(source, metric.of);
    const where = metric.where.map((w) => said(source, w, types.boolean));
    return [{ as, agg, where, filled: fill !== undefined, ...(value && { of: value }) }];
  });
  const as = time === undefined ? undefined : attributeOf(time);
  const clock = of.time === undefined ? undefined : of.attributes.get(of.time);
  const { grain } = summary;
  if (grain !== undefined && (as === undefined || clock === undefined)) return undefined;
  return {
    entity,
    keys,
    values,
    ...(grain !== undefined && {
      time: { clock: withoutSpans(context.expand(of, clock!)), grain, as: as! },
    }),
  };
}

function said(source: Source, written: Written, expected: Type = types.unknown): SourceExpr {
  return withoutSpans(bindWritten(source, written, expected));
}

/** A column of a summary, as an expression over its rows. */
export function columnOfSummary(attribute: BoundSummary['keys'][number]['as']): SourceExpr {
  return reference({ kind: 'attribute', path: [], attribute }, attribute.type);
}
