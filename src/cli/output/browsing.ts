import { clean } from '../../base/render.js';
import type { CommonOptions, Outcome, Session } from '../outcome.js';
import { browse } from './terminal.js';

/** What a command found, gone through on the screen first where somebody asked for it; the outcome stays what it is. */
export async function browsing(
  session: Session,
  outcome: Outcome,
  {
    browse: wanted,
    format,
    json,
  }: CommonOptions & { readonly browse?: true; readonly format?: string },
): Promise<Outcome> {
  const { diagnostics = [], texts = new Map<string, string>() } = outcome;
  if (wanted !== true || json === true || (format !== undefined && format !== 'text'))
    return outcome;
  const { rendered } = await import('./rendered.js');
  const findings = [];
  for (const one of diagnostics) {
    const { text, json: said } = await rendered([one], texts, session.language);
    const { message } = said[0]!;
    const place = [one.file ?? '', one.path].filter((p) => p !== '').join(' ');
    findings.push({ code: one.code, severity: one.severity, place, message: clean(message), text });
  }
  await browse(session, findings);
  return outcome;
}
