import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent feedback`. */
export interface FeedbackOptions extends CommonOptions {
  readonly reason?: string;
}

/** `dataagent feedback <spec|question> right|wrong`: what a person says of an answer. */
export const feedbackCommand = (): Command =>
  new Command('feedback')
    .argument('<about>', 'a spec, or a question in words')
    .argument('<verdict>', 'right or wrong')
    .option('--reason <text>', 'what is wrong with it, or why it is right')
    .action(async (about: string, verdict: string, _own: object, command: Command) => {
      const options = command.optsWithGlobals<FeedbackOptions>();
      const { perform } = await import('../perform.js');
      const { giveFeedback } = await import('../actions/learn/feedback.js');
      await perform('feedback', options, (session) =>
        giveFeedback(session, about, verdict, options),
      );
    });
