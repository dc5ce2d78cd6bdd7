import { hasErrors, type Language } from '../base/diagnostic.js';
import { renderJson, renderText } from '../base/render.js';
import { Trouble } from '../base/trouble.js';
import { allDefinitions } from './all-definitions.js';
import { exitCodes } from './exit-codes.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';

/**
 * Runs the work of one command and writes its outcome: results on stdout, diagnostics and progress on
 * stderr; with `--json` exactly one document on stdout (design section 6).
 */
export async function run(
  command: string,
  options: CommonOptions,
  work: (session: Session) => Promise<Outcome>,
): Promise<void> {
  const language = languageOf(options.lang);
  const json = options.json === true;
  const session: Session = {
    language,
    json,
    cwd: process.cwd(),
    progress: (line) => void (json || process.stderr.write(`${line}\n`)),
  };
  const outcome = await work(session);
  const diagnostics = outcome.diagnostics ?? [];
  const sources = outcome.sources ?? new Map<string, never>();
  const exit = outcome.exit ?? (hasErrors(diagnostics) ? exitCodes.findings : exitCodes.ok);
  process.exitCode = exit;
  if (json) {
    const rendered = diagnostics.map((d) => renderJson(d, allDefinitions, language, sources));
    const head = { v: 1, command, ok: exit === exitCodes.ok, exit };
    const document = { ...head, ...outcome.data, diagnostics: rendered };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  if (diagnostics.length > 0)
    process.stderr.write(renderText(diagnostics, allDefinitions, language, sources));
  process.stdout.write(outcome.text);
}

/** The language of messages: asked for, else the locale's; English where it is neither. */
export function languageOf(asked: string | undefined): Language {
  if (asked !== undefined && asked !== 'en' && asked !== 'zh')
    throw new Trouble('cli/language', 'usage', `no messages in "${asked}"`, 'use --lang en or zh');
  if (asked !== undefined) return asked;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
