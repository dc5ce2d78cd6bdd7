import type { Diagnostic } from '../../base/diagnostic.js';
import { statusOf, type SpecStatus } from '../../stages/spec/status.js';
import { readSpec } from '../../workspace/spec.js';
import { review } from '../project/decided.js';
import type { SpecView, WorkedOut } from './spec-work.js';

/** Where one spec stands, with what is wrong with the form of its files. */
export interface SpecStanding {
  readonly found: readonly Diagnostic[];
  /** Absent where its `spec.yaml` cannot be read. */
  readonly status?: SpecStatus;
}

/** Works out where one spec stands. */
export async function standingOfSpec(
  view: SpecView,
  name: string,
): Promise<WorkedOut<SpecStanding>> {
  const project = { ...view.project, texts: new Map<string, string>() };
  const [spec, found] = await readSpec(project, name);
  if (spec === undefined) return { made: { found }, about: [] };
  const reviewed = review(view, spec, view);
  const { standings, meanings } = reviewed.gates;
  const status = statusOf(spec, view.project.config.database !== undefined, reviewed, standings);
  const about = [...Object.keys(meanings.tables), ...(spec.meta.targets ?? [])];
  return { made: { found, status }, about };
}
