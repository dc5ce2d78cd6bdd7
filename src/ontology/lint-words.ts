import type { Diagnostic } from '../base/diagnostic.js';
import { report } from './diagnostics.js';
import { inSource } from './lint.js';
import type { Ontology } from './model.js';

/**
 * Words that are said of several metrics, reported once each, at the last of them. Words that a term
 * explains are meant to have several readings.
 */
export function lintWords(ontology: Ontology): readonly Diagnostic[] {
  const terms = new Set(
    [...ontology.terms.values()].flatMap(({ name, label = '', synonyms }) =>
      [name, label, ...synonyms].map(fold),
    ),
  );
  const said = new Map<string, { readonly word: string; readonly metrics: string[] }>();
  for (const { name, label, synonyms } of ontology.metrics.values()) {
    const words = new Map([name, label ?? name, ...synonyms].map((word) => [fold(word), word]));
    for (const [folded, word] of words) {
      const entry = said.get(folded) ?? { word, metrics: [] };
      entry.metrics.push(name);
      said.set(folded, entry);
    }
  }
  return [...said].flatMap(([folded, { word, metrics }]) => {
    const last = ontology.metrics.get(metrics.at(-1) ?? '');
    if (metrics.length < 2 || terms.has(folded) || last === undefined) return [];
    return [report('word-collision', '/metric', { word, metrics }, inSource(last.source))];
  });
}

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
