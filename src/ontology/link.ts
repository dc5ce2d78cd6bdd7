import { hasErrors, type Checked, type Diagnostic } from '../base/diagnostic.js';
import { distinct } from '../base/distinct.js';
import { withViews } from './view-text.js';
import { lintCycles } from './lint/cycles.js';
import { lintEntity } from './lint/entity.js';
import { lintMetric } from './lint/metric.js';
import { lintCalendar, lintPeriod, lintPolicy, lintTerm } from './lint/others.js';
import { lintReach } from './lint/reach.js';
import { lintSame } from './lint/same.js';
import { lintSides } from './lint/sides.js';
import { lintWords } from './lint/words.js';
import { byName, compare, merged, type Part } from './merge.js';
import type { Entity, Ontology, Relationship } from './model.js';

/**
 * One ontology of the definitions of several files, every name in them looked up (levels L2 and L3). The
 * order of the parts never matters. The ontology is absent after an error.
 */
export function linkOntology(parts: readonly Part[]): Checked<Ontology> {
  const [part, duplicates] = merged(parts);
  const [ontology, missing] = withViews(inKeyOrder(byName(part)), part.documents);
  const found = inTextOrder([...duplicates, ...missing, ...lint(ontology)]);
  return [hasErrors(found) ? undefined : ontology, found];
}

/** Diagnostics by file, document and pointer: as the texts run, whatever was checked first. */
export function inTextOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.document ?? 0) - (b.document ?? 0) ||
      compare(a.path, b.path) ||
      (a.offset ?? 0) - (b.offset ?? 0),
  );
}

function lint(ontology: Ontology): readonly Diagnostic[] {
  const { entities, metrics, periods, calendars, terms, policies } = ontology;
  const found = [
    ...[...entities.values()].flatMap((entity) => lintEntity(ontology, entity)),
    ...lintSides(ontology),
    ...[...metrics.values()].flatMap((metric) => lintMetric(ontology, metric)),
    ...[...periods.values()].flatMap((period) => lintPeriod(ontology, period)),
    ...[...calendars.values()].flatMap((calendar) => lintCalendar(ontology, calendar)),
    ...[...terms.values()].flatMap((term) => lintTerm(ontology, term)),
    ...[...policies.values()].flatMap((policy) => lintPolicy(ontology, policy)),
    ...lintCycles(ontology),
    ...lintSame(ontology),
  ];
  // What a name means is not known while it is that of no entity.
  const unknown = found.some(
    (d) => d.code === 'ontology/unknown-name' && d.params['kind'] === 'entity',
  );
  return distinct([...found, ...(unknown ? [] : [...lintWords(ontology), ...lintReach(ontology)])]);
}

/** Join columns in the order of the key they look up, so that joins print alike however they were written. */
function inKeyOrder(ontology: Ontology): Ontology {
  const entities = [...ontology.entities].map(([name, entity]): [string, Entity] => {
    const relationships = [...entity.relationships].map(
      ([role, relationship]): [string, Relationship] => {
        const key = ontology.entities.get(relationship.to)?.key ?? [];
        const rank = (to: string): number => (key.includes(to) ? key.indexOf(to) : key.length);
        const on = relationship.on.toSorted((a, b) => rank(a.to) - rank(b.to));
        return [role, { ...relationship, on }];
      },
    );
    return [name, { ...entity, relationships: new Map(relationships) }];
  });
  return { ...ontology, entities: new Map(entities) };
}
