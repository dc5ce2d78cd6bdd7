import type { Diagnostic } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { gateStateWords } from '../../../gates/state-words.js';
import { changeText } from '../../../gates/table-change.js';
import { readSpec } from '../../../workspace/spec.js';
import { decidedIn, review } from '../../project/decided.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject, specsAsked } from '../../project/project.js';

/** By gate: which parts of the meaning differ from those that were approved, and how tables would change. */
export async function showDiff(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const decided = await decidedIn(work.project);
    const lines: string[] = [];
    const specs = [];
    const found: Diagnostic[] = [];
    const zh = session.language === 'zh';
    for (const name of await specsAsked(work.project, asked)) {
      const [spec, problems] = await readSpec(work.project, name);
      found.push(...problems);
      if (spec === undefined) continue;
      const { gates } = review(work, spec, decided);
      const approved = gates.standings.filter((s) =>
        s.decisions.some((f) => f.decision.decision === 'approved'),
      );
      const differences = approved.map(({ gate, state, changed }) => ({ gate, state, changed }));
      const { changes } = gates.meanings;
      specs.push({ spec: name, gates: differences, changes });
      lines.push(`${name}\n`);
      if (approved.length === 0) lines.push(zh ? '  尚无审批\n' : '  nothing is approved yet\n');
      for (const { gate, state, changed } of differences)
        lines.push(
          `  ${gate} ${gateStateWords[session.language][state]}\n`,
          ...changed.map((part) => `    ~ ${clean(part)}\n`),
        );
      for (const change of changes)
        lines.push(`  ${clean(changeText(change, session.language))}\n`);
    }
    return { text: lines.join(''), data: { specs }, diagnostics: found };
  });
}
