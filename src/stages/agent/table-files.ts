import { inFile, type Diagnostic, type Language } from '../../base/diagnostic.js';
import { createTable } from '../../ddl/table.js';
import type { BoundTask } from '../../interop/sql/judge/bound-task.js';
import { taskDiagnostic } from '../../interop/sql/diagnostics.js';
import { tableId } from '../../ontology/index-of.js';
import type { Ontology } from '../../ontology/model.js';
import { checksOf } from '../../quality/checks-of.js';
import type { Dialect } from '../../sql/dialect.js';
import { print } from '../../sql/print/print.js';
import { script, type ScriptPart } from '../../sql/script.js';
import type { SqlStatement } from '../../sql/ast.js';
import type { JudgedTask } from './judge-task.js';

/** DDL and data quality checks of what a task writes, by path beside the task, and what no dialect can say. */
export interface TableFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly found: readonly Diagnostic[];
}

/**
 * The tables that a task writes as CREATE TABLE, and the checks that follow from their key and the columns they are
 * copied from: `<dialect>/<task>.ddl.sql` and `.dqc.sql`, the same bytes for the same task and ontology. A
 * task that writes nothing has none, which is said.
 */
export function tableFiles(
  { statements }: JudgedTask,
  name: string,
  file: string,
  ontology: Ontology,
  dialects: readonly Dialect[],
  language: Language,
  forms: readonly ('ddl' | 'dqc')[],
): TableFiles {
  const written = new Map<string, BoundTask>();
  for (const { terms } of statements)
    if (terms.target !== undefined && !written.has(tableId(terms.target.table)))
      written.set(tableId(terms.target.table), terms);
  const files = new Map<string, string>();
  const found: Diagnostic[] = [];
  if (written.size === 0 && forms.length > 0)
    found.push(taskDiagnostic('writes-nothing', '', {}, { offset: 0, length: 1 }));
  for (const dialect of dialects) {
    const said = (statement: SqlStatement, about: string): readonly ScriptPart[] => {
      const [text, wrong] = print(statement, dialect);
      found.push(...wrong.map((d): Diagnostic => ({ ...d, path: '' })));
      return text === undefined ? [] : [{ about: [about], text: text.text }];
    };
    for (const form of forms) {
      const parts = [...written.values()].flatMap(({ document, target }) =>
        form === 'ddl'
          ? said(createTable(target!), target!.comment)
          : checksOf(document, ontology).flatMap((c) =>
              said(c.statement, `${c.id} (${c.strength}): ${c.says[language]}`),
            ),
      );
      if (parts.length > 0)
        files.set(`${dialect.name}/${name}.${form}.sql`, script(parts, dialect));
    }
  }
  return { files, found: inFile(found, file) };
}
