import { hasErrors } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { gateWords, type Gate } from '../../../gates/gate.js';
import { rejectionOf, type Standing } from '../../../gates/standing.js';
import { decisionOf, onlyInPerson } from '../../../stages/spec/decide.js';
import { personAt } from '../../../workspace/person.js';
import { readSpec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { decidedIn, review } from '../../project/decided.js';
import type { Outcome, Session } from '../../outcome.js';
import type { Work } from '../../project/project.js';
import { approveCommandOf } from '../decide/decide.js';

/**
 * Stops at gates that nobody has answered for what is there now. With --yes those are answered that the
 * project lists and that may be answered so. Nothing is held while the spec itself is broken: the next
 * step says what is wrong.
 */
export async function heldAt(
  session: Session,
  work: Work,
  name: string,
  at: readonly Gate[],
  { yes }: { readonly yes?: true },
): Promise<Outcome | undefined> {
  const [spec] = await readSpec(work.project, name);
  if (spec === undefined) return undefined;
  const decided = await decidedIn(work.project);
  const { broken, gates } = review(work, spec, decided);
  if (broken) return undefined;
  const waiting = gates.standings.filter(
    (s) => at.includes(s.gate) && ['awaiting', 'stale', 'rejected'].includes(s.state),
  );
  const auto = work.project.config.approvals?.auto ?? [];
  const answered = waiting.filter(
    ({ gate, state }) =>
      yes === true &&
      state !== 'rejected' &&
      auto.includes(gate) &&
      onlyInPerson(gate, gates.meanings, decided.decisions) === undefined,
  );
  if (answered.length > 0) {
    const by = await personAt(work.project.root);
    const files = answered.map((standing) =>
      decisionOf(spec, gates.meanings.of[standing.gate]!, standing, gates, {
        decision: 'approved',
        by,
        at: new Date().toISOString(),
        automatic: true,
      }),
    );
    await writeFiles(work.project.root, new Map(files.map(({ file, text }) => [file, text])));
  }
  const open = waiting.filter((s) => !answered.includes(s));
  if (open.length === 0) return undefined;
  const zh = session.language === 'zh';
  const lines = open.flatMap((standing) => [
    `${standing.gate} ${gateWords[standing.gate][session.language]}: ${stateWords[zh ? 'zh' : 'en'][standing.state as 'awaiting']}\n`,
    ...rejectionLines(standing, zh),
    `  ${approveCommandOf(name, standing)}\n`,
  ]);
  const show = zh
    ? `需要人来决定；先看内容：dataagent approve ${name} ${open.map((s) => s.gate).join(' ')}\n`
    : `a person decides here; to see what on: dataagent approve ${name} ${open.map((s) => s.gate).join(' ')}\n`;
  return {
    ending: 'needs-person',
    text: [...lines, show].join(''),
    data: {
      waiting: open.map((standing) => ({
        gate: standing.gate,
        state: standing.state,
        hash: standing.hash8,
        changed: standing.changed,
        ...rejectionOf(standing),
      })),
      next: approveCommandOf(name, open[0]!),
    },
  };
}

/** Who said no and why, for people. */
function rejectionLines(standing: Standing, zh: boolean): readonly string[] {
  const no = rejectionOf(standing);
  if (no === undefined) return [];
  return [`  ${clean(`${no.by}${zh ? '：' : ': '}${no.reason}`)}\n`];
}

const stateWords = {
  en: { awaiting: 'not decided', stale: 'approved before it changed', rejected: 'rejected' },
  zh: { awaiting: '待审批', stale: '审批后有变化', rejected: '已拒绝' },
} as const;

/** What a run that came to its end says of acceptance: nothing waits for it, and it is still to be given. */
export async function acceptanceOf(
  session: Session,
  work: Work,
  name: string,
  proven: Outcome,
): Promise<Outcome> {
  if (proven.ending !== undefined || hasErrors(proven.diagnostics ?? [])) return proven;
  const [spec] = await readSpec(work.project, name);
  if (spec === undefined) return proven;
  const { gates } = review(work, spec, await decidedIn(work.project));
  const standing = gates.standings.find((s) => s.gate === 'G4');
  if (standing === undefined || !['awaiting', 'stale'].includes(standing.state)) return proven;
  const next = approveCommandOf(name, standing);
  const word = session.language === 'zh' ? '验收' : 'to accept it';
  return { ...proven, text: `${proven.text}${word}: ${next}\n`, data: { ...proven.data, next } };
}
