import type { Spec } from '../../workspace/spec.js';
import { documentName } from '../../workspace/spec.js';
import { parseDocument } from '../../dsl/parse.js';
import { requirementsOf } from '../../workspace/requirements.js';
import type { Task, TaskGraph, TaskRole } from './task.js';
import { schemaAddress } from '../../workspace/schema-address.js';

/** One document that is there or that is to be. */
export interface PlannedDocument {
  /** Undefined while nobody knows what it will be called. */
  readonly name: string | undefined;
  readonly title: string;
  readonly satisfies: readonly string[];
  /** Whether it writes a table. */
  readonly table: boolean;
  /** Files of its cases. */
  readonly tests: readonly string[];
}

/**
 * The tasks of a spec (design section 7): for each document its model, code, key information, DDL,
 * monitoring and tests, which wait for each other only where one reads what the other makes; then the
 * manifest, the proof and the report. A function of what is planned and of the dialects: the same
 * documents have the same tasks, number by number.
 */
export function planTasks(
  spec: Pick<Spec, 'name' | 'meta'>,
  documents: readonly PlannedDocument[],
  dialects: readonly string[],
  planned: TaskGraph['planned'] = 'files',
): TaskGraph {
  const tasks: Task[] = [];
  const add = (role: TaskRole, title: string, more: Partial<Task>): string => {
    const id = `T-${String(tasks.length + 1).padStart(3, '0')}`;
    tasks.push({ id, role, title, needs: [], inputs: [], outputs: [], ...more });
    return id;
  };
  const models = documents.map(({ name, title, satisfies }) => {
    const file = `dsl/${name ?? '*'}.json`;
    const own = { ...(name !== undefined && { document: name }), satisfies };
    return add('model', title, { inputs: ['requirement.md'], outputs: [file], ...own });
  });
  const files = documents.map((d) => `dsl/${d.name ?? '*'}.json`);
  if (spec.meta.kind !== 'quick' && spec.meta.kind !== 'retire')
    add('solution', spec.meta.title, {
      needs: models,
      inputs: ['requirement.md', ...files],
      outputs: ['solution.md'],
    });
  const made: string[] = [];
  const proven: string[] = [];
  for (const [i, { name, title, table, tests }] of documents.entries()) {
    if (name === undefined) continue;
    const common = { needs: [models[i]!], inputs: [files[i]!], document: name };
    const each = (ending: string): readonly string[] =>
      dialects.map((d) => `generated/${d}/${name}${ending}`);
    made.push(add('code', title, { ...common, outputs: each('.sql') }));
    made.push(add('keys', title, { ...common, outputs: [`generated/${name}.lineage.json`] }));
    if (table) made.push(add('ddl', title, { ...common, outputs: each('.ddl.sql') }));
    if (table) made.push(add('quality', title, { ...common, outputs: each('.dqc.sql') }));
    if (tests.length > 0)
      proven.push(add('test', title, { ...common, inputs: [files[i]!, ...tests] }));
  }
  const outputs = made.flatMap((id) => tasks.find((t) => t.id === id)!.outputs);
  if (made.length > 0) {
    const manifest = add('code', 'generated/manifest.json', {
      needs: made,
      inputs: outputs,
      outputs: ['generated/manifest.json'],
    });
    proven.push(
      add('prove', spec.meta.title, { needs: [manifest], inputs: ['generated/manifest.json'] }),
    );
  }
  add('report', spec.meta.title, {
    needs: proven.length > 0 ? proven : models,
    outputs: ['observed/report.json', 'observed/report.md'],
  });
  return { $schema: schemaAddress('tasks', 2), v: 1, spec: spec.name, planned, tasks };
}

/** The documents of a spec as they are; where there is none yet, the one that all requirements are for. */
export function documentsOf(spec: Spec): readonly PlannedDocument[] {
  if (spec.meta.kind === 'retire') return [];
  const inSpec = (file: string): string => file.slice(spec.folder.length + 1);
  if (spec.documents.length === 0) {
    const satisfies = requirementsOf(spec.requirement?.text ?? '').map((r) => r.id);
    return [{ name: undefined, title: spec.meta.title, satisfies, table: false, tests: [] }];
  }
  return spec.documents.map(({ file, text }) => {
    const name = documentName(file);
    const document = parseDocument(text)[0]?.document;
    const own = spec.tests.filter((t) => t.of === name || spec.documents.length === 1);
    return {
      name,
      title: document?.title ?? name,
      satisfies: document?.satisfies ?? [],
      table: document?.target !== undefined,
      tests: [...new Set(own.map((t) => inSpec(t.file)))],
    };
  });
}
