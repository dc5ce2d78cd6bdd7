import type { Diagnostic } from '../../base/diagnostic.js';
import type { RawMetric } from '../../ontology/read/raw.js';
import { interopDiagnostic } from '../diagnostics.js';
import { aggregate } from './aggregate.js';
import { importMetric } from './import-metric.js';
import type { Library } from './library.js';
import type { Manifest } from './manifest.js';
import { located } from './read-value.js';

/** All measures and metrics as metrics of ours; what cannot be said is reported and left out. */
export function importMetrics(library: Library, found: Diagnostic[]): readonly RawMetric[] {
  const base = [...library.models.values()].flatMap((model) =>
    model.model.measures.flatMap((measure) => {
      const raw = aggregate(library, { measure, model }, found);
      return raw === undefined ? [] : [raw];
    }),
  );
  const names = new Set(base.map(({ metric }) => metric));
  const others = library.manifest.metrics.flatMap((metric) => {
    if (names.has(metric.name)) return [];
    const raw = importMetric(library, metric, found);
    return raw === undefined ? [] : [raw];
  });
  return withoutLost([...base, ...others], library.manifest, found);
}

/** Metrics that read a metric that is not there are left out, too, until none does. */
function withoutLost(
  metrics: readonly RawMetric[],
  manifest: Manifest,
  found: Diagnostic[],
): readonly RawMetric[] {
  const names = new Set(metrics.map(({ metric }) => metric));
  const lost = metrics.filter((m) => readBy(m).some((name) => !names.has(name)));
  if (lost.length === 0) return metrics;
  for (const { metric } of lost) {
    const place = manifest.metrics.find((m) => m.name === metric)?.place;
    if (place === undefined) continue;
    const reason = 'a metric that it reads is not carried over';
    const params = { what: 'metric', name: metric, reason };
    found.push(located(interopDiagnostic('not-carried', place.path, params), place));
  }
  return withoutLost(
    metrics.filter((m) => !lost.includes(m)),
    manifest,
    found,
  );
}

function readBy(metric: RawMetric): readonly string[] {
  if (metric.type === 'derived') return [metric.of];
  return metric.type === 'composite' ? (metric.inputs ?? []).map((input) => input.metric) : [];
}
