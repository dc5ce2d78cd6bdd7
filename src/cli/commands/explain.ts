import { Command } from 'commander';
import type { OntologyOptions } from '../project/ontology.js';

interface Options extends OntologyOptions {
  readonly list?: true;
}

/** `dataagent explain <code, document or spec>`: why a law exists, or what a document's numbers are. */
export const explainCommand = (): Command =>
  new Command('explain')
    .argument('[what]', 'a code as in error[code], a JSON document of the DSL, or a spec')
    .option('--list', 'list every code with its level')
    .option('--ontology <folder>', 'a folder of ontology files instead of the project')
    .action(async (what: string | undefined, _own: object, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { perform } = await import('../perform.js');
      const { explainCode, isCode, listCodes } = await import('../actions/explain/codes.js');
      const { explainFile, explainSpec, isSpec } = await import('../actions/explain/document.js');
      await perform('explain', options, async (session) => {
        if (options.list === true || what === undefined) return listCodes(session);
        if (isCode(what)) return explainCode(session, what);
        if (what.endsWith('.json')) return explainFile(session, what, options);
        if (await isSpec(session, what, options)) return explainSpec(session, what, options);
        return explainCode(session, what);
      });
    });
