import { at, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { readJson, type JsonNode } from '../../base/json/json-text.js';
import { secretsIn } from '../../base/text/redact.js';
import { specDiagnostic } from '../diagnostics.js';
import type { Spec } from '../spec.js';

/** The most lines of a text that a person decides on. */
const mostLines = 400;

/** The most documents of a spec that people decide on together. */
const mostDocuments = 20;

/** What looks like a secret in files of a project, each at its place; the messages do not repeat it. */
export function secretFindings(texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  return [...texts].flatMap(([file, text]) => {
    const spans = secretsIn(text);
    const root = spans.length > 0 && file.endsWith('.json') ? readJson(text).root : undefined;
    return spans.map(({ offset, length }) =>
      root === undefined
        ? specDiagnostic('holds-secret', '', {}, { file, offset, length })
        : specDiagnostic('holds-secret', pathTo(root, offset + length - 1), {}, { file }),
    );
  });
}

/** Texts and documents of a spec beyond what a person reads before deciding. */
export function budgetFindings(spec: Spec): readonly Diagnostic[] {
  const long = [spec.requirement, spec.solution].flatMap((part) => {
    const count = part?.text.trimEnd().split('\n').length ?? 0;
    if (part === undefined || count <= mostLines) return [];
    const what = part.file.slice(part.file.lastIndexOf('/') + 1);
    return [specDiagnostic('too-long', '', { what, count, most: mostLines }, { file: part.file })];
  });
  const count = spec.documents.length;
  if (count <= mostDocuments) return long;
  const file = `${spec.folder}/spec.yaml`;
  return [
    ...long,
    specDiagnostic('too-many-documents', '', { count, most: mostDocuments }, { file }),
  ];
}

/** The value of a JSON text that a character belongs to. */
function pathTo(node: JsonNode, character: number, path: JsonPointer = ''): JsonPointer {
  for (const [name, part] of node.parts ?? [])
    if (character >= part.node.start && character < part.node.end)
      return pathTo(part.node, character, at(path, name));
  return path;
}
