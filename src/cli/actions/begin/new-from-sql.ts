import { basename, resolve } from 'node:path';
import { counted } from '../../../base/text/counted.js';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { languageOf } from '../../../draft/texts.js';
import { isTooLarge } from '../../../base/limits.js';
import { judgeTask, type JudgedTask, type JudgeOptions } from '../../../stages/agent/judge-task.js';
import { taskFiles } from '../../../stages/agent/task-files.js';
import { mixedTask } from '../../../interop/sql/text/mixed.js';
import { newSpecFiles, titleOf } from '../../../stages/spec/requirement.js';
import { takenNames } from '../../../workspace/archive.js';
import { locked } from '../../../workspace/files/lock.js';
import { readText } from '../../../workspace/files/read-text.js';
import type { NewOptions } from '../../commands/new.js';
import { openDatabase, openEmpty } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { withText } from '../../project/ontology.js';
import { day } from '../../options/option-values.js';
import { readDelivered } from './change.js';
import { writeSpec, type NewSpecSays } from './write-spec.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { checkShortName, newName } from '../../project/new-name.js';
import { inProject, specNamed, type Work } from '../../project/project.js';
import { taskDialect } from '../../options/task-dialect.js';
import { cliTrouble } from '../../troubles/cli.js';

/**
 * A spec that begins with an SQL task: the task, what it reads and writes, and the document that gives the
 * same rows, where one could be proven.
 */
export async function newFromSql(
  session: Session,
  what: string,
  words: string | undefined,
  options: NewOptions,
): Promise<Outcome> {
  if (what !== 'spec') throw cliTrouble('unknown-word', { word: what, known: ['spec'] });
  checkShortName(options.name);
  day(options.asOf, '--as-of');
  const file = options.fromSql!;
  const sql = await readText(resolve(session.cwd, file));
  const outcome = await inProject(session, options, (work) =>
    locked(work.project.root, 'new', () => make(session, work, file, sql, words, options)),
  );
  // A text that is too large to read is too large to show.
  return isTooLarge(sql) ? outcome : withText(outcome, file, sql);
}

async function make(
  session: Session,
  work: Work,
  file: string,
  sql: string,
  words: string | undefined,
  options: NewOptions,
): Promise<Outcome> {
  const { project, language } = work;
  const dialect = taskDialect(options.dialect);
  const short = options.name ?? shortName(file);
  const text = words ?? (wordsBeside(sql) || short);
  const judged = await judge(session, work, sql, { dialect, title: titleOf(text) }, options);
  const found = inFile(judged.findings, file);
  if (hasErrors(found.filter((d) => !isTakenIn(d)))) return findings(found);
  const changes =
    options.modify === undefined ? undefined : await specNamed(project, options.modify);
  if (changes !== undefined) {
    const [old, wrong] = await readDelivered(project, changes);
    if (old === undefined) return findings(wrong, { spec: changes });
  }
  const name = newName(await takenNames(project), options.name, short);
  const targets = targetsOf(judged);
  const made = new Map([
    ...newSpecFiles({
      text,
      title: titleOf(text),
      name,
      kind: changes !== undefined ? 'modify' : targets.length > 0 ? 'new' : 'quick',
      ...(changes !== undefined && { changes }),
      language: languageOf(text),
      ...(dialect !== 'maxcompute' && { dialect }),
      targets: writtenBy(judged) ?? targets,
    }),
    ...taskFiles(judged, sql, short, dialect, language),
  ]);
  const outcome = await writeSpec(session, project, name, made, saysOf(session, judged, name));
  return { ...outcome, diagnostics: found };
}

/** After the file; a name that nothing can be called by gives none. */
function shortName(file: string): string {
  const plain = basename(file)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  return plain === '' ? 'task' : plain;
}

/** Words of a mixed file beyond these stay in it. */
const mostWords = 4000;

function wordsBeside(sql: string): string {
  return mixedTask(sql)
    .words.map((w) => w.text.trim())
    .join('\n\n')
    .slice(0, mostWords);
}

async function judge(
  session: Session,
  { project, ontology }: Work,
  sql: string,
  how: Pick<JudgeOptions, 'dialect' | 'title'>,
  options: NewOptions,
): Promise<JudgedTask> {
  const empty = await openEmpty(session);
  const asked = options.database ?? project.config.database;
  const data = asked === undefined ? undefined : await openDatabase(session, options, project);
  try {
    return await judgeTask(sql, ontology, {
      ...how,
      empty,
      duckdb: dialectNamed('duckdb'),
      offer: {
        ...(options.asOf !== undefined && { day: options.asOf }),
        ...(data !== undefined && { data }),
      },
    });
  } finally {
    await empty.close();
    await data?.close();
  }
}

/** A task that breaks a law, or that only its own engine binds, exists and runs: it is taken in with that. */
function isTakenIn({ code }: Diagnostic): boolean {
  return code.startsWith('rule/') || code === 'task/unbound';
}

function targetsOf({ statements }: JudgedTask): readonly string[] {
  const tables = statements.flatMap(({ target }) => target?.table.at(-1) ?? []);
  return [...new Set(tables)];
}

/** The tables that proven documents write; undefined where there are no such documents. */
function writtenBy(judged: JudgedTask): readonly string[] | undefined {
  const proofs = proofsOf(judged);
  return proofs.length === 0 ? undefined : [...new Set(proofs.flatMap((p) => p.target ?? []))];
}

function proofsOf({ statements }: JudgedTask) {
  return statements.flatMap(({ proof }) => (proof?.kind === 'equal' ? [proof] : []));
}

function saysOf({ language }: Session, judged: JudgedTask, name: string): NewSpecSays {
  const { statements } = judged;
  const proven = proofsOf(judged).length;
  const model = statements.length === 0 ? ' --model PROFILE' : '';
  return {
    next:
      proven > 0 ? `dataagent gen all ${name}` : `dataagent gen sql --path agent${model} ${name}`,
    line:
      language === 'zh'
        ? `${statements.length} 个语句，其中 ${proven} 个有结果相同的文档\n`
        : `${counted(statements.length, 'statement')}, ${proven} with a document that gives equal rows\n`,
    data: {
      lineage: statements.map(({ tables, columns, target }) => ({ tables, columns, target })),
      proven,
    },
  };
}
