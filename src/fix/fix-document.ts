import { hasErrors, type Diagnostic, type PatchOperation } from '../base/diagnostic.js';
import { readJson } from '../base/json/json-text.js';
import type { BindOptions } from '../bind/bind.js';
import { check } from '../compile.js';
import { formatDocument } from '../dsl/canonical.js';
import { layout } from '../dsl/layout.js';
import { parseDocument } from '../dsl/parse.js';
import type { Ontology } from '../ontology/model.js';
import { applyPatch } from './apply-patch.js';

/** A text after the repairs that need nobody's judgement. */
export interface Fixed {
  /** The text itself where nothing was repaired; else in canonical form as far as it can be read. */
  readonly text: string;
  /** The findings whose fixes were taken, in order; their places are those of the text at that time. */
  readonly applied: readonly Diagnostic[];
  /** What is still found. */
  readonly found: readonly Diagnostic[];
}

/** More repairs than any document needs; each is checked before the next. */
const most = 200;

/**
 * Takes the fixes of a document's findings one after another, form before names before types. A fix is
 * kept only if its finding is gone and nothing of its own level or below is newly wrong, so that no
 * repair covers another mistake. Fixing what was fixed changes nothing.
 */
export function fixDocument(text: string, ontology: Ontology, options: BindOptions = {}): Fixed {
  let state: State = { text, found: check(text, ontology, options)[1] };
  const applied: Diagnostic[] = [];
  const refused = new Set<string>();
  const seen = new Set([text]);
  while (applied.length < most) {
    const next = state.found
      .filter((d) => d.fix !== undefined && d.file === undefined && !refused.has(keyOf(d)))
      .toSorted((a, b) => a.level - b.level)[0];
    if (next === undefined) break;
    const tried = attempt(state.text, next.fix ?? [], ontology, options);
    if (tried !== undefined && !seen.has(tried.text) && isBetter(state.found, tried.found, next)) {
      state = tried;
      seen.add(tried.text);
      applied.push(next);
    } else refused.add(keyOf(next));
  }
  return { text: state.text, applied, found: state.found };
}

interface State {
  readonly text: string;
  readonly found: readonly Diagnostic[];
}

function attempt(
  text: string,
  fix: readonly PatchOperation[],
  ontology: Ontology,
  options: BindOptions,
): State | undefined {
  const [whole] = fix;
  const value = applyPatch(whole?.path === '' ? {} : readJson(text).root?.value, fix);
  if (value === undefined) return undefined;
  const written = `${layout(value)}\n`;
  const [parsed] = parseDocument(written);
  const made = parsed === undefined ? written : formatDocument(parsed.document);
  return { text: made, found: check(made, ontology, options)[1] };
}

/** Gone, and nothing that has no repair of its own is wrong instead. */
function isBetter(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  repaired: Diagnostic,
): boolean {
  const key = keyOf(repaired);
  if (after.some((d) => keyOf(d) === key)) return false;
  // Where the text could not be read, nothing was known of what stands in it.
  if (repaired.path === '') return true;
  const stuck = (all: readonly Diagnostic[]): number =>
    all.filter((d) => d.severity === 'error' && d.level <= repaired.level && d.fix === undefined)
      .length;
  if (stuck(after) > stuck(before)) return false;
  return repaired.severity === 'error' || !hasErrors(after) || hasErrors(before);
}

function keyOf({ code, path, offset, params }: Diagnostic): string {
  return JSON.stringify([code, path, offset, params]);
}
