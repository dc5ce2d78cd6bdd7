import { Command, CommanderError } from 'commander';
import { allCommands } from './all-commands.js';
import { surviveClosedStreams } from './streams.js';
import { version } from './version.js';

/** Runs one command line; sets the exit code of the process and never ends it, so that output is written out. */
export async function main(args: readonly string[]): Promise<void> {
  surviveClosedStreams();
  const program = newProgram();
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    // Help and version are shown by now.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const command = args.find((a) => program.commands.some((c) => c.name() === a));
    await fail(error, args, command);
  }
}

/** What commander says is not printed by it: usage errors are troubles like all others. */
function newProgram(): Command {
  const program = new Command('dataagent')
    .description('From a requirement to checked, deterministic SQL, DDL and data quality checks')
    .version(version())
    .option('--json', 'write exactly one JSON document to stdout')
    .option('--lang <language>', 'language of messages: en or zh (default: the locale)')
    .option('--project <folder>', 'the project (default: the nearest folder with dataagent.yaml)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  for (const make of allCommands) program.addCommand(inheriting(make(), program));
  return program;
}

function inheriting(command: Command, from: Command): Command {
  command.copyInheritedSettings(from);
  for (const below of command.commands) inheriting(below, command);
  return command;
}

async function fail(
  error: unknown,
  args: readonly string[],
  command: string | undefined,
): Promise<void> {
  const { reportFailure } = await import('./failure.js');
  const { localeLanguage } = await import('./language.js');
  const { usageTrouble } = await import('./usage.js');
  const asked = args[args.indexOf('--lang') + 1];
  const language =
    args.includes('--lang') && (asked === 'en' || asked === 'zh') ? asked : localeLanguage();
  reportFailure(error instanceof CommanderError ? usageTrouble(error, command) : error, {
    ...(command !== undefined && { command }),
    json: args.includes('--json'),
    language,
  });
}
