import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** `dataagent memory …`: requirements with the documents that answered them, as examples for drafting. */
export const memoryCommand = (): Command =>
  new Command('memory')
    .addCommand(
      new Command('list')
        .description('what is remembered, where, and whether it still holds under the ontology')
        .action(async (_own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { listMemory } = await import('../actions/learn/memory.js');
          await perform('memory list', options, (session) => listMemory(session, options));
        }),
    )
    .addCommand(
      new Command('keep')
        .description('remember the documents of a spec, for this user alone')
        .argument('<spec>', 'whose documents')
        .action(async (spec: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { keepSpec } = await import('../actions/learn/memory.js');
          await perform('memory keep', options, (session) => keepSpec(session, spec, options));
        }),
    )
    .addCommand(
      new Command('promote')
        .description('put what this user remembers where everybody has it')
        .argument('<name>', 'as memory list says')
        .action(async (name: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { moveMemory } = await import('../actions/learn/memory.js');
          await perform('memory promote', options, (session) =>
            moveMemory(session, name, 'shared', options),
          );
        }),
    )
    .addCommand(
      new Command('pull')
        .description(
          'copy what everybody has to this user’s own, to keep it whatever becomes of it there',
        )
        .argument('<name>', 'as memory list says')
        .action(async (name: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { moveMemory } = await import('../actions/learn/memory.js');
          await perform('memory pull', options, (session) =>
            moveMemory(session, name, 'local', options),
          );
        }),
    );
