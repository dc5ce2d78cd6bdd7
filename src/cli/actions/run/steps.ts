import { hasErrors } from '../../../base/diagnostic.js';
import { apartFromReport } from '../../../stages/report/check-report.js';
import type { ReportedTest } from '../../../stages/report/report.js';
import { checkSpec } from '../../../stages/spec/check-spec.js';
import { solutionOf } from '../../../stages/spec/solution.js';
import { doTasks } from '../../../stages/tasks/do-tasks.js';
import type { TaskGraph, TaskRole } from '../../../stages/tasks/task.js';
import { readSpec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { RunOptions } from '../../commands/run.js';
import { findings, type Outcome, type Said } from '../../outcome.js';
import { withSpec, type Work } from '../../project/project.js';
import type { RunSession } from '../../runs/run-record.js';
import {
  begun,
  ended,
  passedBefore,
  passedOver,
  testInputs,
  watchTasks,
} from '../../runs/task-events.js';
import { testOne } from '../check/test.js';
import { genDsl } from '../generate/gen-dsl.js';
import { generateSpec } from '../generate/gen.js';
import { heldAt } from './hold.js';
import { planned } from './plan.js';
import { readyToProve } from './prove.js';

/** What later steps know of earlier ones. */
export interface State {
  graph?: TaskGraph;
  tests: readonly ReportedTest[];
  drafted: boolean;
}

/** One step: undefined where there is nothing to do, else what it gave. */
type Step = (
  session: RunSession,
  work: Work,
  name: string,
  options: RunOptions,
  state: State,
) => Promise<Outcome | undefined>;

/** The planning role: from the documents that are there, or from the requirement. */
const plan: Step = async (session, work, name, options, state) =>
  withSpec(work.project, name, async (spec) => {
    const [graph, found] = await planned(session, work, spec, options);
    if (graph !== undefined) state.graph = graph;
    return findings(found);
  });

const draft: Step = async (session, work, name, options, state) => {
  const [spec] = await readSpec(work.project, name);
  if (spec === undefined || spec.meta.kind === 'retire') return undefined;
  const there = new Set(spec.documents.map((d) => d.file.slice(spec.folder.length + 1)));
  const models = (state.graph?.tasks ?? []).filter((t) => t.role === 'model');
  const open = models.filter((t) => !t.outputs.some((o) => there.has(o)));
  for (const task of models) if (!open.includes(task)) passedOver(session, task);
  if (open.length === 0 || (there.size > 0 && open.some((t) => t.document === undefined)))
    return undefined;
  session.progress(drafting);
  state.drafted = true;
  const ends = await doTasks(
    open,
    async (task) => {
      begun(session, task);
      const { document, satisfies } = task;
      const only = document === undefined ? {} : { document: { name: document, satisfies } };
      const outcome = await withSpec(work.project, name, (read) =>
        genDsl(session, work, read, { ...options, solution: false, ...only }),
      );
      const went = outcome.ending === undefined && !hasErrors(outcome.diagnostics ?? []);
      await ended(session, work, spec.folder, task, went);
      return { went, outcome };
    },
    modelsAtOnce,
  );
  // Documents have names now, and further tasks with them.
  await plan(session, work, name, options, state);
  const all = [...ends.values()];
  return (all.find((e) => !e.went) ?? all[0])?.outcome;
};

const generate: Step = async (session, work, name, _options, state) => {
  session.progress(generating);
  return withSpec(work.project, name, async (spec) => {
    const roles: readonly TaskRole[] = ['code', 'keys', 'ddl', 'quality'];
    const tasks = state.graph?.tasks.filter((t) => roles.includes(t.role)) ?? [];
    for (const task of tasks) begun(session, task);
    // In one write: generated files and the manifest that names their hashes are never of two makings.
    const outcome = await generateSpec(session, work, spec, 'all', false);
    const went = outcome.ending === undefined && !hasErrors(outcome.diagnostics ?? []);
    for (const task of tasks) await ended(session, work, spec.folder, task, went);
    return outcome;
  });
};

const check: Step = async (_session, { project, ontology, dialects, language }, name) =>
  withSpec(project, name, async (spec) =>
    findings(apartFromReport(checkSpec(spec, ontology, dialects, language).found)),
  );

/** Documents are tested side by side; what passed before this run was cut short has passed. */
const test: Step = async (session, work, name, _options, state) => {
  session.progress(testing);
  return withSpec(work.project, name, async (spec) => {
    const tasks = state.graph?.tasks.filter((t) => t.role === 'test') ?? [];
    const inputs = await testInputs(work, spec);
    const ends = await doTasks(
      tasks,
      async (task) => {
        const known = passedBefore(session, task, inputs);
        if (known !== undefined) {
          passedOver(session, task);
          return { went: true, tests: known, found: [] };
        }
        begun(session, task);
        const { results, found } = await testOne(session, work, spec, task.document);
        const tests = results.map(({ test: title, document, passed, open }) => {
          return { test: title, document, passed, ...(open && { open }) };
        });
        const went = !hasErrors(found) && tests.every((t) => t.passed);
        await ended(session, work, spec.folder, task, went, { inputs, tests });
        return { went, tests, found };
      },
      testsAtOnce,
    );
    state.tests = [...ends.values()].flatMap((e) => e.tests);
    return findings([...ends.values()].flatMap((e) => e.found));
  });
};

/** A solution where nobody has written one: it is what people agree to at the first gate. */
const solve: Step = async (session, work, name, _options, state) => {
  const [spec] = await readSpec(work.project, name);
  const own = state.graph?.tasks.find((t) => t.role === 'solution');
  if (spec?.solution !== undefined && own !== undefined) passedOver(session, own);
  if (spec === undefined || spec.solution !== undefined) return undefined;
  if (!work.project.config.gates.includes('G1') && !state.drafted) return undefined;
  if (spec.meta.kind === 'quick' && !state.drafted) return undefined;
  const { generated } = checkSpec(spec, work.ontology, [], work.language);
  const texts = [...generated.checked.values()].map((made) =>
    solutionOf(made, work.ontology, work.language),
  );
  if (hasErrors(generated.found) || generated.open.length > 0 || texts.length === 0)
    return undefined;
  const watch = watchTasks(session, work, spec.folder, state.graph?.tasks ?? []);
  watch.begin('solution');
  await writeFiles(work.project.root, new Map([[`${spec.folder}/solution.md`, texts.join('\n')]]));
  await watch.end('solution', true);
  return undefined;
};

/**
 * The gates before any code is made. Nothing else keeps the run from the data then, so what it will need
 * there is asked for now.
 */
const agree: Step = async (session, work, name, options) => {
  const held = await heldAt(session, work, name, ['G1', 'G2'], options);
  if (held === undefined)
    await withSpec(work.project, name, (spec) => readyToProve(session, work, spec, options));
  return held;
};
/** The gate before a table changes. */
const change: Step = (session, work, name, options) => heldAt(session, work, name, ['G3'], options);

/** All steps before a database is asked, in order. */
export const steps: readonly (readonly [string, Step])[] = [
  ['plan', plan],
  ['model', draft],
  ['solution', solve],
  ['agree', agree],
  ['generate', generate],
  ['check', check],
  ['test', test],
  ['change', change],
];

const modelsAtOnce = 3;
const testsAtOnce = 2;

const drafting: Said = { en: 'drafting the DSL', zh: '起草 DSL' };
const generating: Said = { en: 'generating SQL, DDL and checks', zh: '生成 SQL、DDL 与质量规则' };
const testing: Said = { en: 'testing', zh: '运行测试' };
