import type { Role as ModelRole } from '../../llm/model.js';

/** Who does a task: functional roles in the order of the six steps, then those that prove and report. */
const taskRoles = [
  'model',
  'solution',
  'code',
  'keys',
  'ddl',
  'quality',
  'test',
  'prove',
  'report',
] as const;

/** One of the roles. */
export type TaskRole = (typeof taskRoles)[number];

/** What a role may do beside reading and writing files of its spec. */
export type Permission = 'ask-model' | 'run-embedded' | 'read-database';

/** What a role takes and makes; the planning role is one, and makes the tasks of all others. */
export interface RoleContract {
  /** Files of the spec by path: `*` stands for a name, `**` for any path. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly may: readonly Permission[];
  /** Prompts of `templates/` without language and ending, where the role has a model. */
  readonly prompts: readonly string[];
  /** Of the settings: which lists of providers are asked. */
  readonly profiles: readonly ModelRole[];
}

/** Every role with what it may read, write and use. */
export const contracts: Readonly<Record<TaskRole | 'plan', RoleContract>> = {
  plan: {
    ...without(['requirement.md', 'spec.yaml', 'dsl/*.json', 'tests/**'], ['tasks.json']),
    may: ['ask-model'],
    prompts: ['tasks'],
    profiles: ['plan'],
  },
  model: {
    ...without(['requirement.md', 'spec.yaml', 'tasks.json'], ['dsl/*.json']),
    may: ['ask-model', 'run-embedded'],
    prompts: ['plan', 'draft', 'repair'],
    profiles: ['plan', 'draft', 'repair'],
  },
  solution: without(['requirement.md', 'dsl/*.json'], ['solution.md']),
  code: without(['dsl/*.json', 'dqc.yaml'], ['generated/*/*.sql', 'generated/manifest.json']),
  keys: without(['dsl/*.json'], ['generated/*.lineage.json']),
  ddl: without(['dsl/*.json'], ['generated/*/*.ddl.sql']),
  quality: without(['dsl/*.json', 'dqc.yaml'], ['generated/*/*.dqc.sql']),
  test: { ...without(['dsl/*.json', 'tests/**', 'dqc.yaml'], []), may: ['run-embedded'] },
  prove: {
    ...without(['dsl/*.json', 'generated/**', 'dqc.yaml'], []),
    may: ['run-embedded', 'read-database'],
  },
  report: {
    ...without(['**'], ['observed/report.json', 'observed/report.md']),
    may: ['ask-model', 'run-embedded'],
    prompts: ['report'],
    profiles: ['report'],
  },
};

function without(reads: readonly string[], writes: readonly string[]): RoleContract {
  return { reads, writes, may: [], prompts: [], profiles: [] };
}

/** Whether a path of a spec is one of those that patterns name. */
export function isAmong(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split(/(\*\*|\*)/).map((part) => {
      if (part === '**') return '.*';
      return part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    });
    return new RegExp(`^${parts.join('')}$`, 'u').test(path);
  });
}

/** One thing to do: who, after what, from which files to which. Paths are those in the spec's folder. */
export interface Task {
  readonly id: string;
  readonly role: TaskRole;
  readonly title: string;
  readonly needs: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Short name of the document it is about. */
  readonly document?: string;
  /** Requirements that the document is for. */
  readonly satisfies?: readonly string[];
}

/** `tasks.json`: what the planning role made of a requirement. States are not in it: files and journals have them. */
export interface TaskGraph {
  readonly $schema?: string;
  readonly v: 1;
  readonly spec: string;
  /** files: from the documents alone; model: a model said which documents there are to be. */
  readonly planned: 'files' | 'model';
  readonly tasks: readonly Task[];
}

/** The text of `tasks.json`: the same for the same graph. */
export function graphText(graph: TaskGraph): string {
  return `${JSON.stringify(graph, null, 2)}\n`;
}
