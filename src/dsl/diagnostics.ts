import { defineDiagnostics } from '../base/diagnostic.js';
import { formDiagnostics } from './diagnostics/form.js';
import { lawDiagnostics } from './diagnostics/laws.js';
import { versionDiagnostics } from './diagnostics/version.js';

/** Everything that can be wrong with a document by itself; `explain` shows these texts. */
export const dslDefinitions = {
  ...formDiagnostics,
  ...versionDiagnostics,
  ...lawDiagnostics,
} as const;

/** Makes a diagnostic of this room. */
export const report = defineDiagnostics('dsl', dslDefinitions);
