import { counted } from '../../../base/text/counted.js';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import type { CheckedDocument } from '../../../compile.js';
import type { Check } from '../../../quality/check.js';
import { checkSpec } from '../../../stages/spec/check-spec.js';
import { generate, generatedHash } from '../../../stages/generate.js';
import { apartFromReport } from '../../../stages/report/check-report.js';
import {
  isBlocked,
  reportedDocument,
  type Observed,
  type Report,
} from '../../../stages/report/report.js';
import { runDocument, type RunResult } from '../../../stages/run-document.js';
import { documentName, type Spec } from '../../../workspace/spec.js';
import { isOpen } from '../../../workspace/test-cases.js';
import type { RunOptions } from '../../commands/run.js';
import { checkDatabase, openDatabase } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { engineFinding } from '../../engine-finding.js';
import {
  checkNoneIsUnread,
  checkParameters,
  parametersOf,
  wholeNumber,
} from '../../options/option-values.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import type { Work } from '../../project/project.js';
import { formatRows, objectsOf } from '../../output/rows.js';

/** What a database said of a spec: what the report keeps, and the rows to show. */
export interface Proven {
  readonly observed: Observed;
  readonly ran: readonly Ran[];
  readonly found: readonly Diagnostic[];
}

/** Says what the proof will lack before anything is generated and tested for it: the database, a day, a value. */
export async function readyToProve(
  session: Session,
  { project, ontology, language }: Work,
  spec: Spec,
  options: RunOptions,
): Promise<Outcome> {
  if ((options.database ?? project.config.database) !== undefined) {
    await checkDatabase(session, options, project);
    checkValues(generate(spec, ontology, [], language).checked, parametersOf(options));
  }
  return { text: '', data: {} };
}

function checkValues(
  checked: ReadonlyMap<string, CheckedDocument>,
  params: Readonly<Record<string, string>>,
): void {
  checkNoneIsUnread([...checked.values()], params);
  for (const [name, made] of checked) checkParameters(name, made, params);
}

/** Runs the documents of a checked spec on the database; undefined where none is named or a law is broken. */
export async function proveSpec(
  session: Session,
  work: Work,
  spec: Spec,
  options: RunOptions,
): Promise<Proven | { readonly stopped: Outcome }> {
  const { project, ontology, dialects, language } = work;
  const { generated, found: all } = checkSpec(spec, ontology, dialects, language);
  const found = apartFromReport(all);
  const hash = generatedHash(spec.generated) ?? '';
  const database = options.database ?? project.config.database;
  if (hasErrors(found)) return { stopped: findings(found) };
  if (database === undefined)
    return { observed: { generated: hash, documents: [] }, ran: [], found };
  const params = parametersOf(options);
  checkValues(generated.checked, params);
  const ran: Ran[] = [];
  for (const [name, made] of generated.checked) {
    session.progress({ en: `running ${name}`, zh: `运行 ${name}` });
    const written = generated.written.get(name) ?? [];
    const one = await prove(session, work, made, params, { ...options, written });
    if ('problem' in one)
      return { stopped: findings([...found, ...inDocument(spec, name, [one.problem])]) };
    ran.push({ name, made, result: one.result });
  }
  session.signal.throwIfAborted();
  const warned = ran.flatMap(({ name, result }) => inDocument(spec, name, result.outOfRange));
  const documents = ran.map(({ name, made, result }) =>
    reportedDocument(name, made.document.title, result, language),
  );
  const observed: Observed = {
    ran_at: new Date().toISOString(),
    database,
    ...(options.bizdate !== undefined && { bizdate: options.bizdate }),
    generated: hash,
    documents,
  };
  return { observed, ran, found: [...found, ...warned] };
}

/** What a run that came to its end says: tests, rows and rules, and where its report is. */
export function provenOutcome(
  session: Session,
  spec: Spec,
  { observed, ran, found }: Proven,
  report: Report,
): Outcome {
  const zh = session.language === 'zh';
  const file = `${spec.folder}/observed/report.json`;
  const results = ran.map(({ name, result }) => ({ document: name, rows: objectsOf(result.rows) }));
  const advice = zh
    ? '没有数据库：用 --database duckdb:FILE 在数据上验证\n'
    : 'no database: prove it on data with --database duckdb:FILE\n';
  return {
    ...(isBlocked(observed) && { ending: 'findings' }),
    text: [
      testsPassed(session, spec),
      ...(observed.database === undefined ? [advice] : []),
      ...ran.map((one) => section(session, one)),
      `${zh ? '报告' : 'report'}: ${file}\n`,
      ...(isBlocked(observed) ? [afterFailure(session, spec, observed)] : []),
    ].join(''),
    data: { ...report, tests: spec.tests.length, report: file, results },
    diagnostics: found,
  };
}

/** What there is to do where a strong rule failed: its rows are found by the SQL that counts them. */
function afterFailure(
  { language }: Session,
  { name, generated }: Spec,
  { documents, bizdate }: Observed,
): string {
  const failed = documents.filter((d) =>
    d.checks.some((c) => c.strength === 'strong' && c.result !== 'pass'),
  );
  const files = failed.flatMap((d) => {
    const own = generated.filter(({ file }) => file.endsWith(`/${d.document}.dqc.sql`));
    return (own.find(({ file }) => file.includes('/duckdb/')) ?? own[0])?.file ?? [];
  });
  const again = `dataagent run ${name}${bizdate === undefined ? '' : ` --bizdate ${bizdate}`}`;
  return language === 'zh'
    ? `强规则未通过，不能验收：规则的 SQL 在 ${files.join('、')}；修正数据、文档或 dqc.yaml 后再运行 ${again}\n`
    : `a strong rule failed, so nothing is accepted: its SQL is in ${files.join(', ')}; mend the data, the document or dqc.yaml, then ${again}\n`;
}

/** A document with what it gave. */
export interface Ran {
  readonly name: string;
  readonly made: CheckedDocument;
  readonly result: RunResult;
}

/** Each document on an engine of its own, over the database as it is. */
async function prove(
  session: Session,
  { project, ontology }: Work,
  made: CheckedDocument,
  params: Readonly<Record<string, string>>,
  options: RunOptions & { readonly written: readonly Check[] },
): Promise<{ readonly result: RunResult } | { readonly problem: Diagnostic }> {
  const engine = await openDatabase(session, options, project);
  try {
    const ran = await runDocument(engine, made, ontology, dialectNamed(engine.dialect), {
      params,
      maxRows: wholeNumber(options.maxRows, '--max-rows'),
      written: options.written,
    });
    return 'error' in ran ? { problem: engineFinding(ran.error, ran.sql) } : { result: ran.value };
  } finally {
    await engine.close();
  }
}

function inDocument(spec: Spec, name: string, found: readonly Diagnostic[]): readonly Diagnostic[] {
  return inFile(found, spec.documents.find((d) => documentName(d.file) === name)!.file);
}

function testsPassed({ language }: Session, { tests }: Spec): string {
  const open = tests.filter(isOpen).length;
  const passed = tests.length - open;
  if (language === 'zh')
    return `${passed} 个测试通过${open > 0 ? `，${open} 个待人确认应得的结果` : ''}\n`;
  const waiting = open > 0 ? `, ${open} open: a person says what must come out` : '';
  return `${counted(passed, 'test')} passed${waiting}\n`;
}

/** The rows and rules of one document, in the language of whoever runs it. */
function section({ language }: Session, { name, made, result }: Ran): string {
  const document = reportedDocument(name, made.document.title, result, language);
  const words =
    language === 'zh'
      ? { strong: '强', weak: '弱', rows: '行' }
      : { strong: 'strong', weak: 'weak', rows: 'rows' };
  const checks = document.checks.map(({ strength, says, result: verdict, failed }) => {
    const many = failed === null || failed === 0 ? '' : ` (${failed})`;
    const word = verdict === 'pass' ? 'pass ' : verdict.toUpperCase().padEnd(5);
    return `  ${word} ${words[strength]} ${says}${many}\n`;
  });
  const head = `\n${clean(document.title)}: ${document.rows} ${words.rows}\n`;
  return `${head}${formatRows(result.rows, 'table', language)}${checks.join('')}`;
}
