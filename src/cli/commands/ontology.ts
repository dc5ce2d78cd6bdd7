import { Command } from 'commander';
import type { CommonOptions } from '../outcome.js';

/** Options of `dataagent ontology import`. */
export interface ImportOptions extends CommonOptions {
  readonly database?: string;
  readonly into?: string;
  readonly queries?: string;
  readonly dryRun?: true;
}

/** Options of `dataagent ontology coverage`. */
export interface CoverageOptions extends CommonOptions {
  readonly dialect?: string;
  readonly database?: string;
  readonly asOf?: string;
  readonly ontology?: string;
}

/** Options of `dataagent ontology rename`. */
export interface RenameOptions extends CommonOptions {
  readonly write?: true;
}

/** Options of `dataagent ontology promote`. */
export interface PromoteOptions extends CommonOptions {
  readonly as?: string;
  readonly label?: string;
  readonly write?: true;
}

/** `dataagent ontology …`: what the ontology holds, who reads it, and definitions of another tool as one. */
export const ontologyCommand = (): Command =>
  new Command('ontology')
    .addCommand(
      new Command('list')
        .description('names of all definitions')
        .argument(
          '[kind]',
          'entity, attribute, relationship, metric, period, calendar, term or policy',
        )
        .action(async (kind: string | undefined, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { listOntology } = await import('../actions/ontology/impact.js');
          await perform('ontology list', options, (session) =>
            listOntology(session, kind, options),
          );
        }),
    )
    .addCommand(
      new Command('show')
        .description('one definition, where it stands, and which documents read it')
        .argument('<name>', 'a name, label or synonym')
        .action(async (name: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { showDefinition } = await import('../actions/ontology/impact.js');
          await perform('ontology show', options, (session) =>
            showDefinition(session, name, options),
          );
        }),
    )
    .addCommand(
      new Command('impact')
        .description('documents that a change of a definition changes, and their approvals')
        .argument('<name>', 'a name, label or synonym')
        .action(async (name: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CommonOptions>();
          const { perform } = await import('../perform.js');
          const { showImpact } = await import('../actions/ontology/impact.js');
          await perform('ontology impact', options, (session) =>
            showImpact(session, name, options),
          );
        }),
    )
    .addCommand(
      new Command('rename')
        .description('give a definition another name in every file that says it; approvals stay')
        .argument('<old>', 'an entity, attribute (orders.amount), metric or term')
        .argument('<new>', 'the new name alone: amount_paid')
        .option('--write', 'do it; without it, show which files would change')
        .action(async (old: string, to: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<RenameOptions>();
          const { perform } = await import('../perform.js');
          const { renameInOntology } = await import('../actions/ontology/rename.js');
          await perform('ontology rename', options, (session) =>
            renameInOntology(session, old, to, options),
          );
        }),
    )
    .addCommand(
      new Command('promote')
        .description('make an aggregate that a document defines itself a metric of the ontology')
        .argument('<spec>', 'whose document defines it')
        .argument('<column>', 'the column it makes there')
        .option('--as <name>', 'the name of the metric (default: that of the column)')
        .option('--label <label>', 'what people call it')
        .option('--write', 'do it; without it, show what would change')
        .action(async (spec: string, column: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<PromoteOptions>();
          const { perform } = await import('../perform.js');
          const { promoteMetric } = await import('../actions/ontology/promote.js');
          await perform('ontology promote', options, (session) =>
            promoteMetric(session, spec, column, options),
          );
        }),
    )
    .addCommand(
      new Command('import')
        .description('read definitions of another tool as an ontology, and say what is left out')
        .argument('<form>', 'metricflow: a folder of dbt semantic manifests')
        .argument('<folder>', 'where the definitions are')
        .option('--into <folder>', 'where the ontology is written (default: the project’s)')
        .option('--queries <folder>', 'write saved queries as documents there')
        .option('--database <address>', 'duckdb:FILE to read the types of columns from')
        .option('--dry-run', 'say what would be written, write nothing')
        .action(async (form: string, folder: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<ImportOptions>();
          const { perform } = await import('../perform.js');
          const { importOntology } = await import('../actions/ontology/import.js');
          await perform('ontology import', options, (session) =>
            importOntology(session, form, folder, options),
          );
        }),
    )
    .addCommand(
      new Command('coverage')
        .description('which SQL tasks of a folder can be said in the DSL, and why others cannot')
        .argument('<folder>', 'where the .sql files are')
        .option('--dialect <dialect>', 'whose SQL it is (default: maxcompute)')
        .option('--database <address>', 'duckdb:FILE to compare rows on')
        .option(
          '--as-of <day>',
          'the day that bizdate and relative time mean when rows are compared',
        )
        .option('--ontology <folder>', 'an ontology instead of the project’s')
        .action(async (folder: string, _own: object, command: Command) => {
          const options = command.optsWithGlobals<CoverageOptions>();
          const { perform } = await import('../perform.js');
          const { coverageOf } = await import('../actions/ontology/coverage.js');
          await perform('ontology coverage', options, (session) =>
            coverageOf(session, folder, options),
          );
        }),
    );
