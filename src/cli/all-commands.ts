import type { Command } from 'commander';
import { checkCommand } from './commands/check.js';
import { compileCommand } from './commands/compile.js';
import { dialectsCommand } from './commands/dialects.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { fmtCommand } from './commands/fmt.js';
import { genCommand } from './commands/gen.js';
import { initCommand } from './commands/init.js';
import { newCommand } from './commands/new.js';
import { nextCommand } from './commands/next.js';
import { ontologyCommand } from './commands/ontology.js';
import { queryCommand } from './commands/query.js';
import { runCommand } from './commands/run.js';
import { statusCommand } from './commands/status.js';
import { testCommand } from './commands/test.js';

/** Every command, in the order of the help: as people come to need them. Each module loads commander and nothing else. */
export const allCommands: readonly (() => Command)[] = [
  initCommand,
  newCommand,
  genCommand,
  checkCommand,
  testCommand,
  runCommand,
  statusCommand,
  nextCommand,
  queryCommand,
  compileCommand,
  fmtCommand,
  explainCommand,
  ontologyCommand,
  dialectsCommand,
  doctorCommand,
];
