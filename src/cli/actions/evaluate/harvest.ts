import { join } from 'node:path';
import { check, upToStage, type CheckedDocument } from '../../../compile.js';
import { cellsOf } from '../../../evaluate/judge/cells.js';
import {
  feedbackFile,
  lastFeedback,
  readFeedback,
  type Feedback,
} from '../../../evaluate/feedback.js';
import { caseIds, casesFile, withCase, type Candidate } from '../../../evaluate/harvest.js';
import type { Engine } from '../../../engine/engine.js';
import type { Ontology } from '../../../ontology/model.js';
import { requirementText } from '../../../stages/spec/requirement.js';
import { print } from '../../../sql/print/print.js';
import { specNames, type Project } from '../../../workspace/project.js';
import { exists, readText } from '../../../workspace/files/read-text.js';
import { readSpec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { HarvestOptions } from '../../commands/eval.js';
import { openDatabase } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { engineFinding } from '../../engine-finding.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject } from '../../project/project.js';
import { documentsHash } from '../learn/feedback.js';

interface Found extends Candidate {
  readonly checked: CheckedDocument;
}

/**
 * Questions of delivered specs as cases of evaluation: what could become one is listed; what a person
 * confirms is run and its rows are kept as the expected ones. What was called wrong never becomes one.
 */
export async function harvest(session: Session, options: HarvestOptions): Promise<Outcome> {
  return inProject(session, options, async ({ project, ontology }) => {
    const said = readFeedback(await textOf(project, feedbackFile));
    const all = await candidates(project, ontology, said);
    const known = caseIds(await textOf(project, casesFile));
    const open = all.filter((c) => c.verdict !== 'wrong');
    const asked = options.confirm ?? [];
    const chosen = open.filter((c) => asked.includes(c.id));
    const missing = asked.filter((id) => !chosen.some((c) => c.id === id));
    if (chosen.length === 0 || missing.length > 0) return listed(all, known, missing);
    const engine = await openDatabase(session, options, project);
    try {
      return await kept(project, engine, chosen);
    } finally {
      await engine.close();
    }
  });
}

async function candidates(
  project: Project,
  ontology: Ontology,
  said: readonly Feedback[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const name of await specNames(project)) {
    const [spec] = await readSpec(project, name);
    const [document, ...more] = spec?.documents ?? [];
    if (spec === undefined || document === undefined || more.length > 0) continue;
    const [checked] = check(document.text, ontology);
    const question = requirementText(spec.requirement?.text ?? '');
    if (checked === undefined || checked.document.target !== undefined || question === '') continue;
    const feedback = lastFeedback(said, name, documentsHash(spec));
    const asOf = checked.document.as_of;
    found.push({
      id: name,
      question,
      checked,
      ...(asOf !== undefined && { asOf }),
      ...(feedback !== undefined && { verdict: feedback.verdict }),
      ...(feedback?.reason !== undefined && { reason: feedback.reason }),
    });
  }
  return found;
}

function listed(
  all: readonly Found[],
  known: readonly string[],
  missing: readonly string[],
): Outcome {
  const state = (c: Found): string =>
    c.verdict === 'wrong' ? 'wrong' : known.includes(c.id) ? 'kept' : (c.verdict ?? 'open');
  return {
    ending: missing.length > 0 ? 'usage' : all.length > 0 ? 'needs-person' : 'ok',
    text: [
      ...missing.map((id) => `no case can be made of ${id}\n`),
      ...all.map((c) => `${state(c).padEnd(6)} ${c.id}  ${c.question.split('\n')[0] ?? ''}\n`),
      ...(all.length > 0 ? ['confirm: dataagent eval harvest --confirm <spec>\n'] : []),
    ].join(''),
    data: {
      candidates: all.map((c) => ({ id: c.id, question: c.question, state: state(c) })),
      missing,
    },
  };
}

async function kept(project: Project, engine: Engine, chosen: readonly Found[]): Promise<Outcome> {
  let text = await textOf(project, casesFile);
  for (const candidate of chosen) {
    const { checked } = candidate;
    const last = checked.document.stages.at(-1)!.name;
    const [printed, wrong] = print(upToStage(checked, last), dialectNamed(engine.dialect));
    if (printed === undefined) return findings(wrong);
    const got = await engine.query(printed.text);
    if ('error' in got) return findings([engineFinding(got.error, printed)]);
    text = withCase(text, candidate, cellsOf(got.value));
  }
  await writeFiles(project.root, new Map([[casesFile, text]]));
  return {
    text: `${casesFile}\nnext: dataagent eval evaluation --database … --ontology …\n`,
    data: { file: casesFile, confirmed: chosen.map((c) => c.id) },
  };
}

async function textOf({ root }: Project, file: string): Promise<string> {
  const path = join(root, file);
  return (await exists(path)) ? readText(path) : '';
}
