import { addUnits } from '../../base/time/calendar-days.js';
import type { Diagnostic } from '../../base/diagnostic.js';
import { commandOf, type SpecStatus } from '../../stages/spec/status.js';
import { archivedNames, ownName } from '../../workspace/archive.js';
import { today } from '../models/drafting.js';
import type { Session } from '../outcome.js';
import { eachSpec } from '../specs/each-spec.js';
import { specsAsked, specsLike, type Work } from './project.js';

/** Where a spec stands today: its next command names the day. */
export interface StatusToday extends Omit<SpecStatus, 'next'> {
  readonly next: string | undefined;
}

/** Where specs stand, with what is wrong with their files. */
export async function statuses(
  session: Session,
  work: Work,
  asked: string | undefined,
): Promise<readonly [readonly StatusToday[], readonly Diagnostic[]]> {
  const { project } = work;
  const bizdate = addUnits(today(project.config.timezone), -1, 'day');
  const names = await specsAsked(project, asked);
  const all = await eachSpec(session, work, names, { kind: 'status', cached: true });
  const standing = all.flatMap(({ status }): readonly StatusToday[] =>
    status === undefined
      ? []
      : [{ ...status, next: status.next && commandOf(status.next, bizdate) }],
  );
  return [standing, all.flatMap(({ found }) => found)];
}

/** Names of specs that are archived: all of them, or those that a name, a number or a beginning means. */
export async function resting(
  { project }: Work,
  asked: string | undefined,
): Promise<readonly string[]> {
  const names = (await archivedNames(project)).map(ownName);
  return asked === undefined ? names : specsLike(names, asked);
}
