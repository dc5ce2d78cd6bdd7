import { hasErrors } from '../../../base/diagnostic.js';
import { valueWithoutSecrets, withoutSecrets } from '../../../llm/secrets.js';
import { clean } from '../../../base/render.js';
import { apartFromReport } from '../../../stages/report/check-report.js';
import {
  isUnedited,
  parseReport,
  reportJson,
  type Observed,
  type Report,
  type ReportedTest,
} from '../../../stages/report/report.js';
import { reportOf } from '../../../stages/report/report-of.js';
import { proseOf } from '../../../stages/report/report-prose.js';
import { reportText } from '../../../stages/report/report-text.js';
import { generatedHash } from '../../../stages/generate.js';
import { readRuns } from '../../../workspace/journal.js';
import { locked } from '../../../workspace/files/lock.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { ReportOptions } from '../../commands/report.js';
import { decidedIn, review } from '../../project/decided.js';
import { runModelOf } from '../../models/model-of-run.js';
import type { ModelOptions } from '../../models/models.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { recorded, type RunSession } from '../../runs/run-record.js';
import { testOne } from '../check/test.js';

/**
 * Writes the report of a spec anew: what the last run observed stays as it was, its tests are run again,
 * and all else is read from its files and journals.
 */
export async function reportSpec(
  session: Session,
  asked: string | undefined,
  options: ReportOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, asked);
    return locked(work.project.root, name, () =>
      recorded(session, work, name, { command: 'report' }, (own) =>
        withSpec(work.project, name, async (spec) => {
          const { results } = await testOne(own, work, spec);
          const { report, files } = await writeReport(
            own,
            work,
            spec,
            seenBefore(spec),
            results,
            options,
          );
          const shown = options.print === true ? reportText(report, session.language) : '';
          return {
            text: `${shown}${files.map((f) => `${f}\n`).join('')}`,
            data: { files, ...report },
          };
        }),
      ),
    );
  });
}

/** What the last run observed, as it was written, where its generated files are still those that are there. */
function seenBefore(spec: Spec): Observed {
  const hash = generatedHash(spec.generated) ?? '';
  const before = spec.report && parseReport(spec.report.text);
  if (before === undefined || before.generated !== hash || !isUnedited(before))
    return { generated: hash, documents: [] };
  const { ran_at, database, bizdate, generated, documents } = before;
  return {
    ...(ran_at !== undefined && { ran_at }),
    ...(database !== undefined && { database }),
    ...(bizdate !== undefined && { bizdate }),
    generated,
    documents,
  };
}

/** Gathers a report and writes it twice: for programs, and for people with a model's opening where one gave it. */
export async function writeReport(
  session: RunSession,
  work: Work,
  spec: Spec,
  observed: Observed,
  tests: readonly ReportedTest[],
  options: ModelOptions,
): Promise<{ readonly report: Report; readonly files: readonly string[] }> {
  const { project } = work;
  const { found, gates } = review(work, spec, await decidedIn(project));
  const before = spec.report === undefined ? undefined : parseReport(spec.report.text);
  const gathered = async (): Promise<Report> =>
    reportOf({
      spec,
      observed,
      tests: tests.map(({ test, document, passed, open }) => ({
        test: clean(test),
        document,
        passed,
        ...(open === true && { open }),
      })),
      found: apartFromReport(found),
      gates,
      runs: await readRuns(project.root),
      before: before?.usage ?? [],
    });
  const first = await gathered();
  const opening = await openingOf(session, work, first, options);
  // Asking for the opening was paid for, too.
  const all = opening.asked ? await gathered() : first;
  // What rows and rules hold may be anything; a report is read by many and kept in git.
  const report = valueWithoutSecrets(all) as Report;
  const file = `${spec.folder}/observed/report.json`;
  const page = `${spec.folder}/observed/report.md`;
  session.signal.throwIfAborted();
  await writeFiles(
    project.root,
    new Map([
      [file, reportJson(report)],
      [page, withoutSecrets(reportText(report, work.language, opening.prose))],
    ]),
  );
  return { report, files: [file, page] };
}

async function openingOf(
  session: RunSession,
  work: Work,
  report: Report,
  options: ModelOptions,
): Promise<{ readonly asked: boolean; readonly prose?: string }> {
  const { record, signal } = session;
  const { language } = work;
  const models = await runModelOf(session, work, options);
  if (models.make === undefined || hasErrors(models.found)) return { asked: false };
  const model = await models.make();
  const prose = await proseOf({ report, language, model, write: record.write, signal });
  return { asked: true, ...(prose !== undefined && { prose }) };
}
