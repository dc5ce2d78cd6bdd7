import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { feedbackFile, withFeedback, type Feedback } from '../../../evaluate/feedback.js';
import { specNames, type Project } from '../../../workspace/project.js';
import { exists, readText } from '../../../workspace/files/read-text.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { FeedbackOptions } from '../../commands/feedback.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specsLike, withSpec } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Keeps what a person says of a spec's answer, or of a question; a spec is judged as it stands now. */
export async function giveFeedback(
  session: Session,
  about: string,
  verdict: string,
  options: FeedbackOptions,
): Promise<Outcome> {
  if (verdict !== 'right' && verdict !== 'wrong')
    throw cliTrouble('unknown-word', { word: verdict, known: ['right', 'wrong'] });
  return inProject(session, options, async ({ project }) => {
    const matching = specsLike(await specNames(project), about);
    const reason = options.reason === undefined ? {} : { reason: options.reason };
    const [name, ...more] = matching;
    if (name === undefined || more.length > 0) return keep(project, { about, verdict, ...reason });
    return withSpec(project, name, (spec) =>
      keep(project, { about: name, verdict, ...reason, documents: documentsHash(spec) }),
    );
  });
}

/** A text that changes with the documents of a spec. */
export function documentsHash({ documents }: Pick<Spec, 'documents'>): string {
  const hash = createHash('sha256');
  for (const { text } of documents) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 16);
}

async function keep(project: Project, said: Feedback): Promise<Outcome> {
  const file = join(project.root, feedbackFile);
  const known = (await exists(file)) ? await readText(file) : '';
  await writeFiles(project.root, new Map([[feedbackFile, withFeedback(known, said)]]));
  return { text: `${feedbackFile}\n`, data: { file: feedbackFile, feedback: said } };
}
