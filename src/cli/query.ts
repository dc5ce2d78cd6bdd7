import { resolve } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.js';
import { hasErrors } from '../base/diagnostic.js';
import { isDay } from '../base/calendar-days.js';
import { suggest } from '../base/suggest.js';
import { Trouble } from '../base/trouble.js';
import { check, upToStage, type CheckedDocument } from '../compile.js';
import { parseDocument } from '../dsl/parse.js';
import type { Rows } from '../engine/engine.js';
import { printType } from '../expr/print-type.js';
import { print } from '../sql/print.js';
import { readText } from '../workspace/files.js';
import type { QueryOptions } from './commands/query.js';
import { openDatabase } from './database.js';
import { dialectNamed } from './dialect.js';
import { engineFinding } from './engine-finding.js';
import { exitCodes } from './exit-codes.js';
import { followedKeys, rowsWithKeys, type FollowedKey } from './follow-row.js';
import { openOntology, seenFrom } from './ontology.js';
import type { Outcome, Session } from './outcome.js';
import { rolesOf } from './roles.js';
import { formatRows, objectsOf, type RowForm } from './rows.js';
import { sourcesOf } from './sources.js';

/** Compiles a document, runs it read-only and shows its rows, or those of its stages. */
export async function queryFile(
  session: Session,
  file: string,
  options: QueryOptions,
): Promise<Outcome> {
  const form = formOf(options.format);
  const limit = wholeNumber(options.maxRows, '--max-rows');
  const params = paramsOf(options);
  const followed = followedKeys(options.row ?? []);
  const several = options.each === true || followed.length > 0;
  const opened = await openOntology(session, options);
  const name = seenFrom(session, file);
  const text = await readText(resolve(session.cwd, file));
  const sources = await sourcesOf(new Map([...opened.texts, [name, text]]));
  const findings = (found: readonly Diagnostic[], rest: Partial<Outcome> = {}): Outcome => ({
    text: '',
    data: {},
    ...rest,
    diagnostics: [...opened.found, ...found.map((d) => ({ file: name, ...d }))],
    sources,
  });
  if (opened.ontology === undefined) return findings([]);
  const [parsed, formal] = parseDocument(text);
  if (parsed === undefined) return findings(formal);
  const open = parsed.document.unresolved ?? [];
  const names = parsed.document.stages.map((stage) => stage.name);
  const until = namedStage(names, options.until);
  const seconds =
    options.timeout === undefined ? undefined : wholeNumber(options.timeout, '--timeout');
  const limits = seconds === undefined ? {} : { timeoutMs: seconds * 1000 };
  const [checked, found] = check(text, opened.ontology, { roles: rolesOf(process.env) });
  if (checked === undefined) {
    const holes = open.length > 0 && !hasErrors(found);
    return findings(found, {
      data: { unresolved: open },
      ...(holes && { exit: exitCodes.needsPerson }),
    });
  }
  const asked = stagesAsked(checked, names, until, options);
  const engine = await openDatabase(session.cwd, options.database, opened.project, limits);
  try {
    const shown: StageRows[] = [];
    for (const stage of asked) {
      const [printed, wrong] = print(upToStage(checked, stage), dialectNamed(engine.dialect));
      if (printed === undefined) return findings([...found, ...wrong]);
      const got = await engine.query(printed.text, {
        params,
        ...(!several && { maxRows: limit }),
      });
      if ('error' in got) return findings([...found, engineFinding(got.error, printed)]);
      const { key } = checked.plan.stages.find((s) => s.name === stage)!;
      const rows = followed.length === 0 ? got.value : rowsWithKeys(got.value, followed);
      if (rows !== undefined) shown.push({ stage, key, rows });
    }
    if (shown.length === 0) throw unknownKey(checked, followed);
    return findings(found, several ? eachStage(session, shown, limit) : resultOf(shown[0]!, form));
  } finally {
    await engine.close();
  }
}

interface StageRows {
  readonly stage: string;
  readonly key: readonly string[] | undefined;
  readonly rows: Rows;
}

/** What is queried: the stage asked for; all up to it; and where a row is followed their parts too. */
function stagesAsked(
  { plan }: CheckedDocument,
  names: readonly string[],
  until: number,
  options: QueryOptions,
): readonly string[] {
  const last = names[until]!;
  if (options.row !== undefined) {
    const planned = plan.stages.map((s) => s.name);
    return planned.slice(0, planned.indexOf(last) + 1);
  }
  return options.each === true ? names.slice(0, until + 1) : [last];
}

function unknownKey({ plan }: CheckedDocument, followed: readonly FollowedKey[]): Trouble {
  const columns = [...new Set(plan.stages.flatMap((s) => s.columns.map((c) => c.name)))];
  const asked = followed.map((f) => f.column);
  const near = asked.flatMap((name) => suggest(name, columns));
  return new Trouble(
    'cli/unknown-column',
    'usage',
    `no stage has a column ${asked.join(', ')}`,
    `one of ${(near.length > 0 ? near : columns).join(', ')}`,
  );
}

/** The position of the stage that is asked for; the last one if none is. */
function namedStage(names: readonly string[], asked: string | undefined): number {
  if (asked === undefined) return names.length - 1;
  const found = names.indexOf(asked);
  if (found >= 0) return found;
  const near = suggest(asked, names);
  throw new Trouble(
    'cli/unknown-stage',
    'usage',
    `there is no stage "${asked}"`,
    `one of ${(near.length > 0 ? near : names).join(', ')}`,
  );
}

function resultOf({ rows }: StageRows, form: RowForm): Partial<Outcome> {
  return {
    text: formatRows(rows, form),
    data: {
      columns: rows.columns.map((c) => ({ name: c.name, type: printType(c.type) })),
      rows: objectsOf(rows),
      truncated: rows.truncated,
    },
  };
}

/** What people check first: how many rows, whether the key holds, where values are missing. */
function eachStage(session: Session, shown: readonly StageRows[], limit: number): Partial<Outcome> {
  const stages = shown.map(({ stage, key, rows }) => {
    const position = (name: string): number => rows.columns.findIndex((c) => c.name === name);
    const keys = key?.map(position);
    const distinct = keys && new Set(rows.rows.map((r) => JSON.stringify(keys.map((k) => r[k]))));
    const nulls = Object.fromEntries(
      rows.columns
        .map((c, i) => [c.name, rows.rows.filter((r) => r[i] === null).length] as const)
        .filter(([, count]) => count > 0),
    );
    const unique = distinct === undefined ? undefined : distinct.size === rows.rows.length;
    const first = { ...rows, rows: rows.rows.slice(0, limit), truncated: rows.rows.length > limit };
    return { stage, key, unique, rowCount: rows.rows.length, nulls, rows: first };
  });
  const words =
    session.language === 'zh'
      ? { rows: '行', key: '键', none: '无', broken: '有重复', nulls: '空值' }
      : { rows: 'rows', key: 'key', none: 'none', broken: 'NOT UNIQUE', nulls: 'nulls' };
  const text = stages.map((s) => {
    const key = s.key === undefined ? words.none : `(${s.key.join(', ')})`;
    const broken = s.unique === false ? ` ${words.broken}` : '';
    const nulls = Object.entries(s.nulls).map(([name, count]) => `${name} ${count}`);
    const missing = nulls.length === 0 ? '' : `, ${words.nulls}: ${nulls.join(', ')}`;
    const head = `${s.stage}: ${s.rowCount} ${words.rows}, ${words.key} ${key}${broken}${missing}`;
    return `${head}\n${formatRows(s.rows, 'table')}`;
  });
  return {
    text: text.join('\n'),
    data: {
      stages: stages.map(({ rows, key, ...s }) => ({
        ...s,
        key: key ?? null,
        rows: objectsOf(rows),
      })),
    },
  };
}

function formOf(text: string): RowForm {
  if (text === 'table' || text === 'csv' || text === 'json') return text;
  throw new Trouble(
    'cli/unknown-format',
    'usage',
    `no format "${text}"`,
    'one of table, csv, json',
  );
}

function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Trouble(
    'cli/not-a-number',
    'usage',
    `${option} is not a whole number above 0`,
    `${option} 100`,
  );
}

/** Values of parameters by name; `bizdate` has an option of its own. */
function paramsOf(options: QueryOptions): Readonly<Record<string, string>> {
  const given = (options.param ?? []).map((text) => {
    const [, name, value] = /^\$?([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new Trouble(
        'cli/parameter',
        'usage',
        `"${text}" is not name=value`,
        '--param city=杭州',
      );
    return [name, value] as const;
  });
  if (options.bizdate !== undefined && !isDay(options.bizdate))
    throw new Trouble(
      'cli/day',
      'usage',
      `"${options.bizdate}" is not a day`,
      '--bizdate 2026-11-07',
    );
  const day = options.bizdate === undefined ? [] : [['bizdate', options.bizdate] as const];
  return Object.fromEntries([...given, ...day]);
}
