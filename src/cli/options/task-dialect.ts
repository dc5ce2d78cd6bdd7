import { taskDialects, type TaskDialect } from '../../interop/sql/dialects.js';
import { cliTrouble } from '../troubles/cli.js';

/** The dialect of `--dialect`, MaxCompute without it; a trouble where its SQL cannot be read. */
export function taskDialect(asked: string | undefined): TaskDialect {
  if (asked === undefined) return 'maxcompute';
  const found = taskDialects.find((d) => d === asked.toLowerCase());
  if (found === undefined) throw cliTrouble('unknown-word', { word: asked, known: taskDialects });
  return found;
}
