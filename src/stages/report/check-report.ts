import type { Diagnostic } from '../../base/diagnostic.js';
import type { Spec } from '../../workspace/spec.js';
import { reportDiagnostic } from './diagnostics.js';
import { unheldNumbers } from './held-numbers.js';
import { parseReport } from './report.js';

/** Whether every number of `report.md` is one of `report.json`. */
export function checkReport({ name, report, reportText }: Spec): readonly Diagnostic[] {
  if (report === undefined) return [];
  const held = parseReport(report.text);
  if (held === undefined)
    return [reportDiagnostic('unreadable', '', { spec: name }, { file: report.file })];
  if (reportText === undefined) return [];
  const { file, text } = reportText;
  return unheldNumbers(text, held).map(({ said, offset }) =>
    reportDiagnostic(
      'unheld-number',
      '',
      { said, spec: name },
      { file, offset, length: said.length },
    ),
  );
}

/** What is wrong beside the report that is there: of no matter to the one that takes its place. */
export function apartFromReport(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter((d) => !d.code.startsWith('report/'));
}
