import { hasErrors } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import type { JournalEvent, WrittenEvent } from '../workspace/journal.js';
import { exitCodes } from './exit-codes.js';
import { reportFailure } from './failure.js';
import { interruption } from './interruption.js';
import { messageLanguage, localeLanguage } from './options/language.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';
import { endWith, printResult } from './output/output.js';
import { failureOf, findingsOf } from './runs/run-record.js';

/**
 * Does the work of a run and writes what happens as it happens, a JSON object on each line: the events of
 * its journal, word for word. The last line is `run.finished`, also where no run began.
 */
export async function performStream(
  options: CommonOptions,
  work: (session: Session) => Promise<Outcome>,
): Promise<void> {
  const printed = { seq: 0, finished: false };
  const print = (event: WrittenEvent): void => {
    printed.seq = event.seq;
    printed.finished = event.type === 'run.finished';
    printResult(`${JSON.stringify(event)}\n`);
  };
  const say = (event: JournalEvent): void =>
    print({ v: 1, seq: printed.seq + 1, at: new Date().toISOString(), ...event });
  let language = localeLanguage();
  try {
    language = messageLanguage(options.lang);
    const outcome = await work({
      language,
      cwd: process.cwd(),
      signal: interruption(),
      progress: () => undefined,
      listen: print,
    });
    const { diagnostics = [], texts = new Map<string, string>() } = outcome;
    const ending = outcome.ending ?? (hasErrors(diagnostics) ? 'findings' : 'ok');
    if (!printed.finished) {
      for (const event of await findingsOf(diagnostics, texts, { language })) say(event);
      say({ type: 'run.finished', outcome: ending, exit: exitCodes[ending] });
    }
    endWith(exitCodes[ending]);
  } catch (error) {
    const { outcome, error: told } = failureOf(error, { language });
    if (!printed.finished)
      say({ type: 'run.finished', outcome, exit: exitCodes[outcome], error: told });
    if (!(error instanceof Trouble)) reportFailure(error, { json: false, language });
    endWith(exitCodes[outcome]);
  }
}
