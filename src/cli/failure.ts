import { clean } from '../base/render.js';
import { Trouble } from '../base/trouble.js';
import { exitCodes, exitOfTrouble } from './exit-codes.js';

/** Says what went wrong outside of any document, and gives the exit code: a trouble by its kind, all else is a bug of ours. */
export function reportFailure(error: unknown, args: readonly string[]): number {
  const trouble = error instanceof Trouble ? error : undefined;
  const exit = trouble === undefined ? exitCodes.bug : exitOfTrouble(trouble.kind);
  const message = clean(error instanceof Error ? error.message : String(error));
  const code = trouble?.code ?? 'cli/bug';
  if (args.includes('--json')) {
    const hint = trouble?.hint === undefined ? {} : { hint: clean(trouble.hint) };
    const document = { v: 1, ok: false, exit, error: { code, message, ...hint } };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    process.stderr.write(`error[${code}]: ${message}\n`);
    if (trouble?.hint !== undefined) process.stderr.write(`  = hint: ${clean(trouble.hint)}\n`);
  }
  if (trouble === undefined) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    process.stderr.write(
      `this is a bug in dataagent; please report it with these lines:\n${stack}\n`,
    );
  }
  return exit;
}
