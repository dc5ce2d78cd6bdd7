import type { Command } from 'commander';

/** Adds the options about models to a command. */
export function modelOptions(command: Command): Command {
  return command
    .option('--model <profile>', 'the model profile of the user configuration, or none')
    .option('--record <folder>', 'write each question to the model and its answer there')
    .option('--replay <folder>', 'answer from recordings; no model is asked');
}
