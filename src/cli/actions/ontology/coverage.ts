import { resolve } from 'node:path';
import { inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { judgeTask } from '../../../stages/agent/judge-task.js';
import { filesBelow } from '../../../workspace/files/listing.js';
import { readText } from '../../../workspace/files/read-text.js';
import type { CoverageOptions } from '../../commands/ontology.js';
import { openDatabase, openEmpty } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { overOntology } from '../../project/ontology.js';
import type { Outcome, Session } from '../../outcome.js';
import { day } from '../../options/option-values.js';
import { taskDialect } from '../../options/task-dialect.js';
import { rendered } from '../../output/rendered.js';

interface CoveredFile {
  readonly file: string;
  /** covered: equal rows; said: it can be said, but nothing was compared. */
  readonly verdict: 'covered' | 'said' | 'refused';
  readonly why: readonly {
    readonly code: string;
    readonly message: string;
    readonly line?: number;
  }[];
}

/** Which tasks of a folder the DSL covers, and why others are not covered; findings are no failure here. */
export async function coverageOf(
  session: Session,
  folder: string,
  options: CoverageOptions,
): Promise<Outcome> {
  const dialect = taskDialect(options.dialect);
  day(options.asOf, '--as-of');
  const base = resolve(session.cwd, folder);
  const names = await filesBelow(base, base, ['.sql']);
  return overOntology(session, options, async (ontology, project) => {
    const asked = options.database ?? project?.config.database;
    const data = asked === undefined ? undefined : await openDatabase(session, options, project);
    const files: CoveredFile[] = [];
    try {
      for (const name of names) {
        session.signal.throwIfAborted();
        const sql = await readText(resolve(base, name));
        const empty = await openEmpty(session);
        try {
          const judged = await judgeTask(sql, ontology, {
            dialect,
            title: name,
            empty,
            duckdb: dialectNamed('duckdb'),
            offer: {
              ...(data !== undefined && { data }),
              ...(options.asOf !== undefined && { day: options.asOf }),
            },
          });
          const { statements, findings } = judged;
          const covered =
            statements.length > 0 && statements.every((s) => s.proof?.kind === 'equal');
          const blocks = inFile(findings.filter(isReason), name);
          const said = await rendered(blocks, new Map([[name, sql]]), session.language);
          files.push({
            file: name,
            verdict: covered
              ? 'covered'
              : blocks.every((b) => b.code === 'task/not-run')
                ? 'said'
                : 'refused',
            why: covered
              ? []
              : said.json.map((d) => ({
                  code: d.code,
                  message: d.message,
                  ...(d.line !== undefined && { line: d.line }),
                })),
          });
        } finally {
          await empty.close();
        }
      }
    } finally {
      await data?.close();
    }
    return outcomeOf(session, files);
  });
}

/** What keeps a document from being offered; the other findings, breaches of laws among them, are about the task itself. */
function isReason({ code, severity }: Diagnostic): boolean {
  return (
    (severity === 'error' && !code.startsWith('rule/')) ||
    ['task/not-in-dsl', 'task/rows-differ', 'task/not-run'].includes(code)
  );
}

function outcomeOf({ language }: Session, files: readonly CoveredFile[]): Outcome {
  const count = (v: CoveredFile['verdict']): number => files.filter((f) => f.verdict === v).length;
  const summary = {
    total: files.length,
    covered: count('covered'),
    said: count('said'),
    refused: count('refused'),
  };
  const share = files.length === 0 ? 0 : summary.covered / files.length;
  const percent = `${(100 * share).toFixed(1)} %`;
  const words =
    language === 'zh'
      ? {
          covered: '已覆盖',
          said: '可表达',
          refused: '未覆盖',
          sum: `共 ${summary.total} 个文件，${summary.covered} 个由 DSL 覆盖（${percent}），${summary.said} 个可表达但未比较结果`,
        }
      : {
          covered: 'covered',
          said: 'said   ',
          refused: 'refused',
          sum: `${summary.total} files: ${summary.covered} covered by the DSL (${percent}), ${summary.said} said but not compared`,
        };
  const lines = files.flatMap((f) => [
    `${words[f.verdict]} ${clean(f.file)}\n`,
    ...f.why.map((w) => `  ${w.line === undefined ? '' : `${w.line}: `}${w.code}: ${w.message}\n`),
  ]);
  return {
    text: `${lines.join('')}${words.sum}\n`,
    data: { summary: { ...summary, share }, files },
  };
}
