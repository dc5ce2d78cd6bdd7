import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { hasErrors } from '../base/diagnostic.js';
import { inOrder, jsonSource } from '../base/json/json-source.js';
import { ageOf, formVersion } from '../base/form/form-version.js';
import { replace } from '../base/form/form.js';
import { jsonInside, type Wanted } from '../base/json/json-inside.js';
import { readJson, type JsonProblem } from '../base/json/json-text.js';
import { deepestNesting, largestText } from '../base/limits.js';
import { rememberLast } from '../base/remember.js';
import { unreachable } from '../base/unreachable.js';
import { dslDiagnostic } from './diagnostics.js';
import type { Document } from './document.js';
import { checkExpressions } from './expressions.js';
import { checkForm } from './form.js';
import { checkHoles } from './holes.js';
import { checkLaws } from './laws.js';
import { isDocumentLike } from './relocate.js';
import { checkWriting, unquoted } from './names.js';

/** A document that keeps its form, and the text it was read from (for line:column of its pointers). */
export interface ParsedDocument {
  /** Names without backticks; null left out. */
  readonly document: Document;
  readonly source: string;
}

/**
 * Reads one DSL document (JSON text, at most 1 MB): syntax, schema, and the laws of L1 that need no
 * ontology (S14, names, forms of time, syntax of every Expr). Null and absent are the same. The
 * document is absent after an error. Of the last texts the result is kept: what compiles a document, what
 * lists its holes and what looks for its requirements all begin with it.
 */
export function parseDocument(text: string): Checked<ParsedDocument> {
  const known = parsed.get(text) ?? parse(text);
  parsed.set(text, known);
  return known;
}

const parsed = rememberLast<Checked<ParsedDocument>>(16);

function parse(text: string): Checked<ParsedDocument> {
  const { root, problems } = readJson(text);
  if (root === undefined || problems.length > 0)
    return [undefined, problems.map((problem) => diagnosticOf(problem, text, root?.value))];
  const value = withoutNull(root.value);
  const version = (value as { readonly dsl?: unknown } | null)?.dsl;
  const age = ageOf(version);
  if (age !== undefined) {
    // Whatever else such a document says may mean another thing than here.
    const params = { version: String(version), known: formVersion };
    return [undefined, [dslDiagnostic(`${age}-version`, '/dsl', params)]];
  }
  const form = checkForm(value);
  const written = [...form, ...checkWriting(value), ...checkExpressions(value)];
  if (hasErrors(form)) return [undefined, inOrder(written, jsonSource(text))];
  const document = unquoted(value as Document);
  const found = [...written, ...checkLaws(document), ...checkHoles(document)];
  if (found.length === 0) return [{ document, source: text }, []];
  const diagnostics = inOrder(found, jsonSource(text));
  return [hasErrors(diagnostics) ? undefined : { document, source: text }, diagnostics];
}

function diagnosticOf(problem: JsonProblem, text: string, root: unknown): Diagnostic {
  const { kind, path, offset, length, found, expected, same } = problem;
  const place = { offset, length };
  switch (kind) {
    case 'too-large':
      return dslDiagnostic('too-large', '', { limit: largestText }, place);
    case 'too-deep':
      return dslDiagnostic('too-deep', '', { limit: deepestNesting }, place);
    case 'duplicate-key': {
      const fix = same === true && root !== undefined && { fix: [replace('', root)] };
      return dslDiagnostic('duplicate-key', path, { key: found }, { key: true, ...fix });
    }
    case 'syntax': {
      const inside = jsonInside(text, wanted);
      const fix = inside !== undefined && { fix: [replace('', inside)] };
      return dslDiagnostic('syntax', '', { found, expected }, { ...place, ...fix });
    }
    default:
      return unreachable(kind);
  }
}

/** What a document is among other text; and when nothing of its form is wrong. */
const wanted: Wanted = {
  looksRight: isDocumentLike,
  isRight: (value) => isDocumentLike(value) && checkForm(withoutNull(value)).length === 0,
};

/** Members that are null are absent; in a list null stays, as an item of the wrong shape. */
function withoutNull(value: unknown): unknown {
  if (!hasNull(value)) return value;
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNull(member)]));
}

function hasNull(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  return value === null || Object.values(value).some(hasNull);
}
