import { basename, resolve } from 'node:path';
import { counted } from '../../../base/text/counted.js';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { languageOf } from '../../../draft/texts.js';
import { isTooLarge } from '../../../base/limits.js';
import { judgeTask } from '../../../stages/agent/judge-task.js';
import { taskFiles } from '../../../stages/agent/task-files.js';
import { mixedTask } from '../../../interop/sql/text/mixed.js';
import { newSpecFiles, titleOf } from '../../../stages/spec/requirement.js';
import { takenNames } from '../../../workspace/archive.js';
import { locked } from '../../../workspace/files/lock.js';
import { readText } from '../../../workspace/files/read-text.js';
import { readSpec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { NewOptions } from '../../commands/new.js';
import { openDatabase, openEmpty } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { withText } from '../../project/ontology.js';
import { day } from '../../options/option-values.js';
import { checkDelivered } from './change.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { newName } from '../../project/new-name.js';
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
  const { name } = options;
  if (name !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(name))
    throw cliTrouble('name', { name });
  day(options.asOf, '--as-of');
  const file = options.fromSql!;
  const sql = await readText(resolve(session.cwd, file));
  const outcome = await inProject(session, options, (work) =>
    locked(work.project.root, 'new', () => make(session, work, file, sql, words, options)),
  );
  // A text that is too large to read is too large to show.
  return isTooLarge(sql) ? outcome : withText(outcome, file, sql);
}

/** Words of a mixed file beyond these stay in it. */
const mostWords = 4000;

async function make(
  session: Session,
  { project, ontology, language }: Work,
  file: string,
  sql: string,
  words: string | undefined,
  options: NewOptions,
): Promise<Outcome> {
  const dialect = taskDialect(options.dialect);
  const short =
    options.name ??
    (basename(file)
      .replace(/\.[^.]*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '') ||
      'task');
  const { words: beside } = mixedTask(sql);
  const text =
    words ??
    (beside
      .map((w) => w.text.trim())
      .join('\n\n')
      .slice(0, mostWords) ||
      short);
  const empty = await openEmpty(session);
  const asked = options.database ?? project.config.database;
  const data = asked === undefined ? undefined : await openDatabase(session, options, project);
  try {
    const judged = await judgeTask(sql, ontology, {
      dialect,
      title: titleOf(text),
      empty,
      duckdb: dialectNamed('duckdb'),
      offer: {
        ...(options.asOf !== undefined && { day: options.asOf }),
        ...(data !== undefined && { data }),
      },
    });
    const found = inFile(judged.findings, file);
    // A task that breaks a law, or that only its own engine binds, exists and runs: it is taken in with that.
    const isTakenIn = ({ code }: Diagnostic): boolean =>
      code.startsWith('rule/') || code === 'task/unbound';
    if (hasErrors(found.filter((d) => !isTakenIn(d)))) return findings(found);
    const specs = project.config.specs;
    const names = await takenNames(project);
    const changes =
      options.modify === undefined ? undefined : await specNamed(project, options.modify);
    if (changes !== undefined) {
      const [old, wrong] = await readSpec(project, changes);
      if (old === undefined || hasErrors(wrong)) return findings(wrong, { spec: changes });
      checkDelivered(project, old);
    }
    const name = newName(names, options.name, short);
    const targets = judged.statements.flatMap(({ target }) =>
      target === undefined ? [] : [target.table.at(-1)!],
    );
    const proofs = judged.statements.flatMap(({ proof }) =>
      proof?.kind === 'equal' ? [proof] : [],
    );
    const proven = proofs.length;
    // Where there are documents, "targets" are the tables that these write.
    const written = proven > 0 ? proofs.flatMap((p) => p.target ?? []) : targets;
    const made = new Map([
      ...newSpecFiles({
        text,
        title: titleOf(text),
        name,
        kind: changes !== undefined ? 'modify' : targets.length > 0 ? 'new' : 'quick',
        ...(changes !== undefined && { changes }),
        language: languageOf(text),
        ...(dialect !== 'maxcompute' && { dialect }),
        targets: [...new Set(written)],
      }),
      ...taskFiles(judged, sql, short, dialect, language),
    ]);
    const files = new Map(
      [...made].map(([path, content]) => [`${specs}/${name}/${path}`, content]),
    );
    session.signal.throwIfAborted();
    await writeFiles(project.root, files);
    const model = judged.statements.length === 0 ? ' --model PROFILE' : '';
    const next =
      proven > 0 ? `dataagent gen all ${name}` : `dataagent gen sql --path agent${model} ${name}`;
    const zh = session.language === 'zh';
    const lines = [
      ...[...files.keys()].map((p) => `${p}\n`),
      zh
        ? `${judged.statements.length} 个语句，其中 ${proven} 个有结果相同的文档\n`
        : `${counted(judged.statements.length, 'statement')}, ${proven} with a document that gives equal rows\n`,
      `${zh ? '下一步' : 'next'}: ${next}\n`,
    ];
    const lineage = judged.statements.map(({ tables, columns, target }) => ({
      tables,
      columns,
      target,
    }));
    return {
      text: lines.join(''),
      data: { spec: name, files: [...files.keys()], lineage, proven, next },
      diagnostics: found,
    };
  } finally {
    await empty.close();
    await data?.close();
  }
}
