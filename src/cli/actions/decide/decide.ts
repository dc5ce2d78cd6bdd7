import { clean } from '../../../base/render.js';
import { sha256 } from '../../../base/sha256.js';
import { latest } from '../../../gates/decision.js';
import { gateStateWords } from '../../../gates/state-words.js';
import { changeText } from '../../../gates/table-change.js';
import { gates, gateWords, type Gate } from '../../../gates/gate.js';
import { lineDiff } from '../../../stages/line-diff.js';
import type { Standing } from '../../../gates/standing.js';
import { beforeAcceptance } from '../../../stages/spec/before-acceptance.js';
import { decisionOf, onlyInPerson, shownAt, type Answer } from '../../../stages/spec/decide.js';
import { locked } from '../../../workspace/files/lock.js';
import { personAt } from '../../../workspace/person.js';
import type { Spec } from '../../../workspace/spec.js';
import { keepShown, shownText } from '../../../workspace/files/shown-text.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { agreed } from '../../output/terminal.js';
import type { DecideOptions } from '../../commands/approve.js';
import { decidedIn, review, type Decided, type Reviewed } from '../../project/decided.js';
import { gateTrouble } from '../../troubles/gate.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';

/**
 * A person's answer at gates of a spec, bound to what is there now: at a terminal they are shown it and
 * asked; elsewhere the answer names the hash of what was shown, and without one the command says which.
 */
export async function decide(
  session: Session,
  decision: Answer['decision'],
  asked: string,
  names: readonly string[],
  options: DecideOptions,
): Promise<Outcome> {
  const wanted = names.map(gateNamed);
  if (decision === 'rejected' && (options.reason ?? '').trim() === '')
    throw gateTrouble('no-reason', {});
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, asked);
    return locked(work.project.root, name, () =>
      withSpec(work.project, name, (spec) =>
        answer(session, work, spec, decision, wanted, options),
      ),
    );
  });
}

function gateNamed(text: string): Gate {
  const gate = gates.find((g) => g === text.toUpperCase());
  if (gate === undefined) throw gateTrouble('unknown-gate', { gate: text });
  return gate;
}

async function answer(
  session: Session,
  work: Work,
  spec: Spec,
  decision: Answer['decision'],
  wanted: readonly Gate[],
  options: DecideOptions,
): Promise<Outcome> {
  const decided = await decidedIn(work.project);
  const reviewed = review(work, spec, decided);
  const standings = wanted.map((gate) => answerable(spec, gate, reviewed));
  const open = standings.filter((s) => decision === 'rejected' || s.state !== 'approved');
  if (decision === 'approved' && open.some((s) => s.gate === 'G4')) inTurn(work, spec, reviewed);
  if (decision === 'approved') eachHasHash(spec, open, options);
  const shown: string[] = [];
  for (const standing of open) {
    const since = await changesSince(work, spec, standing);
    const text = reviewText(session, spec, standing, reviewed, since);
    if (decision === 'approved' && !(await consent(session, work, spec, standing, text, options))) {
      shown.push(text);
      continue;
    }
    if (options.yes === true && decision === 'approved') allow(standing, reviewed, decided);
  }
  if (shown.length > 0) return unanswered(session, spec, open, shown);
  const by = options.by ?? (await personAt(work.project.root));
  const at = new Date().toISOString();
  const files = open.map((standing) =>
    decisionOf(spec, reviewed.gates.meanings.of[standing.gate]!, standing, reviewed.gates, {
      decision,
      by: clean(by),
      at,
      ...(options.reason !== undefined && { reason: clean(options.reason) }),
      ...(options.yes === true && { automatic: true }),
    }),
  );
  session.signal.throwIfAborted();
  await writeFiles(work.project.root, new Map(files.map(({ file, text }) => [file, text])));
  // What changes later is shown against this; without it there is the git history.
  const seen = open.flatMap(({ gate }) => shownAt(gate, spec).map((f) => f.text));
  await keepShown(work.project.root, seen).catch(() => undefined);
  const said = { approved: ['approved', '已通过'], rejected: ['rejected', '已拒绝'] }[decision];
  const zh = session.language === 'zh';
  const lines = wanted.map(
    (gate) => `${said[zh ? 1 : 0]!} ${gate} ${gateWords[gate][session.language]}\n`,
  );
  return {
    text: [...lines, ...files.map(({ file }) => `${file}\n`)].join(''),
    data: { spec: spec.name, decision, gates: wanted, files: files.map(({ file }) => file) },
  };
}

/** The standing of a gate that there is something to say about; anything else is a trouble. */
function answerable(spec: Spec, gate: Gate, { gates: own, broken }: Reviewed): Standing {
  const standing = own.standings.find((s) => s.gate === gate)!;
  const place = { spec: spec.name, gate };
  if (own.meanings.of[gate] !== undefined) return standing;
  if (broken) throw gateTrouble('broken', { spec: spec.name });
  if (standing.state === 'waiting') throw gateTrouble('waiting', place);
  throw gateTrouble('not-needed', place);
}

/** Acceptance comes last: what it rests on is decided, and has run. */
function inTurn({ project }: Work, spec: Spec, reviewed: Reviewed): void {
  const database = project.config.database !== undefined;
  const before = beforeAcceptance(spec, database, reviewed, reviewed.gates);
  if (before.gates.length === 0 && !before.unobserved) return;
  throw gateTrouble('waiting', { spec: spec.name, gate: 'G4', after: before.gates });
}

/** Of several gates each has its own content: one hash for all would leave others unread. */
function eachHasHash(spec: Spec, open: readonly Standing[], { hash }: DecideOptions): void {
  const given = (hash ?? []).map((h) => h.toLowerCase().slice(0, 8));
  const lacking = open.filter((s) => !given.includes(s.hash8 ?? ''));
  const strange = given.filter((h) => !open.some((s) => s.hash8 === h));
  if (given.length === 0 || lacking.length === 0 || strange.length > 0) return;
  throw gateTrouble('no-hash', { spec: spec.name, gates: lacking.map((s) => s.gate) });
}

/** Whether the person agrees to exactly this; a terminal asks them. */
async function consent(
  session: Session,
  { project }: Work,
  spec: Spec,
  standing: Standing,
  text: string,
  { hash, yes, json }: DecideOptions,
): Promise<boolean> {
  const { gate, hash8 = '' } = standing;
  if (yes === true) {
    if (project.config.approvals?.auto?.includes(gate) !== true)
      throw gateTrouble('not-listed', { gate });
    return true;
  }
  if (hash !== undefined) {
    if (hash.some((h) => h.toLowerCase().slice(0, 8) === hash8)) return true;
    const command = `dataagent approve ${spec.name} ${gate}`;
    throw gateTrouble('other-hash', { gate, asked: hash.join(', '), hash: hash8, command });
  }
  return json !== true && (await agreed(session, text));
}

function allow({ gate }: Standing, { gates: own }: Reviewed, { decisions }: Decided): void {
  const bar = onlyInPerson(gate, own.meanings, decisions);
  if (bar !== undefined) throw gateTrouble('in-person', { gate, ...bar });
}

/** Nobody answered: what would have been shown, and the command that answers. */
function unanswered(
  { language }: Session,
  spec: Spec,
  standings: readonly Standing[],
  shown: readonly string[],
): Outcome {
  const commands = standings.map((s) => approveCommandOf(spec.name, s));
  const zh = language === 'zh';
  const ask = zh ? '同意则运行：' : 'to agree, run:';
  return {
    ending: 'needs-person',
    text: `${shown.join('\n')}\n${ask}\n${commands.map((c) => `  ${c}\n`).join('')}`,
    data: {
      spec: spec.name,
      waiting: standings.map(({ gate, state, hash8, changed }) => ({
        gate,
        state,
        hash: hash8,
        changed,
      })),
      next: commands[0],
    },
  };
}

/** The command with which somebody who saw a gate's content agrees to it. */
export function approveCommandOf(spec: string, { gate, hash8 }: Standing): string {
  return `dataagent approve ${spec} ${gate} --hash ${hash8 ?? ''}`;
}

/** Line by line, what a gate's files have become since it was last approved; none where that text is nowhere. */
async function changesSince(
  { project }: Work,
  spec: Spec,
  { gate, decisions }: Standing,
): Promise<readonly string[]> {
  const [last] = latest(decisions.filter((f) => f.decision.decision === 'approved'));
  if (last === undefined) return [];
  const lines = shownAt(gate, spec).map(async ({ file, text }) => {
    const hash = last.decision.shown[file.slice(spec.folder.length + 1)];
    if (hash === undefined || hash === sha256(text)) return [];
    const before = await shownText(project.root, file, hash);
    const changed = before === undefined ? [] : lineDiff(before, text).map((l) => clean(l));
    return changed.length === 0 ? [] : [`--- ${clean(file)}`, ...changed];
  });
  return (await Promise.all(lines)).flat();
}

/** Files are shown to this many lines each; the rest can be opened. */
const shownLines = 200;

/** What a gate decides on, as text without control characters: a spec cannot paint its own review. */
function reviewText(
  { language }: Session,
  spec: Spec,
  { gate, hash8, state, changed, decisions }: Standing,
  { found, gates: own }: Reviewed,
  differences: readonly string[],
): string {
  const zh = language === 'zh';
  const files = shownAt(gate, spec).flatMap(({ file, text }) => {
    const lines = text.split(/\r?\n/);
    const more = lines.length - shownLines;
    return [
      `--- ${clean(file)}`,
      ...lines.slice(0, shownLines).map((l) => clean(l)),
      ...(more > 0 ? [zh ? `… 还有 ${more} 行` : `… ${more} more lines`] : []),
    ];
  });
  const changes = own.meanings.changes.map((change) => `   ${clean(changeText(change, language))}`);
  const since = decisions.length === 0 ? [] : changed.map((c) => `  ~ ${clean(c)}`);
  const warnings = found.filter((d) => d.severity === 'warning' && !d.code.startsWith('gate/'));
  return [
    `== ${spec.name} ${gate} ${gateWords[gate][language]} (${gateStateWords[language][state]}, ${hash8 ?? ''})`,
    ...(differences.length > 0
      ? [
          zh ? '上次审批以来的文字变化：' : 'changed in the texts since approved:',
          ...differences,
          '',
        ]
      : []),
    ...files,
    ...(gate === 'G3' || gate === 'G4' ? [zh ? '表的变更：' : 'table changes:', ...changes] : []),
    ...(since.length > 0 ? [zh ? '上次审批后的变化：' : 'changed since approved:', ...since] : []),
    `${zh ? '警告' : 'warnings'}: ${warnings.length}${warnings.length > 0 ? ` (${[...new Set(warnings.map((d) => d.code))].join(', ')})` : ''}`,
    '',
  ].join('\n');
}
