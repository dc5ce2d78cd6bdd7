import { join, resolve } from 'node:path';
import { isDay } from '../base/calendar-days.js';
import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import type { CheckedDocument } from '../compile.js';
import { parseDatabase } from '../engine/database.js';
import { openDuckdb } from '../engine/duckdb.js';
import { checkSpec } from '../stages/check-spec.js';
import { runDocument, type RunResult } from '../stages/run-document.js';
import { inside, writeAtomically } from '../workspace/files.js';
import { locked } from '../workspace/lock.js';
import { readSpec, type Spec } from '../workspace/spec.js';
import type { RunOptions } from './commands/run.js';
import { dialectNamed } from './dialect.js';
import { engineFinding } from './engine-finding.js';
import { exitCodes } from './exit-codes.js';
import { generateSpec } from './gen.js';
import { genDsl } from './gen-dsl.js';
import type { Outcome, Session } from './outcome.js';
import { openAll, specNamed, type Opened } from './project.js';
import { formatRows, objectsOf } from './rows.js';
import { sourcesOf } from './sources.js';
import { testOne } from './test.js';

/** Every step of a spec in order; stops where a finding or a question needs a person. */
export async function runSpec(
  session: Session,
  asked: string | undefined,
  options: RunOptions,
): Promise<Outcome> {
  if (options.bizdate !== undefined && !isDay(options.bizdate))
    throw new Trouble(
      'cli/day',
      'usage',
      `"${options.bizdate}" is not a day`,
      '--bizdate 2026-11-07',
    );
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened.outcome;
  const name = await specNamed(opened.project, asked);
  const read = async (): Promise<Spec | { readonly outcome: Outcome }> => {
    const [spec, found] = await readSpec(opened.project, name);
    return spec === undefined || hasErrors(found)
      ? { outcome: await stopped(opened, found, name, 'spec') }
      : spec;
  };
  let spec = await read();
  if ('outcome' in spec) return spec.outcome;
  if (spec.documents.length === 0) {
    session.progress(says(session, 'drafting the DSL', '起草 DSL'));
    const drafted = await genDsl(session, opened, spec, {
      ...(options.asOf !== undefined && { asOf: options.asOf }),
    });
    if (drafted.exit !== undefined || hasErrors(drafted.diagnostics ?? [])) return drafted;
    spec = await read();
    if ('outcome' in spec) return spec.outcome;
  }
  session.progress(says(session, 'generating SQL, DDL and checks', '生成 SQL、DDL 与质量规则'));
  const current = spec;
  const generated = await locked(opened.project.root, name, () =>
    generateSpec(session, opened, current, 'all', false),
  );
  if (generated.exit !== undefined || hasErrors(generated.diagnostics ?? [])) return generated;
  spec = await read();
  if ('outcome' in spec) return spec.outcome;
  const { generated: made, found } = checkSpec(
    spec,
    opened.ontology,
    opened.dialects,
    opened.language,
  );
  if (hasErrors(found)) return stopped(opened, found, name, 'check');
  session.progress(says(session, 'testing', '运行测试'));
  const tested = await testOne(session, opened, name);
  if (hasErrors(tested.found)) return stopped(opened, tested.found, name, 'test');
  return proven(session, opened, spec, made.checked, tested.results.length, found, options);
}

/** Runs the documents on the database, if there is one, and writes what was observed. */
async function proven(
  session: Session,
  opened: Opened,
  spec: Spec,
  checked: ReadonlyMap<string, CheckedDocument>,
  tests: number,
  warnings: readonly Diagnostic[],
  options: RunOptions,
): Promise<Outcome> {
  const { project } = opened;
  const address = options.database ?? project.config.database;
  const zh = session.language === 'zh';
  const head = zh ? `${tests} 个测试通过\n` : `${tests} tests passed\n`;
  const sources = await sourcesOf(project.texts);
  if (address === undefined)
    return {
      text: `${head}${zh ? '没有数据库：用 --database duckdb:FILE 在数据上验证' : 'no database: prove it on data with --database duckdb:FILE'}\n`,
      data: { spec: spec.name, tests, documents: [] },
      diagnostics: [...opened.found, ...warnings],
      sources,
    };
  const { file } = parseDatabase(address);
  const path =
    file === undefined
      ? undefined
      : options.database === undefined
        ? await inside(project.root, file)
        : resolve(session.cwd, file);
  const documents: { name: string; title: string; result: RunResult }[] = [];
  for (const [name, made] of checked) {
    if (made.bound.target !== undefined && options.bizdate === undefined)
      throw new Trouble(
        'cli/no-bizdate',
        'usage',
        `${name} is computed for a day`,
        '--bizdate 2026-11-07',
      );
    session.progress(says(session, `running ${name}`, `运行 ${name}`));
    const engine = await openDuckdb(path === undefined ? {} : { databases: [{ file: path }] });
    try {
      const params = options.bizdate === undefined ? {} : { bizdate: options.bizdate };
      const ran = await runDocument(engine, made, opened.ontology, dialectNamed('duckdb'), {
        params,
        maxRows: Number(options.maxRows),
      });
      if ('error' in ran) {
        const document = spec.documents.find((d) => d.file.endsWith(`/${name}.json`))!.file;
        return stopped(
          opened,
          [{ ...engineFinding(ran.error, ran.sql), file: document }],
          spec.name,
          'run',
        );
      }
      documents.push({ name, title: made.document.title, result: ran.value });
    } finally {
      await engine.close();
    }
  }
  const report = documents.map(({ name, result }) => ({
    document: name,
    rows: result.rowCount,
    checks: result.checks.map(({ check, failed }) => ({
      id: check.id,
      strength: check.strength,
      says: check.says[session.language],
      result: failed === undefined ? 'error' : failed === 0 ? 'pass' : 'fail',
      failed: failed ?? null,
    })),
  }));
  const observed = `${spec.folder}/observed/report.json`;
  const body = {
    v: 1,
    spec: spec.name,
    ...(options.bizdate !== undefined && { bizdate: options.bizdate }),
    documents: report,
  };
  await writeAtomically(join(project.root, observed), `${JSON.stringify(body, null, 2)}\n`);
  const blocked = report.some((d) =>
    d.checks.some((c) => c.strength === 'strong' && c.result !== 'pass'),
  );
  return {
    ...(blocked && { exit: exitCodes.findings }),
    text:
      head +
      documents.map((d) => section(session, d)).join('') +
      `${zh ? '报告' : 'report'}: ${observed}\n`,
    data: {
      ...body,
      tests,
      report: observed,
      results: documents.map((d) => ({ document: d.name, rows: objectsOf(d.result.rows) })),
    },
    diagnostics: [...opened.found, ...warnings],
    sources,
  };
}

function section(
  session: Session,
  { title, result }: { readonly title: string; readonly result: RunResult },
): string {
  const zh = session.language === 'zh';
  const checks = result.checks.map(({ check, failed }) => {
    const verdict = failed === undefined ? 'ERROR' : failed === 0 ? 'pass ' : 'FAIL ';
    const many = failed === undefined || failed === 0 ? '' : ` (${failed})`;
    return `  ${verdict} ${check.strength === 'strong' ? (zh ? '强' : 'strong') : zh ? '弱' : 'weak'} ${check.says[session.language]}${many}\n`;
  });
  const count = zh ? `${result.rowCount} 行` : `${result.rowCount} rows`;
  return `\n${title}: ${count}\n${formatRows(result.rows, 'table')}${checks.join('')}`;
}

async function stopped(
  opened: Opened,
  found: readonly Diagnostic[],
  spec: string,
  step: string,
): Promise<Outcome> {
  const sources = await sourcesOf(opened.project.texts);
  return { text: '', data: { spec, step }, diagnostics: [...opened.found, ...found], sources };
}

function says(session: Session, en: string, zh: string): string {
  return session.language === 'zh' ? zh : en;
}
