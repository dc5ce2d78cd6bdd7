import { hasErrors, type Language } from '../base/diagnostic.js';
import { exitCodes } from './exit-codes.js';
import { reportFailure } from './failure.js';
import { interruption } from './interruption.js';
import { languageOf, localeLanguage } from './language.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';
import { endWith, explainLine, printDocument, printResult } from './output.js';

/**
 * Does the work of one command and writes its outcome: results on stdout, diagnostics and progress on
 * stderr; with `--json` exactly one document on stdout, whatever happens (design section 6).
 */
export async function perform(
  command: string,
  options: CommonOptions,
  work: (session: Session) => Promise<Outcome>,
): Promise<void> {
  const json = options.json === true;
  let language = localeLanguage();
  try {
    language = languageOf(options.lang);
    const session: Session = {
      language,
      cwd: process.cwd(),
      signal: interruption(),
      progress: (line) => void (json || explainLine(line[language])),
    };
    await write(command, json, language, await work(session));
  } catch (error) {
    reportFailure(error, { command, json, language });
  }
}

/** The texts of diagnostics load only where there are any: they know every room. */
async function write(
  command: string,
  json: boolean,
  language: Language,
  { ending, text, data, diagnostics = [], texts = new Map() }: Outcome,
): Promise<void> {
  const outcome = ending ?? (hasErrors(diagnostics) ? 'findings' : 'ok');
  const said =
    diagnostics.length === 0
      ? { text: '', json: [] }
      : await (await import('./rendered.js')).rendered(diagnostics, texts, language);
  if (json) printDocument({ command, outcome, data, diagnostics: said.json });
  else {
    if (said.text !== '') explainLine(said.text.trimEnd());
    printResult(text);
  }
  endWith(exitCodes[outcome]);
}
