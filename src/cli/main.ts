import { Command, CommanderError } from 'commander';
import { allCommands, type CommandEntry } from './all-commands.js';
import { surviveClosedStreams } from './streams.js';
import { toolVersion } from '../base/tool-version.js';

/** Runs one command line; sets the exit code of the process and never ends it, so that output is written out. */
export async function main(args: readonly string[]): Promise<void> {
  surviveClosedStreams();
  const asked = askedCommand(args);
  // What commander shows by itself (help and version) is a document too where one is asked for.
  const shown: string[] = [];
  try {
    const program = await newProgram(asked, args.includes('--json') ? shown : undefined);
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return await told(shown);
    await fail(error, args, asked?.name);
  }
}

/** The command that the first word names which is no option and no option's value; that of `help` names another. */
function askedCommand(args: readonly string[]): CommandEntry | undefined {
  const values = ['--lang', '--project'];
  const [first, second] = args.filter(
    (a, i) => !a.startsWith('-') && !values.includes(args[i - 1] ?? ''),
  );
  const name = first === 'help' ? second : first;
  return allCommands.find((c) => c.name === name);
}

/**
 * Of the commands only the one that is asked for is loaded; the others are there for the help. What
 * commander says is not printed by it: usage errors are troubles like all others.
 */
async function newProgram(
  asked: CommandEntry | undefined,
  shown: string[] | undefined,
): Promise<Command> {
  const program = new Command('dataagent')
    .description('From a requirement to checked, deterministic SQL, DDL and data quality checks')
    .version(toolVersion)
    .option('--json', 'write exactly one JSON document to stdout')
    .option('--lang <language>', 'language of messages: en or zh (default: the locale)')
    .option('--project <folder>', 'the project (default: the nearest folder with dataagent.yaml)')
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .configureOutput({
      outputError: () => undefined,
      ...(shown !== undefined && { writeOut: (text: string) => void shown.push(text) }),
    })
    .exitOverride();
  for (const entry of allCommands) {
    const command = entry === asked ? await entry.load() : new Command(entry.name);
    program.addCommand(inheriting(command.description(entry.about), program));
  }
  return program;
}

/** Help and version, shown by now or collected for a document. */
async function told(shown: readonly string[]): Promise<void> {
  if (shown.length === 0) return;
  const { printDocument } = await import('./output/output.js');
  printDocument({ command: 'help', outcome: 'ok', data: { text: shown.join('') } });
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
  const { localeLanguage } = await import('./options/language.js');
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
