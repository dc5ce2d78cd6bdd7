import { defineDiagnostics } from '../base/diagnostic.js';
import { definitionDefinitions } from './diagnostics/definitions.js';
import { reachDefinitions } from './diagnostics/reach.js';
import { referenceDefinitions } from './diagnostics/references.js';
import { textDefinitions } from './diagnostics/texts.js';

/** Everything that can be wrong with an ontology; `explain` shows these texts. */
export const ontologyDefinitions = {
  ...textDefinitions,
  ...definitionDefinitions,
  ...referenceDefinitions,
  ...reachDefinitions,
} as const;

/** Makes a diagnostic of this room. */
export const ontologyDiagnostic = defineDiagnostics('ontology', ontologyDefinitions);
