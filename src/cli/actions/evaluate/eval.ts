import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseDatabase } from '../../../engine/database.js';
import type { Engine } from '../../../engine/engine.js';
import type { Paired } from '../../../evaluate/runs/mcnemar.js';
import { filesOfRun } from '../../../evaluate/runs/keep-run.js';
import type { Question } from '../../../evaluate/questions/question.js';
import { readDeclarations } from '../../../evaluate/declarations/read-declarations.js';
import { readFolder, type SetFolder } from '../../../evaluate/questions/read-folder.js';
import { reportOf, type RunReport } from '../../../evaluate/runs/report.js';
import { judgeable, runSet } from '../../../evaluate/runs/run-set.js';
import { newRun } from '../../../evaluate/runs/runs.js';
import { ontologyOfSchema } from '../../project/set-ontology.js';
import type { Summary } from '../../../evaluate/runs/summary.js';
import { evaluateTrouble } from '../../../evaluate/troubles.js';
import type { Judged } from '../../../evaluate/judge/verdict.js';
import type { Ontology } from '../../../ontology/model.js';
import { readText } from '../../../workspace/files/read-text.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { EvalOptions } from '../../commands/eval.js';
import { today } from '../../models/drafting.js';
import { overOntology } from '../../project/ontology.js';
import { day, wholeNumber } from '../../options/option-values.js';
import { modelPaths } from '../../models/eval-model.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Answers the questions of a folder, judges the rows and keeps everything for reading. */
export async function evaluateFolder(
  session: Session,
  folder: string,
  options: EvalOptions,
): Promise<Outcome> {
  const read = readFolder(resolve(session.cwd, folder), folder);
  const questions = await asked(session, read, options);
  if (options.control === true && options.model === 'none' && options.replay === undefined)
    throw cliTrouble('unknown-word', { word: '--control', known: ['--model PROFILE'] });
  if (options.ontology === undefined) return answered(session, read, questions, options, undefined);
  return overOntology(session, options, (ontology) =>
    answered(session, read, questions, options, ontology),
  );
}

async function answered(
  session: Session,
  folder: SetFolder,
  questions: readonly Question[],
  options: EvalOptions,
  given: Ontology | undefined,
): Promise<Outcome> {
  const { engine, close } = await openCopy(session, folder, options);
  try {
    const declared = readDeclarations(folder.documents);
    const made = new Map<string, Promise<Ontology>>();
    const texts = new Map<string, string>();
    const ontologyOf = (schema: string | undefined): Promise<Ontology> => {
      if (given !== undefined) return Promise.resolve(given);
      const known = made.get(schema ?? '') ?? built(engine, schema, declared, texts);
      made.set(schema ?? '', known);
      return known;
    };
    const counts = { done: 0 };
    const asOf = day(options.asOf, '--as-of') ?? today(undefined);
    const paths = await modelPaths(session, engine, declared, options, asOf);
    if ('found' in paths) return findings(paths.found);
    const { judged, control } = await runSet(questions, folder.set.manner, {
      engine,
      ontologyOf,
      propose: paths.propose,
      ...(paths.control !== undefined && { control: paths.control }),
      now: () => performance.now(),
      signal: session.signal,
      judged: ({ question, verdict }) => {
        const line = `${(counts.done += 1)}/${questions.length} ${question.id}: ${verdict}`;
        session.progress({ en: line, zh: line });
      },
    });
    return await kept(session, folder, judged, control, texts, options);
  } finally {
    await close();
  }
}

async function built(
  engine: Engine,
  schema: string | undefined,
  declared: ReturnType<typeof readDeclarations>,
  into: Map<string, string>,
): Promise<Ontology> {
  const { ontology, texts } = await ontologyOfSchema(engine, schema, declared);
  for (const { file, text } of texts) into.set(join('ontology', schema ?? '', file), text);
  return ontology;
}

/** The questions that are wanted and can be judged. */
async function asked(
  { cwd }: Session,
  { set }: SetFolder,
  { ids, limit }: EvalOptions,
): Promise<readonly Question[]> {
  const all = judgeable(set);
  const most = limit === undefined ? all.length : wholeNumber(limit, '--limit');
  if (ids === undefined) return all.slice(0, most);
  const wanted = (await readText(resolve(cwd, ids)))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const missing = wanted.filter((id) => !set.questions.some((q) => q.id === id));
  if (missing.length > 0) throw evaluateTrouble('no-such-question', { ids: missing });
  return all.filter((q) => wanted.includes(q.id)).slice(0, most);
}

/** On a copy of its own, so that nothing of a run can reach the database it was given. */
async function openCopy(
  session: Session,
  folder: SetFolder,
  { database }: EvalOptions,
): Promise<{ readonly engine: Engine; readonly close: () => Promise<void> }> {
  const file = database === undefined ? folder.database : parseDatabase(database).file;
  if (file === undefined)
    throw evaluateTrouble('no-database', { folder: folder.name, found: folder.databases });
  const place = mkdtempSync(join(tmpdir(), 'dataagent-eval-'));
  const remove = (): void => rmSync(place, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const copy = join(place, basename(file));
    copyFileSync(resolve(session.cwd, file), copy);
    const { openDuckdb } = await import('../../../engine/duckdb.js');
    const engine = await openDuckdb({ databases: [{ file: copy }], signal: session.signal });
    const close = async (): Promise<void> => {
      await engine.close();
      remove();
      process.off('exit', remove);
    };
    return { engine, close };
  } catch (error) {
    remove();
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw cliTrouble('no-database', {});
    throw error;
  }
}

async function kept(
  session: Session,
  { name }: SetFolder,
  judged: readonly Judged[],
  control: readonly Judged[],
  texts: ReadonlyMap<string, string>,
  options: EvalOptions,
): Promise<Outcome> {
  const report = reportOf(judged, control.length > 0 ? control : undefined);
  const run = await newRun(session.cwd, `${basename(name)}-${options.model}`);
  const files = new Map([...filesOfRun(report, judged, control), ...texts]);
  await writeFiles(run.folder, files);
  return {
    ending: 'ok',
    text: textOf(report, relative(session.cwd, run.folder)),
    data: { run: run.name, ...report },
  };
}

function textOf({ summary, sets, control }: RunReport, folder: string): string {
  const names = Object.keys(sets);
  const rows: readonly (readonly [string, Summary])[] =
    names.length > 1
      ? [...names.map((name) => [name, sets[name]!] as const), ['all', summary]]
      : [['all', summary]];
  const lines = rows.map(
    ([name, s]) =>
      `${name}: ${s.total} questions, right ${s.right}, wrong ${s.wrong}, asked ${s.asked}, refused ${s.refused}` +
      (s.unanswerable > 0
        ? ` (${s.unanswerable_refused} of ${s.unanswerable} without an answer)`
        : ''),
  );
  const { valid_at_first, valid, tokens, seconds } = summary;
  return [
    ...lines,
    `valid at first draft ${valid_at_first}, after repair ${valid}; ${tokens} tokens, ${seconds.toFixed(1)} s`,
    ...(control === undefined
      ? []
      : [
          `SQL written directly: right ${control.summary.right}, wrong ${control.summary.wrong}, refused ${control.summary.refused}`,
          pairedLine(control.paired),
        ]),
    `kept: ${folder}`,
    '',
  ].join('\n');
}

/** Two ways beside each other: how often only one is right, and how likely that is by chance. */
export function pairedLine(paired: Paired): string {
  const { both_right, only_first, only_second, neither, p_value } = paired;
  return `only the first right ${only_first}, only the second ${only_second}, both ${both_right}, neither ${neither}; p = ${p_value}`;
}
