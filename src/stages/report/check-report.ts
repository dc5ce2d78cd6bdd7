import { at, type Diagnostic } from '../../base/diagnostic.js';
import type { Spec } from '../../workspace/spec.js';
import { reportDiagnostic } from './diagnostics.js';
import { unheldNumbers } from './held-numbers.js';
import { isUnedited, parseReport } from './report.js';

/**
 * Whether the report is as a run wrote it of this spec, every number of `report.md` is one of
 * `report.json`, and every decision that it names is still there.
 */
export function checkReport({ name, report, reportText, approvals }: Spec): readonly Diagnostic[] {
  if (report === undefined) return [];
  const held = parseReport(report.text);
  if (held === undefined)
    return [reportDiagnostic('unreadable', '', { spec: name }, { file: report.file })];
  const edited =
    held.spec === name && isUnedited(held)
      ? []
      : [reportDiagnostic('edited', '', { spec: name }, { file: report.file })];
  const there = new Set(approvals.map((a) => a.file));
  const gone = (held.approvals ?? []).flatMap(({ decisions }, i) =>
    decisions.flatMap((decision, n) => {
      if (there.has(decision.file)) return [];
      const path = at('/approvals', i, 'decisions', n, 'file');
      const params = { decision: decision.file, spec: name };
      return [reportDiagnostic('gone-decision', path, params, { file: report.file })];
    }),
  );
  if (reportText === undefined) return [...edited, ...gone];
  const { file, text } = reportText;
  const unheld = unheldNumbers(text, held).map(({ said, offset }) =>
    reportDiagnostic(
      'unheld-number',
      '',
      { said, spec: name },
      { file, offset, length: said.length },
    ),
  );
  return [...edited, ...gone, ...unheld];
}

/** What is wrong beside the report that is there: of no matter to the one that takes its place. */
export function apartFromReport(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter((d) => !d.code.startsWith('report/'));
}
