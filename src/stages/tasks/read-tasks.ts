import { at, hasErrors, inFile, type Checked, type Diagnostic } from '../../base/diagnostic.js';
import { formDiagnostic, type ReportForm } from '../../base/form/form.js';
import { compileSchema, type SchemaCheck } from '../../base/json/json-schema.js';
import { readJson } from '../../base/json/json-text.js';
import { specDiagnostic } from '../../workspace/diagnostics.js';
import type { SpecFile } from '../../workspace/files/yaml-documents.js';
import { graphDiagnostic } from './diagnostics.js';
import { contracts, isAmong, type Task, type TaskGraph } from './task.js';
import schema from './tasks.schema.json' with { type: 'json' };

/** Reads `tasks.json`: its form, and then its laws. The graph is absent where it keeps one of them not. */
export function readTasks(
  { file, text }: SpecFile,
  spec: string,
  requirements: readonly string[],
): Checked<TaskGraph> {
  const { root, problems } = readJson(text);
  const [problem] = problems;
  if (root === undefined || problem !== undefined)
    return [
      undefined,
      [graphDiagnostic('not-json', '', { reason: problem?.kind ?? '' }, { file })],
    ];
  const form = compiled()(root.value).map((p) => formDiagnostic(p, specDiagnostic as ReportForm));
  if (form.length > 0) return [undefined, inFile(form, file)];
  const graph = root.value as TaskGraph;
  const found = inFile(checkTasks(graph, spec, requirements), file);
  return [hasErrors(found) ? undefined : graph, found];
}

/** Whether tasks are known, permitted, each file made once, and none waits for itself. */
export function checkTasks(
  { spec: own, tasks }: TaskGraph,
  spec: string,
  requirements: readonly string[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (own !== spec) found.push(graphDiagnostic('other-spec', '/spec', { spec, other: own }));
  const known = new Map<string, Task>();
  const makers = new Map<string, string>();
  for (const [i, task] of tasks.entries()) {
    const { id, role, outputs, satisfies = [] } = task;
    if (known.has(id)) found.push(graphDiagnostic('repeated-task', at('/tasks', i, 'id'), { id }));
    known.set(id, task);
    for (const [n, path] of outputs.entries()) {
      const place = at('/tasks', i, 'outputs', n);
      const first = makers.get(path);
      if (!isAmong(path, contracts[role].writes) || path.includes('..'))
        found.push(graphDiagnostic('not-permitted', place, { id, role, path }));
      else if (first !== undefined)
        found.push(graphDiagnostic('repeated-output', place, { id, path, first }));
      makers.set(path, first ?? id);
    }
    for (const [n, requirement] of satisfies.entries())
      if (!requirements.includes(requirement)) {
        const place = at('/tasks', i, 'satisfies', n);
        const allowed = requirements;
        found.push(graphDiagnostic('unknown-requirement', place, { id, requirement }, { allowed }));
      }
  }
  const reached = needsOf(known);
  for (const [i, { id, needs, inputs }] of tasks.entries()) {
    for (const [n, need] of needs.entries())
      if (!known.has(need)) {
        const allowed = [...known.keys()];
        const place = at('/tasks', i, 'needs', n);
        found.push(graphDiagnostic('unknown-need', place, { id, need }, { allowed }));
      }
    for (const [n, path] of inputs.entries()) {
      const maker = makers.get(path);
      if (maker !== undefined && reached.get(id)?.has(maker) !== true)
        found.push(
          graphDiagnostic('unmade-input', at('/tasks', i, 'inputs', n), { id, path, maker }),
        );
    }
  }
  const cycle = cycleIn(known);
  if (cycle !== undefined) {
    const i = tasks.findIndex((t) => t.id === cycle[0]);
    found.push(graphDiagnostic('cycle', at('/tasks', i, 'needs'), { ids: cycle }));
  }
  return found;
}

/** Everything that each task waits for, directly or not. */
function needsOf(tasks: ReadonlyMap<string, Task>): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>();
  for (const id of tasks.keys()) {
    const seen = new Set<string>();
    const waiting = [...(tasks.get(id)?.needs ?? [])];
    for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
      if (seen.has(need)) continue;
      seen.add(need);
      waiting.push(...(tasks.get(need)?.needs ?? []));
    }
    all.set(id, seen);
  }
  return all;
}

/** Tasks that wait for one another, the first named again at the end; undefined where none do. */
function cycleIn(tasks: ReadonlyMap<string, Task>): readonly string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): readonly string[] | undefined => {
    if (finished.has(id)) return undefined;
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    path.push(id);
    for (const need of tasks.get(id)?.needs ?? []) {
      const cycle = visit(need);
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    finished.add(id);
    return undefined;
  };
  for (const id of tasks.keys()) {
    const cycle = visit(id);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

let check: SchemaCheck | undefined;

function compiled(): SchemaCheck {
  check ??= compileSchema(schema);
  return check;
}
