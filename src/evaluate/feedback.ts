/** What a person says of an answer: kept with the project, one line each, only ever added to. */
export interface Feedback {
  /** A spec's name, or a question in words. */
  readonly about: string;
  readonly verdict: 'right' | 'wrong';
  readonly reason?: string;
  /** Hash of the documents that were judged; absent for a question. */
  readonly documents?: string;
}

/** The file of feedback, relative to the project. */
export const feedbackFile = 'evaluation/feedback.jsonl';

/** Reads feedback; lines that are none are left out. */
export function readFeedback(text: string): readonly Feedback[] {
  return text.split('\n').flatMap((line): Feedback[] => {
    const said = parsed(line);
    return typeof said?.about === 'string' && (said.verdict === 'right' || said.verdict === 'wrong')
      ? [said as Feedback]
      : [];
  });
}

/** The file with one more line. */
export function withFeedback(text: string, said: Feedback): string {
  const line = JSON.stringify({
    about: said.about,
    verdict: said.verdict,
    ...(said.reason !== undefined && { reason: said.reason }),
    ...(said.documents !== undefined && { documents: said.documents }),
  });
  return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${line}\n`;
}

/** What was said last of something, as it stands now; what was said of other documents does not count. */
export function lastFeedback(
  all: readonly Feedback[],
  about: string,
  documents: string | undefined,
): Feedback | undefined {
  return all.findLast(
    (f) => f.about === about && (f.documents === undefined || f.documents === documents),
  );
}

function parsed(line: string): Partial<Feedback> | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}
