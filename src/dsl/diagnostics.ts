import { defineDiagnostics } from '../base/diagnostic.js';
import { dslFormDefinitions } from './diagnostics/form.js';
import { dslLawDefinitions } from './diagnostics/laws.js';
import { dslVersionDefinitions } from './diagnostics/version.js';

/** Everything that can be wrong with a document by itself; `explain` shows these texts. */
export const dslDefinitions = {
  ...dslFormDefinitions,
  ...dslVersionDefinitions,
  ...dslLawDefinitions,
} as const;

/** Makes a diagnostic of this room. */
export const dslDiagnostic = defineDiagnostics('dsl', dslDefinitions);
