import { addUnits } from '../../base/calendar-days.js';
import type { Diagnostic } from '../../base/diagnostic.js';
import { statusOf, type SpecStatus } from '../../stages/spec/status.js';
import { archivedNames, ownName } from '../../workspace/archive.js';
import { readSpec } from '../../workspace/spec.js';
import { decidedIn, review } from './decided.js';
import { today } from '../models/drafting.js';
import { specsAsked, specsLike, type Work } from './project.js';

/** Where specs stand, with what is wrong with their files. */
export async function statuses(
  work: Work,
  asked: string | undefined,
): Promise<readonly [readonly SpecStatus[], readonly Diagnostic[]]> {
  const { project } = work;
  const how = {
    database: project.config.database !== undefined,
    bizdate: addUnits(today(project.config.timezone), -1, 'day'),
  };
  const all: SpecStatus[] = [];
  const found: Diagnostic[] = [];
  const decided = await decidedIn(project);
  for (const name of await specsAsked(project, asked)) {
    const [spec, problems] = await readSpec(project, name);
    found.push(...problems);
    if (spec === undefined) continue;
    const reviewed = review(work, spec, decided);
    all.push(statusOf(spec, how, reviewed, reviewed.gates.standings));
  }
  return [all, found];
}

/** Names of specs that are archived: all of them, or those that a name, a number or a beginning means. */
export async function resting(
  { project }: Work,
  asked: string | undefined,
): Promise<readonly string[]> {
  const names = (await archivedNames(project)).map(ownName);
  return asked === undefined ? names : specsLike(names, asked);
}
