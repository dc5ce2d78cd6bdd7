import { compareRuns } from '../../../evaluate/runs/compare-runs.js';
import { readRun } from '../../../evaluate/runs/runs.js';
import { clean } from '../../../base/render.js';
import type { Outcome, Session } from '../../outcome.js';
import { pairedLine } from './eval.js';

/** Two runs beside each other, with a paired test. */
export function compareEvaluations({ cwd }: Session, first: string, second: string): Outcome {
  const { paired, missing, changed } = compareRuns(readRun(cwd, first), readRun(cwd, second));
  const lines = changed.map((c) => `${clean(c.id)}: ${c.first} → ${c.second}`);
  return {
    text: [
      ...lines,
      ...(missing.length > 0 ? [`only in one of them: ${missing.map(clean).join(', ')}`] : []),
      pairedLine(paired),
      '',
    ].join('\n'),
    data: { paired, missing, changed },
  };
}
