import { clean } from '../../../base/render.js';
import { readDecisions } from '../../../gates/read-decisions.js';
import { acceptedIn, mayRest } from '../../../stages/spec/archivable.js';
import { archivedNames, everySpec, moveToArchive, ownName } from '../../../workspace/archive.js';
import { locked } from '../../../workspace/files/lock.js';
import { personAt } from '../../../workspace/person.js';
import { readSpec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { archiveTrouble } from '../../troubles/archive.js';
import type { ArchiveOptions } from '../../commands/archive.js';
import { decidedIn } from '../../project/decided.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specNamed, specsLike, withSpec, type Work } from '../../project/project.js';

/**
 * Puts a spec away into `specs/archive`, whole: documents, decisions and reports are kept as they are, and
 * what they decided goes on counting. Says why in `archived.json` of its folder.
 */
export async function archiveSpec(
  session: Session,
  asked: string,
  options: ArchiveOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const { project } = work;
    const [resting] = specsLike((await archivedNames(project)).map(ownName), asked);
    if (resting !== undefined)
      throw archiveTrouble('already-there', {
        spec: resting,
        place: `${project.config.specs}/archive/${resting}`,
      });
    const name = await specNamed(project, asked);
    return locked(project.root, name, () => put(session, work, name, options));
  });
}

async function put(
  session: Session,
  { project }: Work,
  name: string,
  { reason, by }: ArchiveOptions,
): Promise<Outcome> {
  return withSpec(project, name, async (spec) => {
    const [decisions = []] = readDecisions(name, spec.approvals);
    const { delivered } = await decidedIn(project);
    const replacedBy = await replacement(project, name);
    const { kind } = spec.meta;
    const why = (reason ?? '').trim();
    const rest = mayRest(
      {
        kind,
        decisions,
        delivered: new Set(delivered.keys()),
        ...(replacedBy !== undefined && { replacedBy }),
      },
      why !== '',
    );
    if (!rest.may && rest.because === 'current')
      throw archiveTrouble('current', { spec: name, tables: rest.tables });
    if (!rest.may) throw archiveTrouble('unfinished', { spec: name });
    const record = {
      v: 1,
      spec: name,
      by: clean(by ?? (await personAt(project.root))),
      at: new Date().toISOString(),
      because: rest.because,
      ...(replacedBy !== undefined && { replacedBy }),
      ...(why !== '' && { reason: clean(why) }),
    };
    session.signal.throwIfAborted();
    const text = `${JSON.stringify(record, null, 2)}\n`;
    await writeFiles(project.root, new Map([[`${spec.folder}/archived.json`, text]]));
    const place = await moveToArchive(project, name);
    return { text: `${place}\n`, data: { spec: name, place, because: rest.because } };
  });
}

/** An accepted spec that changes this one, archived or not. */
async function replacement(project: Work['project'], name: string): Promise<string | undefined> {
  for (const path of await everySpec(project)) {
    const [other] = await readSpec(project, path);
    if (other?.meta.changes !== name) continue;
    const [decisions = []] = readDecisions(other.name, other.approvals);
    if (acceptedIn(decisions).length > 0) return other.name;
  }
  return undefined;
}
