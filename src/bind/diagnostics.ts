import { defineDiagnostics } from '../base/diagnostic.js';
import { measureDefinitions } from './diagnostics/measures.js';
import { nameDefinitions } from './diagnostics/names.js';
import { stageDefinitions } from './diagnostics/stages.js';
import { timeDefinitions } from './diagnostics/times.js';
import { viewDefinitions } from './diagnostics/views.js';

/** Everything that binding can find wrong; `explain` shows these texts. */
export const bindDefinitions = {
  ...nameDefinitions,
  ...stageDefinitions,
  ...measureDefinitions,
  ...timeDefinitions,
  ...viewDefinitions,
} as const;

/** Makes the diagnostics of this room. */
export const bindDiagnostic = defineDiagnostics('bind', bindDefinitions);
