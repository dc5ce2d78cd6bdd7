import { hasErrors, type Checked, type Diagnostic, type JsonPointer } from './base/diagnostic.js';
import { distinct } from './base/distinct.js';
import { remember } from './base/remember.js';
import { bindDocument, type BindOptions } from './bind/bind.js';
import type { BoundDocument } from './bind/bound.js';
import { checkOntology } from './bind/check-ontology.js';
import { createTable } from './ddl/table.js';
import type { Document } from './dsl/document.js';
import { parseDocument } from './dsl/parse.js';
import { indexOf } from './ontology/index-of.js';
import type { Ontology } from './ontology/model.js';
import { planDocument } from './plan/build.js';
import type { PlannedDocument } from './plan/plan.js';
import { rewritePlan } from './plan/rewrites/all-rewrites.js';
import type { Check } from './quality/check.js';
import { checksOf } from './quality/checks-of.js';
import { checkRules } from './rules/check-rules.js';
import type { Printed, SqlStatement } from './sql/ast.js';
import type { Dialect } from './sql/dialect.js';
import { lower } from './sql/lower/lower.js';
import { print } from './sql/print/print.js';

/** A document that says what it means: bound, planned, and within every law but for warnings. */
export interface CheckedDocument {
  readonly document: Document;
  readonly bound: BoundDocument;
  readonly plan: PlannedDocument;
  readonly statement: SqlStatement;
}

/** Everything that one document becomes for one dialect; the same input gives the same bytes. */
export interface Compiled {
  readonly dialect: string;
  /** The SELECT of a question, or the INSERT of a table. */
  readonly sql: Printed;
  /** The SELECT alone, with names of its columns in order. */
  readonly select: Printed;
  /** Only with a target. */
  readonly ddl?: Printed;
  readonly checks: readonly (Check & { readonly sql: Printed })[];
}

/**
 * Text to checked document: L1 form, L2 names, L3 types and grain, then the laws of L4 and L5. A
 * document with holes is checked as far as it goes and gives no value (S14); one that lacks a whole
 * concept is checked for its form alone.
 */
export function check(
  text: string,
  ontology: Ontology,
  options: BindOptions = {},
): Checked<CheckedDocument> {
  const [made, found] = planText(text, ontology, options);
  if (made === undefined) return [undefined, found];
  const all = [...found, ...checkRules({ ...made, ontology })];
  if (hasErrors(all)) return [undefined, all];
  return [lowered(made), all];
}

/**
 * The same without the laws: what a document means, whether or not it may be delivered. For comparing it with
 * what it is made of; nothing is generated of it.
 */
export function understand(text: string, ontology: Ontology): Checked<CheckedDocument> {
  const [made, found] = planText(text, ontology, {});
  return [made && lowered(made), found];
}

type PlannedText = Omit<CheckedDocument, 'statement'>;

function planText(text: string, ontology: Ontology, options: BindOptions): Checked<PlannedText> {
  const [parsed, formal] = parseDocument(text);
  if (parsed === undefined) return [undefined, formal];
  const { document } = parsed;
  // A concept is missing altogether: what else the document lacks follows from that (S14).
  if (document.unresolved?.some(({ at }) => at === '') === true) return [undefined, formal];
  const [bound, meaning] = bindDocument(document, ontology, options);
  const found = [...formal, ...meaning];
  if (bound === undefined || hasErrors(found) || (document.unresolved?.length ?? 0) > 0)
    return [undefined, found];
  const [plan, refused] = planDocument(bound);
  const all = [...found, ...refused];
  return plan === undefined ? [undefined, all] : [{ document, bound, plan }, all];
}

function lowered(made: PlannedText): CheckedDocument {
  return { ...made, statement: lower(rewritePlan(made.plan)) };
}

/**
 * Everything the ontology defines, each definition on its own; of views also whether their rows can be
 * planned. What is wrong points into the ontology's files.
 */
export function checkDefinitions(ontology: Ontology): readonly Diagnostic[] {
  const found = [...checkOntology(ontology)];
  for (const name of indexOf(ontology).views) {
    const rows = {
      name: 'result',
      from: name,
      by: [],
      measures: [{ as: 'n', agg: 'count' }],
    } as const;
    const [bound] = bindDocument({ dsl: '1', title: name, stages: [rows] }, ontology);
    if (bound === undefined || hasErrors(found)) continue;
    found.push(...planDocument(bound)[1].filter((d) => d.file !== undefined));
  }
  return found;
}

/**
 * A checked document in one dialect: SQL, DDL and data quality checks. Reports what the dialect cannot say.
 * Worked out once: what generates files of it and what binds it on an engine ask for the same.
 */
export function compileTo(
  checked: CheckedDocument,
  ontology: Ontology,
  dialect: Dialect,
): Checked<Compiled> {
  return compiled(checked, dialect.name, () => inDialect(checked, ontology, dialect));
}

const compiled = remember<Checked<Compiled>>();

function inDialect(
  checked: CheckedDocument,
  ontology: Ontology,
  dialect: Dialect,
): Checked<Compiled> {
  const { statement, bound } = checked;
  const found: Diagnostic[] = [...checkRules({ ...checked, ontology, dialect })];
  const text = (made: SqlStatement, at: JsonPointer = ''): Printed | undefined => {
    const [printed, diagnostics] = print(made, dialect);
    found.push(...diagnostics.map((d) => (d.path === '' ? { ...d, path: at } : d)));
    return printed;
  };
  const sql = text(statement);
  const rows = selectOf(statement);
  const select = rows === statement ? sql : text(rows);
  const ddl = bound.target === undefined ? undefined : text(createTable(bound.target), '/target');
  const checks = checksOf(bound, ontology).flatMap((made) => {
    const printed = text(made.statement, '/target');
    return printed === undefined ? [] : [{ ...made, sql: printed }];
  });
  const all = distinct(found);
  if (sql === undefined || select === undefined || hasErrors(all)) return [undefined, all];
  return [{ dialect: dialect.name, sql, select, checks, ...(ddl !== undefined && { ddl }) }, all];
}

/** Text to one dialect in one step. */
export function compile(
  text: string,
  ontology: Ontology,
  dialect: Dialect,
  options: BindOptions = {},
): Checked<Compiled> {
  const [checked, found] = check(text, ontology, options);
  if (checked === undefined) return [undefined, found];
  const [made, more] = compileTo(checked, ontology, dialect);
  return [made, [...found, ...more]];
}

/** The query that shows the rows of one stage of a document, whatever the document makes of them later. */
export function upToStage(checked: CheckedDocument, stage: string): SqlStatement {
  const { plan } = checked;
  const end = plan.stages.findIndex((s) => s.name === stage) + 1;
  if (end === 0) throw new Error(`no stage "${stage}"`);
  return lower(rewritePlan({ stages: plan.stages.slice(0, end), params: plan.params }));
}

/** The query of a statement, without where its rows go. */
function selectOf(statement: SqlStatement): SqlStatement {
  return statement.kind === 'insert' ? { kind: 'query', with: statement.with } : statement;
}
