import { hasErrors, type Checked } from '../base/diagnostic.js';
import { formDiagnostic, type ReportForm } from '../base/form.js';
import { compileSchema } from '../base/json-schema.js';
import { yamlDiagnostic, type ReportYaml } from '../base/yaml-definitions.js';
import { readYaml } from '../base/yaml.js';
import { configDiagnostic } from './diagnostics.js';
import type { UserConfig } from './model-section.js';
import schema from './user.schema.json' with { type: 'json' };

/** Reads the user's own settings file; every key that is not a setting is reported. */
export function readUserConfig(text: string): Checked<UserConfig> {
  const { documents, problem } = readYaml(text);
  if (problem !== undefined)
    return [undefined, [yamlDiagnostic(problem, configDiagnostic as ReportYaml)]];
  if (documents.length > 1)
    return [undefined, [configDiagnostic('several-documents', '', {}, { document: 1 })]];
  const value = documents[0] ?? {};
  const found = compileSchema(schema as object)(value).map((broken) =>
    formDiagnostic(broken, configDiagnostic as ReportForm),
  );
  return [hasErrors(found) ? undefined : value, found];
}
