import { readDecisions } from '../../../gates/read-decisions.js';
import { decisionStory, storyOf } from '../../../stages/spec/story.js';
import { readRuns } from '../../../workspace/journal.js';
import { specApprovals } from '../../../workspace/spec.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject, specNamed } from '../../project/project.js';

/** Tells every attempt at a spec from the journals of this machine, and what people decided on it, oldest first. */
export async function showHistory(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  const { language } = session;
  return inProject(session, options, async ({ project }) => {
    const spec = await specNamed(project, asked);
    const all = await readRuns(project.root);
    const runs = all.filter(({ events }) => events[0]?.['spec'] === spec);
    const [filed = []] = readDecisions(spec, await specApprovals(project, spec));
    const told = [
      ...runs.map((run) => ({ at: run.events[0]!.at, text: storyOf(run, language) })),
      ...filed.map((one) => ({ at: one.decision.at, text: decisionStory(one, language) })),
    ];
    const text = told.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map((t) => t.text);
    const none = language === 'zh' ? '还没有运行记录\n' : 'no runs yet\n';
    const decisions = filed.map(({ file, decision: { gate, decision, by, at, reason } }) => ({
      file,
      gate,
      decision,
      by,
      at,
      ...(reason !== undefined && { reason }),
    }));
    return {
      text: text.length === 0 ? none : text.join('\n'),
      data: { spec, runs, decisions },
    };
  });
}
