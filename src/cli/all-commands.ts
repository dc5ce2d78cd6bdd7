import type { Command } from 'commander';

/** A command as the help lists it; its module loads commander and nothing else, and only when it is wanted. */
export interface CommandEntry {
  readonly name: string;
  readonly about: string;
  readonly load: () => Promise<Command>;
}

/** Every command, in the order of the help: as people come to need them. */
export const allCommands: readonly CommandEntry[] = [
  {
    name: 'init',
    about: 'make a project; with --from, read a first ontology from a database',
    load: async () => (await import('./commands/init.js')).initCommand(),
  },
  {
    name: 'new',
    about: 'make a spec from a requirement in Chinese or English',
    load: async () => (await import('./commands/new.js')).newCommand(),
  },
  {
    name: 'gen',
    about: 'draft the DSL of a spec, or generate its SQL, DDL and data quality checks',
    load: async () => (await import('./commands/gen.js')).genCommand(),
  },
  {
    name: 'check',
    about: 'check ontology, specs and documents, and that generated files are as made',
    load: async () => (await import('./commands/check.js')).checkCommand(),
  },
  {
    name: 'test',
    about: 'run the tests of a spec, or of all, on an embedded DuckDB',
    load: async () => (await import('./commands/test.js')).testCommand(),
  },
  {
    name: 'run',
    about: 'draft, check, generate, test and prove a spec, as far as no person is needed',
    load: async () => (await import('./commands/run.js')).runCommand(),
  },
  {
    name: 'report',
    about: 'write what a spec came to, every number with where it came from',
    load: async () => (await import('./commands/report.js')).reportCommand(),
  },
  {
    name: 'clarify',
    about: 'answer what a spec leaves open, one question at a time',
    load: async () => (await import('./commands/clarify.js')).clarifyCommand(),
  },
  {
    name: 'approve',
    about: 'say yes at a gate, to exactly what it shows',
    load: async () => (await import('./commands/approve.js')).approveCommand(),
  },
  {
    name: 'reject',
    about: 'say no at a gate, and why',
    load: async () => (await import('./commands/reject.js')).rejectCommand(),
  },
  {
    name: 'diff',
    about: 'show what a spec has changed since its gates were approved',
    load: async () => (await import('./commands/diff.js')).diffCommand(),
  },
  {
    name: 'trace',
    about:
      'follow a requirement, a column, a table or a metric to what it depends on and what depends on it',
    load: async () => (await import('./commands/trace.js')).traceCommand(),
  },
  {
    name: 'retire',
    about: 'begin a spec that takes away what another has delivered',
    load: async () => (await import('./commands/retire.js')).retireCommand(),
  },
  {
    name: 'archive',
    about: 'put a spec away that was replaced, retired or answered, whole',
    load: async () => (await import('./commands/archive.js')).archiveCommand(),
  },
  {
    name: 'status',
    about: 'show where each spec stands',
    load: async () => (await import('./commands/status.js')).statusCommand(),
  },
  {
    name: 'next',
    about: 'say the one next command',
    load: async () => (await import('./commands/next.js')).nextCommand(),
  },
  {
    name: 'context',
    about: 'show what a model would be sent for a spec, and its size',
    load: async () => (await import('./commands/context.js')).contextCommand(),
  },
  {
    name: 'history',
    about: 'tell what was tried for a spec, round by round',
    load: async () => (await import('./commands/history.js')).historyCommand(),
  },
  {
    name: 'query',
    about: 'run one DSL document on a database and print its rows',
    load: async () => (await import('./commands/query.js')).queryCommand(),
  },
  {
    name: 'compile',
    about: 'compile one DSL document and print what it becomes',
    load: async () => (await import('./commands/compile.js')).compileCommand(),
  },
  {
    name: 'fmt',
    about: 'write DSL documents in canonical form',
    load: async () => (await import('./commands/fmt.js')).fmtCommand(),
  },
  {
    name: 'explain',
    about: 'explain a diagnostic, a document or the documents of a spec',
    load: async () => (await import('./commands/explain.js')).explainCommand(),
  },
  {
    name: 'ontology',
    about: 'work on the ontology as a whole',
    load: async () => (await import('./commands/ontology.js')).ontologyCommand(),
  },
  {
    name: 'memory',
    about: 'requirements with the documents that answered them, as examples for drafting',
    load: async () => (await import('./commands/memory.js')).memoryCommand(),
  },
  {
    name: 'skill',
    about: 'list skills for agents, or write one of this project',
    load: async () => (await import('./commands/skill.js')).skillCommand(),
  },
  {
    name: 'eval',
    about: 'measure how often questions become the right rows',
    load: async () => (await import('./commands/eval.js')).evalCommand(),
  },
  {
    name: 'feedback',
    about: 'keep what a person says of an answer',
    load: async () => (await import('./commands/feedback.js')).feedbackCommand(),
  },
  {
    name: 'config',
    about: 'say which layer of the settings sets what',
    load: async () => (await import('./commands/config.js')).configCommand(),
  },
  {
    name: 'migrate',
    about: 'write settings, ontology and documents of an older version in the form of today',
    load: async () => (await import('./commands/migrate.js')).migrateCommand(),
  },
  {
    name: 'dialects',
    about: 'list SQL dialects and how far each is proven',
    load: async () => (await import('./commands/dialects.js')).dialectsCommand(),
  },
  {
    name: 'doctor',
    about: 'check the installation, the project, and that the database has what the ontology says',
    load: async () => (await import('./commands/doctor.js')).doctorCommand(),
  },
];
