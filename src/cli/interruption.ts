import { cliTrouble } from './troubles/cli.js';

/**
 * A signal that fires at the first Ctrl-C (or TERM, or the end of the terminal): what runs then stops
 * where it can, takes back what is half done, and the command ends with 130. The second Ctrl-C ends the
 * process at once; temporary files and locks go with it.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(cliTrouble('interrupted', {}));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  return controller.signal;
}
