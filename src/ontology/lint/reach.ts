import type { Diagnostic } from '../../base/diagnostic.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource } from './lint.js';
import type { Ontology } from '../model.js';

/**
 * Entities that nothing reaches, in an ontology whose others are related: no relationship leads from or to
 * them, and no metric, calendar, summary or term is about them. Mostly a relationship was forgotten.
 */
export function lintReach({
  entities,
  metrics,
  calendars,
  terms,
}: Ontology): readonly Diagnostic[] {
  const reached = new Set<string>();
  for (const { name, relationships, summary } of entities.values()) {
    if (summary !== undefined) reached.add(name);
    for (const { to, through } of relationships.values())
      for (const end of [name, to, through ?? name]) reached.add(end);
  }
  if (reached.size === 0) return [];
  for (const metric of metrics.values()) {
    if (metric.type === 'aggregate') reached.add(metric.entity);
    if (metric.type === 'conversion') for (const step of metric.steps) reached.add(step.entity);
  }
  for (const calendar of calendars.values()) reached.add(calendar.entity);
  for (const term of terms.values()) for (const name of term.means) reached.add(name);
  return [...entities.values()]
    .filter(({ name }) => !reached.has(name))
    .map(({ name, source }) =>
      ontologyDiagnostic(
        'unreached-entity',
        source.path === '' ? '/entity' : source.path,
        { name },
        inSource(source),
      ),
    );
}
