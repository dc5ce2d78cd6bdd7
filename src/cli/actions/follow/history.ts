import { storyOf } from '../../../stages/spec/story.js';
import { readRuns } from '../../../workspace/journal.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject, specNamed } from '../../project/project.js';

/** Tells every attempt at a spec from the journals of this machine. */
export async function showHistory(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async ({ project }) => {
    const spec = await specNamed(project, asked);
    const all = await readRuns(project.root);
    const runs = all.filter(({ events }) => events[0]?.['spec'] === spec);
    const none = session.language === 'zh' ? '还没有运行记录\n' : 'no runs yet\n';
    const text = runs.map((run) => storyOf(run, session.language)).join('\n');
    return { text: text === '' ? none : text, data: { spec, runs } };
  });
}
