import { Command, CommanderError } from 'commander';
import { allCommands } from './all-commands.js';
import { exitCodes } from './exit-codes.js';
import { version } from './version.js';

/** Runs one command line; sets the exit code of the process and never ends it, so that output is written out. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('dataagent')
    .description('From a requirement to checked, deterministic SQL, DDL and data quality checks')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(dataagent --help lists the commands)');
  for (const make of allCommands) program.addCommand(make().exitOverride());
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
      if (process.exitCode !== 0 && args.includes('--json')) usageDocument(error);
      return;
    }
    const { reportFailure } = await import('./failure.js');
    process.exitCode = reportFailure(error, args);
  }
}

/** With `--json` a usage error is one document on stdout too. */
function usageDocument(error: CommanderError): void {
  const message = error.message.replace(/^error: /, '');
  const document = {
    v: 1,
    ok: false,
    exit: exitCodes.usage,
    error: { code: 'cli/usage', message },
  };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
