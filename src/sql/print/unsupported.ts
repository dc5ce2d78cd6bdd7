import { sqlDiagnostic } from '../diagnostics.js';
import { problem, type Doc } from './layout.js';

/** Stands for what a dialect cannot say: printing reports it where it is, and there is no text. */
export function unsupported(dialect: { readonly title: string }, construct: string): Doc {
  return problem((at) => sqlDiagnostic('unsupported', at, { dialect: dialect.title, construct }));
}

/** Stands for a name or text that no quoting of the dialect can hold. */
export function unsafeText(
  dialect: { readonly title: string },
  kind: 'name' | 'text',
  text: string,
): Doc {
  // Shown as JSON, so that what cannot be seen can be seen.
  const shown = JSON.stringify(text);
  return problem((at) =>
    sqlDiagnostic('unsafe-text', at, { dialect: dialect.title, kind, text: shown }),
  );
}
