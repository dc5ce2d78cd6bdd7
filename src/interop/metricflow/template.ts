import type { Checked } from '../../base/diagnostic.js';
import type { ParsedExpr } from '../../expr/expr.js';
import { parseExpr } from '../../expr/parse.js';
import { mapReferences } from '../../expr/visit.js';
import { interopDiagnostic } from '../diagnostics.js';
import type { Filter } from './manifest.js';
import { grains } from './manifest.js';
import { located } from './read-value.js';

/** What a name of a query or of a template means: `listing__created_at__month` in its parts. */
export interface Element {
  /** Entities that are followed, in order. */
  readonly path: readonly string[];
  readonly name: string;
  /** In lower case; custom ones included. */
  readonly grain?: string;
  /** year, quarter, month, day, dow or doy. */
  readonly part?: string;
}

/** A metric inside a condition, per group: `Metric('bookings', group_by=['listing'])`. */
export interface MetricElement {
  readonly metric: string;
  readonly groupBy: readonly string[];
}

/** What one place of a template is said to be; undefined where it cannot be said. */
export type Say = (element: Element | MetricElement) => ParsedExpr | undefined;

/** Splits a name at its double underscores; its last part may be a grain or `extract_…`. */
export function elementOf(name: string, custom: ReadonlySet<string>): Element {
  const parts = name.toLowerCase().split('__');
  const last = parts.at(-1)!;
  if (parts.length > 1 && last.startsWith('extract_'))
    return { ...elementOf(parts.slice(0, -1).join('__'), custom), part: last.slice(8) };
  const grained = parts.length > 1 && (grains.includes(last) || custom.has(last));
  const names = grained ? parts.slice(0, -1) : parts;
  return {
    path: names.slice(0, -1),
    name: names.at(-1)!,
    ...(grained && { grain: last }),
  };
}

/**
 * A condition with `{{ … }}` templates as an expression of ours: each template and each bare name is
 * what `say` makes of it. Reports fragments of SQL that are no expression, and templates of another form.
 */
export function conditionOf(
  filter: Filter,
  custom: ReadonlySet<string>,
  say: Say,
): Checked<ParsedExpr> {
  const elements: (Element | MetricElement)[] = [];
  let wrong: string | undefined;
  const plain = filter.text.replaceAll(/\{\{(.*?)\}\}/gs, (_, inner: string) => {
    const element = templateOf(inner.trim(), custom);
    if (element === undefined) wrong ??= `{{${inner}}}`;
    elements.push(element ?? { path: [], name: '' });
    return `template_${elements.length - 1}_`;
  });
  const refuse = (problem: string): Checked<ParsedExpr> => [
    undefined,
    [
      located(
        interopDiagnostic('fragment', filter.place.path, { text: filter.text.trim(), problem }),
        filter.place,
      ),
    ],
  ];
  if (wrong !== undefined) return refuse(wrong);
  const [expr, problems] = parseExpr(plain, filter.place.path);
  if (expr === undefined) return refuse(problems.map(({ code }) => code).join(', '));
  const unsaid: string[] = [];
  const said = mapReferences(expr, (to, reference): ParsedExpr => {
    const name = to.kind === 'path' && to.names.length === 1 ? to.names[0]! : undefined;
    const index = /^template_(\d+)_$/.exec(name ?? '')?.[1];
    const element =
      index !== undefined
        ? elements[Number(index)]
        : name !== undefined
          ? elementOf(name, custom)
          : undefined;
    const made = element === undefined ? undefined : say(element);
    if (made === undefined) unsaid.push(element === undefined ? 'a dotted name' : nameOf(element));
    return made ?? reference;
  });
  return unsaid.length === 0 ? [said, []] : refuse(unsaid.join(', '));
}

/** How an element is written where people read it. */
export function nameOf(element: Element | MetricElement): string {
  if ('metric' in element) return element.metric;
  const { path, name, grain, part } = element;
  return [
    ...path,
    name,
    ...(grain === undefined ? [] : [grain]),
    ...(part === undefined ? [] : [`extract_${part}`]),
  ].join('__');
}

/** `Dimension('a__b').grain('month')`, `TimeDimension('x', 'day')`, `Entity('e')`, `Metric('m', group_by=['e'])`. */
export function templateOf(
  inner: string,
  custom: ReadonlySet<string>,
): Element | MetricElement | undefined {
  const call =
    /^(Dimension|TimeDimension|Entity|Metric)\s*\(([\s\S]*?)\)((?:\s*\.\s*\w+\s*\([^)]*\))*)$/.exec(
      withoutEmptyPaths(inner),
    );
  if (call === null) return undefined;
  const [, kind, args, chain] = call;
  const [first, ...rest] = [...args!.matchAll(/'([^']*)'|"([^"]*)"/g)].map((m) => m[1] ?? m[2]!);
  if (first === undefined) return undefined;
  if (kind === 'Metric') return { metric: first, groupBy: rest };
  const element = elementOf(first, custom);
  const path = /entity_path\s*=\s*[[(]([^\])]*)[\])]/.exec(args!)?.[1];
  const before =
    path === undefined ? [] : [...path.matchAll(/['"]([^'"]*)['"]/g)].map((m) => m[1]!);
  const grain =
    /\.\s*grain\s*\(\s*['"](\w+)['"]/.exec(chain!)?.[1] ??
    (kind === 'TimeDimension' && before.length === 0 ? rest[0] : undefined);
  const part = /\.\s*date_part\s*\(\s*['"](\w+)['"]/.exec(chain!)?.[1];
  return {
    ...element,
    path: [...before, ...element.path],
    ...(grain !== undefined && { grain: grain.toLowerCase() }),
    ...(part !== undefined && { part: part.toLowerCase() }),
  };
}

/** An empty `entity_path=()` says nothing, and its brackets would end the call early. */
function withoutEmptyPaths(inner: string): string {
  return inner
    .replaceAll(/,\s*entity_path\s*=\s*\(\s*\)/g, '')
    .replaceAll(/entity_path\s*=\s*\(([^()]*)\)/g, 'entity_path=[$1]');
}
