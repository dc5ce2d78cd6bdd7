import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.js';
import { statusOf, steps, type SpecStatus, type StepState } from '../stages/status.js';
import { exists } from '../workspace/files.js';
import { specNames } from '../workspace/project.js';
import { readSpec } from '../workspace/spec.js';
import type { CommonOptions, Outcome, Session } from './outcome.js';
import { openAll, specNamed, type Opened } from './project.js';
import { sourcesOf } from './sources.js';

const words: Readonly<Record<'en' | 'zh', Readonly<Record<StepState, string>>>> = {
  en: { absent: '-', open: 'open', invalid: 'INVALID', stale: 'stale', valid: 'ok' },
  zh: { absent: '-', open: '待澄清', invalid: '有错误', stale: '已过期', valid: '完成' },
};

/** Where each spec stands, a line each. */
export async function showStatus(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  const got = await statuses(session, asked, options);
  if ('outcome' in got) return got.outcome;
  const { opened, all, found } = got;
  const lines = all.map((status) => {
    const states = steps.map((s) => `${s} ${words[session.language][status.steps[s]]}`);
    return `${status.spec}  ${status.title}\n  ${states.join(' · ')}\n`;
  });
  return {
    text: lines.join(''),
    data: { specs: all },
    diagnostics: found,
    sources: await sourcesOf(opened.project.texts),
  };
}

/** The one next command, of a spec or of the project. */
export async function showNext(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<Outcome> {
  const got = await statuses(session, asked, options);
  if ('outcome' in got) return got.outcome;
  const none = 'dataagent new spec "…"';
  const next = got.all.find((s) => s.next !== undefined)?.next ?? none;
  return { text: `${next}\n`, data: { next } };
}

async function statuses(
  session: Session,
  asked: string | undefined,
  options: CommonOptions,
): Promise<
  | {
      readonly opened: Opened;
      readonly all: readonly SpecStatus[];
      readonly found: readonly Diagnostic[];
    }
  | { readonly outcome: Outcome }
> {
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened;
  const { project, ontology, dialects, language } = opened;
  const names = asked === undefined ? await specNames(project) : [await specNamed(project, asked)];
  const all: SpecStatus[] = [];
  const found: Diagnostic[] = [];
  for (const name of names) {
    const [spec, problems] = await readSpec(project, name);
    found.push(...problems);
    if (spec === undefined) continue;
    const observed = await exists(join(project.root, spec.folder, 'observed', 'report.json'));
    all.push(statusOf(spec, ontology, dialects, language, observed));
  }
  return { opened, all, found };
}
