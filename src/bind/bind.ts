import { at, hasErrors, type Checked } from '../base/diagnostic.js';
import { printType } from '../expr/print-type.js';
import { dateLiteral } from '../expr/build.js';
import { types } from '../expr/type.js';
import { suggest } from '../base/text/suggest.js';
import { isTimeZone, timeZoneNames } from '../base/time/time-zones.js';
import { isDay } from '../base/time/calendar-days.js';
import type { Document } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import { newExpansion } from './attribute-expansion.js';
import type { BoundDocument, BoundTarget, ConstantExpr } from './bound.js';
import { withoutConsequences } from './consequences.js';
import { newFindings, type Context } from './context.js';
import { bizdate } from './time/days.js';
import { bindDiagnostic } from './diagnostics.js';
import type { Earlier } from './stage/from.js';
import { defaultOf } from './param-default.js';
import { linksOf } from './paths/join-path.js';
import { paramsOf } from './params.js';
import { policiesInForce } from './policies.js';
import { bindStage } from './stage/stage.js';
import type { SelfTable, StageResult } from './stage/stage-result.js';
import { summariesFor } from './summaries.js';
import { viewsRead, type ViewBinding } from './views.js';
import { isHole } from './unknown.js';
import { bindTarget, selfTableOf, unknownSelf } from './target.js';

/** What binding takes from the project. */
export interface BindOptions {
  /** How a day is written in a partition's value, as in java.time; default `yyyyMMdd`. */
  readonly dayFormat?: string;
  /** Roles of whoever reads: policies except some. From the user's own settings, never from a project. */
  readonly roles?: readonly string[];
}

/**
 * Gives every name of a document its object, every expression its type, every measure its leaves
 * (S1 to S15). The bound document is absent after an error; holes (S14) bind to the unknown type.
 */
export function bindDocument(
  document: Document,
  ontology: Ontology,
  options: BindOptions = {},
): Checked<BoundDocument> {
  const { dayFormat = 'yyyyMMdd', roles = [] } = options;
  const settings: Settings = { dayFormat, roles };
  if (!document.stages.some((s) => s.from === 'self') || document.target === undefined)
    return bindOnce(document, ontology, settings, undefined);
  return bindWithSelf(document, ontology, settings);
}

/** How documents that entities are the results of are bound. */
export function viewBinding(ontology: Ontology, roles: readonly string[]): ViewBinding {
  return { ontology, roles, bind: (document, of) => bindDocument(document, of, { roles }) };
}

type Settings = Required<BindOptions>;

/** How often a document that reads itself is bound at most: types settle after two or three times. */
const passes = 6;

/**
 * `self` has the columns of the target, which are those of the last stage, which may be computed from
 * `self`. First any name is a column of it, of unknown type, which fits everywhere; then the columns and
 * types that this gave are taken for it, until they give themselves. What still has no type follows only
 * from itself.
 */
function bindWithSelf(
  document: Document,
  ontology: Ontology,
  settings: Settings,
): Checked<BoundDocument> {
  let self = unknownSelf(document);
  let seen = '';
  for (let pass = 0; pass < passes; pass++) {
    const findings = newFindings();
    const { target, open } = bindAll(document, ontology, settings, self, findings.report);
    // All columns of `self` are passed on: those that are named are the ones there are.
    if (target === undefined || (open && target.columns.length === 0)) break;
    self = selfTableOf(target);
    const now = JSON.stringify(target.columns.map((c) => [c.name, printType(c.type)]));
    if (now === seen) break;
    seen = now;
  }
  return bindOnce(document, ontology, settings, self);
}

function bindOnce(
  document: Document,
  ontology: Ontology,
  settings: Settings,
  self: SelfTable | undefined,
): Checked<BoundDocument> {
  const findings = newFindings();
  const { bound, target } = bindAll(document, ontology, settings, self, findings.report);
  const holes = (document.unresolved ?? []).length > 0;
  const untyped = (target?.columns ?? []).filter((c) => c.type.kind === 'unknown');
  if (self !== undefined && untyped.length > 0 && !holes && !hasErrors(findings.all())) {
    const columns = untyped.map((c) => c.name);
    findings.report(bindDiagnostic('self-types', '/target', { columns }));
  }
  const all = findings.all();
  return [hasErrors(all) ? undefined : bound, withoutConsequences(all, document)];
}

interface Pass {
  readonly bound: BoundDocument;
  readonly target: BoundTarget | undefined;
  /** The columns of the result are not known, so neither are those of the target. */
  readonly open: boolean;
}

function bindAll(
  document: Document,
  ontology: Ontology,
  settings: Settings,
  self: SelfTable | undefined,
  report: Context['report'],
): Pass {
  const used = new Set<string>();
  const context = contextOf(document, ontology, settings.dayFormat, report, used);
  const stages = new Map<string, StageResult>();
  for (const [i, stage] of document.stages.entries()) {
    const earlier: Earlier = { stages, self };
    stages.set(stage.name, bindStage(context, stage, at('/stages', i), earlier));
  }
  const all = [...stages.values()];
  const result = all.at(-1);
  const target =
    document.target === undefined || result === undefined
      ? undefined
      : bindTarget(context, document.target, result.bound);
  const { title } = document;
  const timezone = zoneOfDocument(context, document);
  const calendars = calendarDays(ontology);
  const stagesBound = all.map((s) => s.bound);
  const summaries = summariesFor(ontology, stagesBound, timezone);
  const read = [stagesBound, summaries, calendars];
  const bound: BoundDocument = {
    title,
    ...(context.asOf !== undefined && { asOf: context.asOf }),
    ...(timezone !== undefined && { timezone }),
    ...(ontology.timezone !== undefined && { projectTimezone: ontology.timezone }),
    params: paramsBound(document, context, used),
    stages: stagesBound,
    ...(target !== undefined && { target }),
    calendars,
    summaries,
    links: linksOf(ontology),
    policies: policiesInForce(ontology, settings.roles, report),
    views: viewsRead(read, viewBinding(ontology, settings.roles), report),
  };
  return { bound, target, open: result?.columns.open === true };
}

/** The document's own zone, else its project's; reports a name that no zone has. */
function zoneOfDocument({ ontology, report }: Context, document: Document): string | undefined {
  const { timezone } = document;
  if (timezone === undefined || isHole(timezone)) return ontology.timezone;
  if (!isTimeZone(timezone)) {
    const allowed = suggest(timezone, timeZoneNames());
    report(bindDiagnostic('unknown-timezone', '/timezone', { name: timezone }, { allowed }));
  }
  return timezone;
}

function withZone(timezone: string | undefined): { readonly timezone?: string } {
  return timezone === undefined ? {} : { timezone };
}

function calendarDays(ontology: Ontology): BoundDocument['calendars'] {
  const days = [...ontology.calendars.values()].flatMap((calendar) => {
    const entity = ontology.entities.get(calendar.entity);
    return entity === undefined ? [] : [[calendar.name, entity] as const];
  });
  return new Map(days);
}

function contextOf(
  document: Document,
  ontology: Ontology,
  dayFormat: string,
  report: Context['report'],
  used: Set<string>,
): Context {
  const asOf = asOfDay(document);
  const context: Context = {
    ontology,
    asOf,
    params: paramsOf(document),
    model: document.target !== undefined,
    ...withZone(document.timezone ?? ontology.timezone),
    dayFormat,
    use: (name) => void used.add(name),
    report,
    expand: newExpansion(() => context),
  };
  return context;
}

/** The document's own parameters, the day of a model's run, and its hour where an expression names it (S13). */
function paramsBound(
  document: Document,
  context: Context,
  used: ReadonlySet<string>,
): BoundDocument['params'] {
  return [...context.params]
    .filter(([name]) => name !== 'bizhour' || used.has(name))
    .map(([name, type]) => {
      const index = (document.params ?? []).findIndex((p) => p.name === name);
      const own = document.params?.[index];
      const stated = own && defaultOf(context, own, at('/params', index));
      return { name, type, ...(stated !== undefined && { default: stated }) };
    });
}

/** S11: `as_of` of a question, `$bizdate` of a model. A hole is some day: what counts from it is checked as usual (S14). */
function asOfDay(document: Document): ConstantExpr | undefined {
  if (document.target !== undefined) return bizdate();
  const { as_of: day } = document;
  if (day === undefined) return undefined;
  return isDay(day) ? dateLiteral(day) : { kind: 'literal', type: types.date, value: null };
}
