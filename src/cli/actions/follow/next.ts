import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject } from '../../project/project.js';
import { statuses } from '../../project/statuses.js';

/** The one next command, of a spec or of the project. */
export async function showNext(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const [all, diagnostics] = await statuses(session, work, asked);
    const next = all.find((s) => s.next !== undefined)?.next ?? 'dataagent new spec "…"';
    return { text: `${next}\n`, data: { next }, diagnostics };
  });
}
