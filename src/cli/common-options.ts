import type { Command } from 'commander';

/** Adds the options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'write exactly one JSON document to stdout')
    .option('--lang <language>', 'language of messages: en or zh (default: the locale)')
    .option('--project <folder>', 'the project (default: the nearest folder with dataagent.yaml)');
}
