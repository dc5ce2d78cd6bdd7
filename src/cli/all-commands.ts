import type { Command } from 'commander';
import { compileCommand } from './commands/compile.js';
import { dialectsCommand } from './commands/dialects.js';
import { fmtCommand } from './commands/fmt.js';
import { queryCommand } from './commands/query.js';

/** Every command, in the order of the help. Each module loads commander and nothing else. */
export const allCommands: readonly (() => Command)[] = [
  compileCommand,
  queryCommand,
  fmtCommand,
  dialectsCommand,
];
