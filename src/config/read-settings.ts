import { hasErrors, type Checked } from '../base/diagnostic.js';
import { ageOf, formVersion } from '../base/form/form-version.js';
import { formDiagnostic, type ReportForm } from '../base/form/form.js';
import { compileSchema } from '../base/json/json-schema.js';
import { yamlDiagnostic, type ReportYaml } from '../base/yaml/yaml-definitions.js';
import { readYaml } from '../base/yaml/yaml.js';
import { configDiagnostic } from './diagnostics.js';

/** The one YAML document of a file of settings, in the form of a schema; an empty file is no settings. */
export function readSettings(text: string, schema: object): Checked<object> {
  const { documents, problem } = readYaml(text);
  if (problem !== undefined)
    return [undefined, [yamlDiagnostic(problem, configDiagnostic as ReportYaml)]];
  if (documents.length > 1)
    return [undefined, [configDiagnostic('several-documents', '', {}, { document: 1 })]];
  const value = documents[0] ?? {};
  const version = (value as { readonly dataagent?: unknown }).dataagent;
  const age = ageOf(version);
  if (age !== undefined) {
    const params = { version: String(version), known: formVersion };
    return [undefined, [configDiagnostic(`${age}-version`, '/dataagent', params)]];
  }
  const found = compileSchema(schema)(value).map((broken) =>
    formDiagnostic(broken, configDiagnostic as ReportForm),
  );
  return [hasErrors(found) ? undefined : value, found];
}
