import { hasErrors, type Language } from '../base/diagnostic.js';
import { openSource } from '../base/json-source.js';
import { renderJson, renderText, type Sources } from '../base/render.js';
import { allDefinitions } from './all-definitions.js';
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

async function write(
  command: string,
  json: boolean,
  language: Language,
  { ending, text, data, diagnostics = [], texts }: Outcome,
): Promise<void> {
  const outcome = ending ?? (hasErrors(diagnostics) ? 'findings' : 'ok');
  const sources = await sourcesOf(
    diagnostics.map((d) => d.file),
    texts ?? new Map(),
  );
  if (json) {
    const rendered = diagnostics.map((d) => renderJson(d, allDefinitions, language, sources));
    printDocument({ command, outcome, data, diagnostics: rendered });
  } else {
    if (diagnostics.length > 0)
      explainLine(renderText(diagnostics, allDefinitions, language, sources).trimEnd());
    printResult(text);
  }
  endWith(exitCodes[outcome]);
}

/** Only of the files that are named: a YAML reader that knows places costs more than most commands. */
async function sourcesOf(
  named: readonly (string | undefined)[],
  texts: ReadonlyMap<string, string>,
): Promise<Sources> {
  const names = new Set(named);
  const opened = await Promise.all(
    [...texts].flatMap(([file, text]) =>
      names.has(file) ? [openSource(file, text).then((source) => [file, source] as const)] : [],
    ),
  );
  return new Map(opened);
}
