import { hasErrors, type Checked } from '../base/diagnostic.js';
import { check, compileTo } from '../compile.js';
import { formatDocument } from '../dsl/canonical.js';
import type { Document, Measure, Stage } from '../dsl/document.js';
import { loadOntology } from '../ontology/load.js';
import type { Metric, Ontology } from '../ontology/model.js';
import type { Dialect } from '../sql/dialect.js';
import { writtenForm } from '../gates/written-form.js';

/** A measure that a document defines itself, and where it stands. */
export interface LocalMetric {
  readonly stage: number;
  readonly measure: number;
  readonly entity: string;
  readonly definition: Measure;
}

/** Aggregates over an entity that a document makes itself. */
export function localMetrics({ stages }: Document, ontology: Ontology): readonly LocalMetric[] {
  return stages.flatMap((stage, s) =>
    (stage.measures ?? []).flatMap((measure, m): readonly LocalMetric[] => {
      const entity = entityOf(stage, measure);
      if (measure.agg === undefined || entity === undefined) return [];
      if (!ontology.entities.has(entity) || stages.some((other) => other.name === entity))
        return [];
      return [{ stage: s, measure: m, entity, definition: measure }];
    }),
  );
}

function entityOf({ from }: Stage, { entity }: Measure): string | undefined {
  return entity ?? from;
}

/** The ontology's definition of a local metric, as YAML: what it counts, where, by which clock. */
export function definitionText(
  { entity, definition }: LocalMetric,
  name: string,
  label: string | undefined,
): string {
  const { agg, of, with: other, p, clock, fill } = definition;
  const where = ownConditions(definition);
  const lines: readonly (readonly [string, unknown])[] = [
    ['metric', name],
    ['label', label],
    ['type', 'aggregate'],
    ['entity', entity],
    ['agg', agg],
    ['of', of],
    ['with', other],
    ['p', p],
    ['where', where.length === 0 ? undefined : where],
    ['time', clock],
    ['fill', fill],
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${scalar(value)}\n`)
    .join('');
}

/** Conditions that mean the same wherever they stand: none on the row that it is computed for, or on parameters. */
function ownConditions({ where = [] }: Measure): readonly string[] {
  return where.filter((text) => !/\brow\.|\$/.test(text));
}

function scalar(value: unknown): string {
  return typeof value === 'string' &&
    /^[a-z_]+$/.test(value) &&
    !/^(?:null|true|false)$/.test(value)
    ? value
    : JSON.stringify(value);
}

/** The document with the measure read from the ontology; what belongs to the document alone stays. */
export function reading(document: Document, local: LocalMetric, name: string): Document {
  const { as, on, via, time, shift, where = [] } = local.definition;
  const kept = where.filter((text) => !ownConditions(local.definition).includes(text));
  const measure: Measure = {
    as,
    metric: name,
    ...(on !== undefined && { on }),
    ...(via !== undefined && { via }),
    ...(kept.length > 0 && { where: kept }),
    ...(time !== undefined && { time }),
    ...(shift !== undefined && { shift }),
  };
  const stages = document.stages.map((stage, s) =>
    s === local.stage
      ? { ...stage, measures: stage.measures!.map((m, i) => (i === local.measure ? measure : m)) }
      : stage,
  );
  return { ...document, stages };
}

/** A metric of the ontology that is defined as another would be; undefined where there is none. */
export function sameMetric(metric: Metric, ontology: Ontology): Metric | undefined {
  const form = computed(metric);
  return [...ontology.metrics.values()].find((m) => m.name !== metric.name && computed(m) === form);
}

/** What a metric computes, without how its values are shown, bounded or kept secret. */
function computed(metric: Metric): string {
  const { unit: _u, range: _r, sensitive: _s, ...rest } = metric;
  return JSON.stringify(writtenForm(rest));
}

/** The ontology of some texts; absent after an error. */
export function ontologyOf(texts: ReadonlyMap<string, string>): Checked<Ontology> {
  return loadOntology([...texts].map(([file, text]) => ({ file, text })));
}

/** Whether two documents over two ontologies have the same SQL, however its lines are broken. */
export function computesTheSame(
  before: readonly [Document, Ontology],
  after: readonly [Document, Ontology],
  dialect: Dialect,
): boolean {
  const [one, other] = [before, after].map(([document, ontology]) => {
    const [checked, found] = check(formatDocument(document), ontology);
    if (checked === undefined || hasErrors(found)) return undefined;
    return compileTo(checked, ontology, dialect)[0]?.sql.text.replaceAll(/\s+/g, ' ');
  });
  return one !== undefined && one === other;
}
