import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { parseDocument } from '../dsl/parse.js';
import type { Ontology } from '../ontology/model.js';
import type { Dialect } from '../sql/dialect.js';
import { specDiagnostic } from '../workspace/diagnostics.js';
import { checkRequirements } from '../workspace/requirements.js';
import { documentName, type Spec } from '../workspace/spec.js';
import { generate, type Generated } from './generate.js';

/** What `check` finds in one spec, and what its documents make. */
export interface CheckedSpec {
  readonly generated: Generated;
  readonly found: readonly Diagnostic[];
}

/**
 * Everything that can be said of a spec without a database: its documents by every law, its
 * requirement numbers, its tests' names, and its generated files byte for byte (design section 7).
 */
export function checkSpec(
  spec: Spec,
  ontology: Ontology,
  dialects: readonly Dialect[],
  language: 'en' | 'zh',
): CheckedSpec {
  const generated = generate(spec.documents, ontology, dialects, language);
  const satisfies = spec.documents.map(({ file, text }) => ({
    file,
    ids: parseDocument(text)[0]?.document.satisfies ?? [],
  }));
  return {
    generated,
    found: [
      ...generated.found,
      ...checkRequirements(spec, satisfies),
      ...checkTests(spec),
      ...(generated.open.length > 0 || hasErrors(generated.found)
        ? []
        : compareFiles(spec, generated.files)),
    ],
  };
}

function checkTests(spec: Spec): readonly Diagnostic[] {
  const names = spec.documents.map((d) => documentName(d.file));
  return spec.tests.flatMap(({ file, document, of }) =>
    of === undefined || names.includes(of)
      ? []
      : [
          specDiagnostic(
            'unknown-document',
            '/document',
            { document: of },
            {
              file,
              document,
              allowed: names,
            },
          ),
        ],
  );
}

/** Generated files are made again and compared; nothing else may lie among them. */
function compareFiles(spec: Spec, wanted: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const folder = `${spec.folder}/generated/`;
  const present = new Map(spec.generated.map((g) => [g.file.slice(folder.length), g.text]));
  const missing = [...wanted.keys()].filter((path) => !present.has(path));
  const edited = [...wanted].filter(
    ([path, text]) => present.has(path) && present.get(path) !== text,
  );
  const leftover = [...present.keys()].filter((path) => !wanted.has(path));
  const made = (code: 'missing-file' | 'edited-file' | 'leftover-file', path: string): Diagnostic =>
    specDiagnostic(code, '', { file: folder + path, spec: spec.name }, { file: folder + path });
  return [
    ...missing.map((path) => made('missing-file', path)),
    ...edited.map(([path]) => made('edited-file', path)),
    ...leftover.map((path) => made('leftover-file', path)),
  ];
}
