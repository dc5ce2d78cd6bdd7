import { parseExpr } from '../expr/parse.js';
import type { Measure, Time } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import { periodOf } from './time/periods.js';
import { resolvePath } from './paths/resolve-path.js';
import type { Source } from './stage/source.js';

/** What people call a value that is only named, not computed: its attribute's label, or its column's. */
export function labelOf(source: Source, text: string): string | undefined {
  const [expr] = parseExpr(text, '');
  if (expr?.kind !== 'reference' || expr.to.kind !== 'path') return undefined;
  const named = resolvePath(source, expr.to.names, { path: '', details: {} })[0];
  // A name in Chinese is what people call it already.
  const own = expr.to.names.at(-1);
  return named?.label ?? (named !== undefined && isChinese(own ?? '') ? own : undefined);
}

/**
 * What people call a measure: its metric's label, with the label of its own period; a range in numbers is
 * called as the period of the ontology that means the same.
 */
export function measureLabel(ontology: Ontology, measure: Measure): string | undefined {
  const label = ontology.metrics.get(measure.metric ?? '')?.label;
  const period = measure.time?.period ?? periodLike(ontology, measure.time);
  if (label === undefined || period === undefined) return label;
  const called = ontology.periods.get(period)?.label;
  if (called === undefined) return `${label} (${period})`;
  return isChinese(called) ? `${called}${label}` : `${label}, ${called}`;
}

function isChinese(name: string): boolean {
  return /\p{Script=Han}/u.test(name);
}

function periodLike(ontology: Ontology, time: Time | undefined): string | undefined {
  if (time?.last === undefined) return undefined;
  const { last, unit, mode } = time;
  return [...ontology.periods.keys()].find((name) => {
    const means = periodOf(ontology, name);
    return means?.last === last && means.unit === unit && means.mode === mode;
  });
}
