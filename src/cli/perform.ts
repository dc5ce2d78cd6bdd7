import { hasErrors, type Language } from '../base/diagnostic.js';
import { clean } from '../base/render.js';
import { toolVersion } from '../base/tool-version.js';
import { Trouble, troubleText } from '../base/trouble.js';
import { withoutSecrets } from '../llm/secrets.js';
import { exitCodes } from './exit-codes.js';
import { reportFailure } from './failure.js';
import type { Format } from './formats/format.js';
import { interruption } from './interruption.js';
import { messageLanguage, localeLanguage } from './options/language.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';
import { endWith, explainLine, printDocument, printResult } from './output/output.js';
import { cliTrouble } from './troubles/cli.js';

/**
 * Does the work of one command and writes its outcome: results on stdout, diagnostics and progress on
 * stderr; with `--json`, or a format for another program, exactly one document on stdout, whatever happens
 * (design section 6).
 */
export async function perform(
  command: string,
  options: CommonOptions,
  work: (session: Session) => Promise<Outcome>,
  asked?: Format,
): Promise<void> {
  const twice = options.json === true && asked !== undefined && asked !== 'json';
  const format = twice ? 'json' : (asked ?? (options.json === true ? 'json' : 'text'));
  const json = format === 'json';
  let language = localeLanguage();
  try {
    language = messageLanguage(options.lang);
    if (twice) throw twoFormats(asked);
    const session: Session = {
      language,
      cwd: process.cwd(),
      signal: interruption(),
      progress: (line) => void (format === 'text' && explainLine(line[language])),
    };
    await write(command, format, language, await work(session));
  } catch (error) {
    await reportBroken(command, format, error, language);
    reportFailure(error, { command, json, language });
  }
}

/** One of the two would be left out without a word. */
function twoFormats(asked: Format): Trouble {
  return cliTrouble('usage', {
    message: `--json and --format ${asked} ask for two documents`,
    chinese: `--json 与 --format ${asked} 要求两种不同的输出`,
    hint: `--json, --format ${asked}`,
  });
}

/** The texts of diagnostics load only where there are any: they know every room. */
async function write(
  command: string,
  format: Format,
  language: Language,
  { ending, text, data, diagnostics = [], texts = new Map() }: Outcome,
): Promise<void> {
  const outcome = ending ?? (hasErrors(diagnostics) ? 'findings' : 'ok');
  const said =
    diagnostics.length === 0
      ? { text: '', json: [] }
      : await (await import('./output/rendered.js')).rendered(diagnostics, texts, language);
  if (format === 'json') printDocument({ command, outcome, data, diagnostics: said.json });
  else if (format !== 'text') {
    const { reported } = await import('./formats/format.js');
    const input = { command, version: toolVersion, diagnostics: said.json };
    printResult(await reported(format, input));
  } else {
    if (said.text !== '') explainLine(said.text.trimEnd());
    printResult(text);
  }
  endWith(exitCodes[outcome]);
}

/** A report for another program is whole even where the command did not come to its end. */
async function reportBroken(
  command: string,
  format: Format,
  thrown: unknown,
  language: Language,
): Promise<void> {
  if (format === 'text' || format === 'json') return;
  const { reported } = await import('./formats/format.js');
  const known = thrown instanceof Trouble;
  const message = known ? troubleText(thrown, language).message : String(thrown);
  const failure = {
    code: known ? thrown.code : 'cli/bug',
    message: clean(withoutSecrets(message)),
  };
  printResult(await reported(format, { command, version: toolVersion, diagnostics: [], failure }));
}
