import { defineDiagnostics } from '../base/diagnostic.js';
import { syntaxDiagnostics } from './syntax-diagnostics.js';
import { meaningDiagnostics } from './meaning-diagnostics.js';

/** Everything that can be wrong with an expression by itself; `explain` shows these texts. */
export const exprDiagnostics = { ...syntaxDiagnostics, ...meaningDiagnostics } as const;

/** Makes a diagnostic of this room. */
export const report = defineDiagnostics('expr', exprDiagnostics);
