import { hasErrors } from '../../base/diagnostic.js';
import { checkSpec } from '../../stages/check-spec.js';
import { solutionOf } from '../../stages/solution.js';
import { locked } from '../../workspace/lock.js';
import { readSpec } from '../../workspace/spec.js';
import { writeFiles } from '../../workspace/write-files.js';
import type { RunOptions } from '../commands/run.js';
import { day, parametersOf, wholeNumber } from '../option-values.js';
import { findings, type Outcome, type Said, type Session } from '../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../project.js';
import { genDsl } from './gen-dsl.js';
import { generateSpec } from './gen.js';
import { acceptanceOf, heldAt } from './hold.js';
import { proveSpec } from './prove.js';
import { testOne } from './test.js';

/**
 * Every step of a spec in order, under its lock; stops where a finding or a question needs a person.
 * Each step looks at the files as they are, so a run that was cut short goes on where it stopped.
 */
export async function runSpec(
  session: Session,
  asked: string | undefined,
  options: RunOptions,
): Promise<Outcome> {
  day(options.asOf, '--as-of');
  wholeNumber(options.maxRows, '--max-rows');
  parametersOf(options);
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, asked);
    return locked(work.project.root, name, async () => {
      for (const step of steps) {
        session.signal.throwIfAborted();
        const outcome = await step(session, work, name, options);
        if (outcome === undefined) continue;
        const { ending, diagnostics = [], data } = outcome;
        if (ending !== undefined || hasErrors(diagnostics))
          return { ...outcome, data: { spec: name, ...data } };
      }
      const proven = await withSpec(work.project, name, (spec) =>
        proveSpec(session, work, spec, options),
      );
      return acceptanceOf(session, work, name, proven);
    });
  });
}

/** One step: undefined where there is nothing to do, else what it gave. */
type Step = (
  session: Session,
  work: Work,
  name: string,
  options: RunOptions,
) => Promise<Outcome | undefined>;

const draft: Step = async (session, work, name, { asOf, model, record, replay }) => {
  const [spec] = await readSpec(work.project, name);
  if (spec !== undefined && (spec.documents.length > 0 || spec.meta.kind === 'retire'))
    return undefined;
  session.progress(drafting);
  const how = {
    ...(asOf !== undefined && { asOf }),
    ...(model !== undefined && { model }),
    ...(record !== undefined && { record }),
    ...(replay !== undefined && { replay }),
  };
  return withSpec(work.project, name, (read) => genDsl(session, work, read, how));
};

const generate: Step = async (session, work, name) => {
  session.progress(generating);
  return withSpec(work.project, name, (spec) => generateSpec(session, work, spec, 'all', false));
};

const check: Step = async (_session, { project, ontology, dialects, language }, name) =>
  withSpec(project, name, async (spec) =>
    findings(checkSpec(spec, ontology, dialects, language).found),
  );

const test: Step = async (session, work, name) => {
  session.progress(testing);
  return withSpec(work.project, name, async (spec) =>
    findings((await testOne(session, work, spec)).found),
  );
};

/** A solution where nobody has written one: it is what people agree to at the first gate. */
const solve: Step = async (session, work, name) => {
  if (!work.project.config.gates.includes('G1')) return undefined;
  const [spec] = await readSpec(work.project, name);
  if (spec === undefined || spec.solution !== undefined || spec.meta.kind === 'quick')
    return undefined;
  const { generated } = checkSpec(spec, work.ontology, [], work.language);
  const texts = [...generated.checked.values()].map((made) => solutionOf(made, session.language));
  if (hasErrors(generated.found) || generated.open.length > 0 || texts.length === 0)
    return undefined;
  await writeFiles(work.project.root, new Map([[`${spec.folder}/solution.md`, texts.join('\n')]]));
  return undefined;
};

/** The gates before any code is made, then the one before a table changes. */
const agree: Step = (session, work, name, options) =>
  heldAt(session, work, name, ['G1', 'G2'], options);
const change: Step = (session, work, name, options) => heldAt(session, work, name, ['G3'], options);

const steps: readonly Step[] = [draft, solve, agree, generate, check, test, change];

const drafting: Said = { en: 'drafting the DSL', zh: '起草 DSL' };
const generating: Said = { en: 'generating SQL, DDL and checks', zh: '生成 SQL、DDL 与质量规则' };
const testing: Said = { en: 'testing', zh: '运行测试' };
