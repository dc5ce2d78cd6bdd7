import { defineDiagnostics } from '../base/diagnostic.js';
import { definitionDefinitions } from './definition-definitions.js';
import { reachDefinitions } from './reach-definitions.js';
import { referenceDefinitions } from './reference-definitions.js';
import { textDefinitions } from './text-definitions.js';

/** Everything that can be wrong with an ontology; `explain` shows these texts. */
export const ontologyDefinitions = {
  ...textDefinitions,
  ...definitionDefinitions,
  ...referenceDefinitions,
  ...reachDefinitions,
} as const;

/** Makes a diagnostic of this room. */
export const report = defineDiagnostics('ontology', ontologyDefinitions);
