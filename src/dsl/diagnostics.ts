import { defineDiagnostics } from '../base/diagnostic.js';
import { formDiagnostics } from './form-diagnostics.js';
import { lawDiagnostics } from './law-diagnostics.js';
import { versionDiagnostics } from './version-diagnostics.js';

/** Everything that can be wrong with a document by itself; `explain` shows these texts. */
export const dslDefinitions = {
  ...formDiagnostics,
  ...versionDiagnostics,
  ...lawDiagnostics,
} as const;

/** Makes a diagnostic of this room. */
export const report = defineDiagnostics('dsl', dslDefinitions);
