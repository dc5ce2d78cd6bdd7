import { withDefaults } from '../../../bind/param-default.js';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import type { Trouble } from '../../../base/trouble.js';
import { suggest } from '../../../base/text/suggest.js';
import { check, upToStage, type CheckedDocument } from '../../../compile.js';
import { parseDocument } from '../../../dsl/parse.js';
import type { Engine } from '../../../engine/engine.js';
import { printType } from '../../../expr/print-type.js';
import type { Ontology } from '../../../ontology/model.js';
import { print } from '../../../sql/print/print.js';
import { findOutOfRange } from '../../../stages/prove/out-of-range.js';
import type { Project } from '../../../workspace/project.js';
import type { QueryOptions } from '../../commands/query.js';
import { openDatabase } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { readDocumentFile, type DocumentFile } from '../../project/document-file.js';
import { engineFinding } from '../../engine-finding.js';
import { overOntology, withText } from '../../project/ontology.js';
import {
  checkNoneIsUnread,
  checkParameters,
  parametersOf,
  wholeNumber,
} from '../../options/option-values.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { rolesOf } from '../../options/roles.js';
import { cutText, formatRows, objectsOf, rowForms, type RowForm } from '../../output/rows.js';
import { cliTrouble } from '../../troubles/cli.js';
import { eachStage, type StageRows } from './each-stage.js';
import { followedKeys, rowsWithKeys, type FollowedKey } from './follow-row.js';

/** Compiles a document, runs it read-only and shows its rows, or those of its stages. */
export async function queryFile(
  session: Session,
  file: string,
  options: QueryOptions,
): Promise<Outcome> {
  const request = requestOf(options);
  const document = await readDocumentFile(session, file);
  const outcome = await overOntology(session, options, async (ontology, project) => {
    const answered = await answer(session, document, ontology, project, request);
    return { ...answered, diagnostics: inFile(answered.diagnostics ?? [], document.name) };
  });
  return withText(outcome, document.name, document.text);
}

interface Request {
  readonly form: RowForm;
  readonly maxRows: number;
  readonly params: Readonly<Record<string, string>>;
  /** Whose rows are followed through the stages; none: all rows are shown. */
  readonly followed: readonly FollowedKey[];
  readonly options: QueryOptions;
}

function requestOf(options: QueryOptions): Request {
  const { format } = options;
  const form = rowForms.find((f) => f === format);
  if (form === undefined) throw cliTrouble('unknown-word', { word: format, known: rowForms });
  const maxRows = wholeNumber(options.maxRows, '--max-rows');
  const followed = followedKeys(options.row ?? []);
  return { form, maxRows, params: parametersOf(options), followed, options };
}

async function answer(
  session: Session,
  { name, text }: DocumentFile,
  ontology: Ontology,
  project: Project | undefined,
  request: Request,
): Promise<Outcome> {
  const [checked, found] = check(text, ontology, { roles: rolesOf(process.env) });
  if (checked === undefined) return refused(text, found);
  checkNoneIsUnread([checked], request.params);
  checkParameters(name, checked, request.params);
  const stages = stagesAsked(checked, request.options);
  const engine = await openDatabase(session, request.options, project);
  try {
    const rows = await rowsOf(engine, checked, stages, request);
    if ('problems' in rows) return findings([...found, ...rows.problems]);
    const { stages: shown } = rows;
    if (shown.length === 0) throw unknownColumns(checked, request.followed);
    if (showsSeveral(request))
      return { ...eachStage(session, shown, request.maxRows), diagnostics: found };
    const [only] = shown as [StageRows];
    const late = await outOfRange(engine, checked, ontology, only, request);
    return { ...resultOf(session, only, request.form), diagnostics: [...found, ...late] };
  } finally {
    await engine.close();
  }
}

function outOfRange(
  engine: Engine,
  checked: CheckedDocument,
  ontology: Ontology,
  { rows }: StageRows,
  { params }: Request,
): Promise<readonly Diagnostic[]> {
  const dialect = dialectNamed(engine.dialect);
  const { bizdate } = withDefaults(checked.bound, params);
  return findOutOfRange(engine, checked, ontology, dialect, rows, bizdate);
}

/** Holes need a person (S14); anything else wrong is in the findings. */
function refused(text: string, found: readonly Diagnostic[]): Outcome {
  const unresolved = parseDocument(text)[0]?.document.unresolved ?? [];
  const holes = unresolved.length > 0 && !hasErrors(found);
  return { ...findings(found, { unresolved }), ...(holes && { ending: 'needs-person' }) };
}

function showsSeveral({ options, followed }: Request): boolean {
  return options.each === true || followed.length > 0;
}

/** The stage that is asked for, else the last one; with `each` also those before it; where rows are followed, their parts too. */
function stagesAsked(
  { document, plan }: CheckedDocument,
  { until, each, row }: QueryOptions,
): readonly string[] {
  const names = document.stages.map((stage) => stage.name);
  const last = until === undefined ? names.at(-1)! : names.find((name) => name === until);
  if (last === undefined) {
    const near = suggest(until ?? '', names);
    const known = near.length > 0 ? near : names;
    throw cliTrouble('unknown-stage', { stage: until ?? '', known });
  }
  if (row === undefined && each !== true) return [last];
  const all = row === undefined ? names : plan.stages.map((s) => s.name);
  return all.slice(0, all.indexOf(last) + 1);
}

function unknownColumns({ plan }: CheckedDocument, followed: readonly FollowedKey[]): Trouble {
  const columns = [...new Set(plan.stages.flatMap((s) => s.columns.map((c) => c.name)))];
  const names = followed.map((f) => f.column);
  const near = names.flatMap((name) => suggest(name, columns));
  return cliTrouble('unknown-column', { names, known: near.length > 0 ? near : columns });
}

async function rowsOf(
  engine: Engine,
  checked: CheckedDocument,
  stages: readonly string[],
  request: Request,
): Promise<
  { readonly stages: readonly StageRows[] } | { readonly problems: readonly Diagnostic[] }
> {
  const { maxRows, followed } = request;
  const params = withDefaults(checked.bound, request.params);
  const limit = showsSeveral(request) ? {} : { maxRows };
  const shown: StageRows[] = [];
  for (const stage of stages) {
    const [printed, wrong] = print(upToStage(checked, stage), dialectNamed(engine.dialect));
    if (printed === undefined) return { problems: wrong };
    const got = await engine.query(printed.text, { params, ...limit });
    if ('error' in got) return { problems: [engineFinding(got.error, printed)] };
    const { key } = checked.plan.stages.find((s) => s.name === stage)!;
    const rows = followed.length === 0 ? got.value : rowsWithKeys(got.value, followed);
    if (rows !== undefined) shown.push({ stage, key, rows });
  }
  return { stages: shown };
}

function resultOf({ language, progress }: Session, { rows }: StageRows, form: RowForm): Outcome {
  // A file of rows has no line that could say so.
  if (rows.truncated && form !== 'table')
    progress({ en: cutText(rows, 'en'), zh: cutText(rows, 'zh') });
  return {
    text: formatRows(rows, form, language),
    data: {
      columns: rows.columns.map((c) => ({ name: c.name, type: printType(c.type) })),
      rows: objectsOf(rows),
      truncated: rows.truncated,
    },
  };
}
