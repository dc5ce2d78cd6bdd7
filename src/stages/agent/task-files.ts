import type { Language } from '../../base/diagnostic.js';
import { printType } from '../../expr/print-type.js';
import { mixedTask } from '../../interop/sql/text/mixed.js';
import type { JudgedTask } from './judge-task.js';

/** What a spec that begins with an SQL task holds beyond its requirement, by path in its folder. */
export function taskFiles(
  judged: JudgedTask,
  sql: string,
  name: string,
  dialect: string,
  language: Language,
): ReadonlyMap<string, string> {
  const files = new Map([
    [taskFile(sql, name), sql.endsWith('\n') ? sql : `${sql}\n`],
    ['solution.md', solution(judged, name, taskFile(sql, name), dialect, language)],
  ]);
  for (const [i, { proof }] of judged.statements.entries())
    if (proof?.kind === 'equal')
      files.set(
        `dsl/${name.replaceAll('-', '_')}${judged.statements.length > 1 ? `_${i + 1}` : ''}.json`,
        proof.text,
      );
  return files;
}

/** Where a task is kept: SQL beside words as Markdown. */
function taskFile(sql: string, name: string): string {
  return `sql/${name}.${mixedTask(sql).words.length > 0 ? 'md' : 'sql'}`;
}

/** Lineage of a task as data: the same task and ontology give the same bytes. */
export function lineageJson({ statements }: JudgedTask): string {
  const plain = statements.map(({ tables, columns, target, bound }) => ({
    ...(target !== undefined && {
      writes: {
        table: target.table.join('.'),
        how: target.how,
        partition: target.partition.map(({ column, value }) => ({
          column,
          ...(value !== undefined && { value }),
        })),
      },
    }),
    reads: tables,
    columns: columns.map(({ name, from, how }, i) => ({
      name,
      from,
      how,
      ...(bound?.[i] !== undefined && { type: printType(bound[i].type) }),
    })),
  }));
  return `${JSON.stringify({ statements: plain }, undefined, 2)}\n`;
}

function solution(
  { statements }: JudgedTask,
  name: string,
  file: string,
  dialect: string,
  language: Language,
): string {
  const zh = language === 'zh';
  const tables = [...new Set(statements.flatMap((s) => s.tables))].toSorted();
  const proven = statements.filter((s) => s.proof?.kind === 'equal').length;
  const lines = statements.flatMap(({ columns, target }) => [
    `- ${target === undefined ? (zh ? '查询' : 'query') : `\`${target.table.join('.')}\` (${target.how})`}: ${columns.map((c) => `\`${c.name}\``).join(', ')}`,
  ]);
  return [
    `# ${name}`,
    '',
    `## ${zh ? '来源' : 'Sources'}`,
    '',
    ...tables.map((t) => `- \`${t}\``),
    '',
    `## ${zh ? '任务' : 'Task'}`,
    '',
    `- \`${file}\` (${dialect})`,
    ...lines,
    '',
    `## ${zh ? '缺口' : 'Gaps'}`,
    '',
    zh
      ? `${statements.length} 个语句中 ${proven} 个有在相同数据上结果相同的 DSL 文档，其余以 SQL 为准。`
      : `${proven} of ${statements.length} statements have a document of the DSL with equal rows on the same data; the others stay SQL.`,
    '',
  ].join('\n');
}
