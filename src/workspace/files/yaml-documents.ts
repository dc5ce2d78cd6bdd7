import type { Checked, Diagnostic } from '../../base/diagnostic.js';
import { formDiagnostic, type ReportForm } from '../../base/form/form.js';
import { compileSchema, type SchemaCheck } from '../../base/json/json-schema.js';
import { yamlDiagnostic, type ReportYaml } from '../../base/yaml/yaml-definitions.js';
import { readYaml } from '../../base/yaml/yaml.js';
import { specDiagnostic } from '../diagnostics.js';

/** A file of a spec: its path in the project, and its text. */
export interface SpecFile {
  readonly file: string;
  readonly text: string;
}

/** The YAML documents of a file of a spec, each in the form of a schema; absent where any is not. */
export function yamlDocuments(
  { file, text }: SpecFile,
  schema: object,
): Checked<readonly unknown[]> {
  const { documents, problem } = readYaml(text);
  if (problem !== undefined)
    return [undefined, [{ ...yamlDiagnostic(problem, specDiagnostic as ReportYaml), file }]];
  const check = compiled(schema);
  const found = documents.flatMap((value, document): readonly Diagnostic[] =>
    check(value).map((broken) => ({
      ...formDiagnostic(broken, specDiagnostic as ReportForm),
      file,
      document,
    })),
  );
  return [found.length === 0 ? documents : undefined, found];
}

const checks = new Map<object, SchemaCheck>();

/** Compiling a schema takes longer than checking a hundred files with it. */
function compiled(schema: object): SchemaCheck {
  const known = checks.get(schema) ?? compileSchema(schema);
  checks.set(schema, known);
  return known;
}
