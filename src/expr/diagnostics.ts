import { defineDiagnostics } from '../base/diagnostic.js';
import { syntaxDefinitions } from './diagnostics/syntax.js';
import { meaningDefinitions } from './diagnostics/meaning.js';

/** Everything that can be wrong with an expression by itself; `explain` shows these texts. */
export const exprDefinitions = { ...syntaxDefinitions, ...meaningDefinitions } as const;

/** Makes a diagnostic of this room. */
export const exprDiagnostic = defineDiagnostics('expr', exprDefinitions);
