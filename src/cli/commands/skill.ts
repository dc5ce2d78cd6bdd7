import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent skill export`. */
export interface SkillOptions extends CommonOptions {
  readonly into?: string;
  readonly own?: true;
}

/** `dataagent skill list|export`: skills in the open SKILL.md form. */
export const skillCommand = (): Command =>
  new Command('skill')
    .addCommand(
      new Command('list')
        .description('the skills of the project, of its user and of the tool')
        .action(async (_own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { listSkills } = await import('../actions/learn/skill.js');
          await perform('skill list', options, (session) => listSkills(session, options));
        }),
    )
    .addCommand(
      new Command('export')
        .description('write a skill by which other agents use this project, made from its ontology')
        .argument('[name]', 'its name, in a-z, 0-9 and - (default: the project’s)')
        .option('--into <folder>', 'the folder of skills it goes into (default: skills)')
        .option('--own', 'the skill by which other agents drive dataagent itself')
        .action(async (name: string | undefined, _own: object, command: Command) => {
          const options = command.optsWithGlobals<SkillOptions>();
          const { perform } = await import('../perform.js');
          const { exportSkill } = await import('../actions/learn/skill.js');
          await perform('skill export', options, (session) => exportSkill(session, name, options));
        }),
    );
