import { unreachable } from '../base/unreachable.js';
import { quoteName } from '../base/text/name.js';
import { onlyPath, pathText } from '../bind/paths/join-path.js';
import type { Path } from '../bind/paths/join-path.js';
import { references } from '../expr/visit.js';
import type { Attribute, Entity, Metric, MetricTime, Ontology } from '../ontology/model.js';

/** The entities whose rows a metric aggregates, each once, in the order in which the metric reads them. */
export function sourcesOf(ontology: Ontology, metric: Metric): readonly Entity[] {
  return unique(leavesOf(ontology, metric).map((leaf) => leaf.entity)).flatMap(
    (name) => ontology.entities.get(name) ?? [],
  );
}

/** An aggregate that a metric comes down to. */
export interface Leaf {
  readonly entity: string;
  /** It says itself which time attribute counts. */
  readonly clocked: boolean;
}

/** The aggregates that a metric comes down to; each metric once, so a cyclic ontology ends. */
export function leavesOf(
  ontology: Ontology,
  metric: Metric,
  seen: ReadonlySet<string> = new Set(),
): readonly Leaf[] {
  if (seen.has(metric.name)) return [];
  const inner = new Set([...seen, metric.name]);
  const below = (name: string): readonly Leaf[] => {
    const other = ontology.metrics.get(name);
    return other === undefined ? [] : leavesOf(ontology, other, inner);
  };
  switch (metric.type) {
    case 'aggregate':
      return [{ entity: metric.entity, clocked: metric.time !== undefined }];
    case 'derived':
      return below(metric.of);
    case 'composite':
      return inputsOf(metric).flatMap(below);
    case 'conversion':
      return metric.steps.map(({ entity, clock }) => ({ entity, clocked: clock !== undefined }));
    default:
      return unreachable(metric);
  }
}

/** The period that a metric brings with it, if it is a derived one that has one. */
export function ownTimeOf(ontology: Ontology, metric: Metric): MetricTime | undefined {
  if (metric.type !== 'derived') return undefined;
  const base = ontology.metrics.get(metric.of);
  return (
    metric.time ?? (base === undefined || base === metric ? undefined : ownTimeOf(ontology, base))
  );
}

/** The metrics that a composite metric computes with. */
function inputsOf(metric: Metric): readonly string[] {
  if (metric.type !== 'composite') return [];
  const named = references(metric.is.expr).flatMap(({ to }) =>
    to.kind === 'path' && to.names.length === 1 ? [to.names[0]!] : [],
  );
  return unique(named.map((name) => metric.inputs.find((i) => i.as === name)?.metric ?? name));
}

/** The metrics that divide a metric by another: what an average of it can mean. */
export function ratiosOf(
  ontology: Ontology,
  above: Metric,
): readonly { readonly metric: Metric; readonly below: string }[] {
  return [...ontology.metrics.values()].flatMap((metric) => {
    if (metric.type !== 'composite') return [];
    const { expr } = metric.is;
    if (expr.kind !== 'binary' || expr.operator !== '/') return [];
    const [left, right] = [expr.left, expr.right].map((side) =>
      side.kind === 'reference' && side.to.kind === 'path' ? side.to.names.join('.') : undefined,
    );
    const input = (name: string | undefined): string | undefined =>
      metric.inputs.find((i) => i.as === name)?.metric ?? name;
    const below = input(right);
    return input(left) === above.name && below !== undefined ? [{ metric, below }] : [];
  });
}

/** Whether a metric compares one time with another, so that it needs one. */
export function comparesTimes(ontology: Ontology, metric: Metric, depth = 0): boolean {
  const isShifted =
    metric.type === 'derived'
      ? metric.shift !== undefined
      : metric.type === 'composite' && metric.inputs.some((i) => i.shift !== undefined);
  const below = metric.type === 'derived' ? [metric.of] : inputsOf(metric);
  return (
    isShifted ||
    below.some((name) => {
      const other = ontology.metrics.get(name);
      return other !== undefined && depth < 8 && comparesTimes(ontology, other, depth + 1);
    })
  );
}

/** The names that a metric's definition is made of: its inputs, and the attributes its conditions name. */
export function madeOf(ontology: Ontology, metric: Metric, depth = 0): readonly string[] {
  const below = metric.type === 'derived' ? [metric.of] : inputsOf(metric);
  const where = metric.type === 'aggregate' || metric.type === 'derived' ? metric.where : [];
  const attributes = where.flatMap((w) =>
    references(w.expr).flatMap(({ to }) => (to.kind === 'path' ? to.names.slice(-1) : [])),
  );
  const inner = below.flatMap((name) => {
    const other = ontology.metrics.get(name);
    return other === undefined || depth > 8 ? [] : madeOf(ontology, other, depth + 1);
  });
  return unique([...below, ...attributes, ...inner]);
}

/** How an entity is written where paths must mean one thing for every source (S3). */
export type Reach =
  | { readonly kind: 'one'; readonly text: string }
  /** Several paths lead there: each as it would be written. */
  | { readonly kind: 'several'; readonly options: readonly string[] }
  /** A source without any many-to-one path there. */
  | { readonly kind: 'none'; readonly source: Entity };

/** The path text of an entity, seen from all sources at once: its name, or the roles to choose from. */
export function reach(ontology: Ontology, sources: readonly Entity[], target: Entity): Reach {
  const ways = sources.map((source) => ({ source, way: onlyPath(ontology, source, target) }));
  const none = ways.find(({ way }) => way.kind === 'none');
  if (none !== undefined) return { kind: 'none', source: none.source };
  const several = ways.flatMap(({ source, way }) =>
    way.kind === 'several' ? way.paths.map((path) => ({ source, path })) : [],
  );
  if (several.length === 0) return { kind: 'one', text: quoteName(target.name) };
  const options = several.map(({ source, path }) => roleText(ontology, sources, source, path));
  return { kind: 'several', options: unique(options.filter((o) => o !== undefined)) };
}

/** Whether every source reaches an entity by exactly one path. */
export function reaches(ontology: Ontology, sources: readonly Entity[], target: Entity): boolean {
  return reach(ontology, sources, target).kind === 'one';
}

/** Whether every source has at least one path to an entity. */
export function connects(ontology: Ontology, sources: readonly Entity[], target: Entity): boolean {
  return reach(ontology, sources, target).kind !== 'none';
}

/** `owner.role…` with the shortest tail of a path whose owner every source reaches by its only path. */
function roleText(
  ontology: Ontology,
  sources: readonly Entity[],
  source: Entity,
  path: Path,
): string | undefined {
  for (let from = path.length - 1; from >= 0; from--) {
    const owner = from === 0 ? source : path[from - 1]!.to;
    if (reaches(ontology, sources, owner))
      return `${quoteName(owner.name)}.${pathText(path.slice(from))}`;
  }
  return undefined;
}

/**
 * An attribute that many-to-one relationships copy from another entity is that entity's: of
 * `orders.customer_id` and `customer.customer_id` the second, which all sources can share.
 */
export function isCopyOf(
  ontology: Ontology,
  copy: { readonly entity: Entity; readonly attribute: Attribute },
  original: { readonly entity: Entity; readonly attribute: Attribute },
): boolean {
  return [...copy.entity.relationships.values()].some(
    (r) =>
      ontology.entities.get(r.to)?.name === original.entity.name &&
      r.on.some((o) => o.from === copy.attribute.name && o.to === original.attribute.name),
  );
}

/** The attribute that names a row for people; undefined where an entity has none that says so, or only a sensitive one that was not asked for. */
export function nameAttributeOf(entity: Entity, sensitive = false): Attribute | undefined {
  const texts = [...entity.attributes.values()].filter(
    (a) =>
      a.type.kind === 'string' &&
      (sensitive || !a.sensitive) &&
      !entity.key.includes(a.name) &&
      // Codes have labels; names that are few are their own.
      [...(a.values ?? [])].every(([code, { label }]) => label === code),
  );
  const named = (names: readonly string[]): Attribute | undefined =>
    texts.find((a) => names.includes(a.name.toLowerCase()));
  const own = entity.name.toLowerCase();
  return (
    named(['name', `${own}_name`, `${own}name`]) ??
    named(['title', `${own}_title`, 'nickname', `${own}_nickname`, 'full_name']) ??
    named(['姓名', '名称', '名字'].flatMap((name) => [name, own + name])) ??
    texts.find((a) => isAbbreviatedName(a.name.toLowerCase(), own)) ??
    texts.find(
      (a) => a.label === `${entity.label ?? ''}名称` || a.label === `${entity.label ?? ''}名`,
    )
  );
}

/** The attributes that name a row for people: the one that says so, else the given and the family name, as they are asked for. */
export function namesOf(entity: Entity, sensitive = false): readonly Attribute[] {
  const pair = namePairOf(entity, sensitive);
  const one = nameAttributeOf(entity, sensitive);
  // Of somebody with a name in two columns a title is what they do.
  if (one === undefined || (pair.length > 0 && isTitle(one))) return pair;
  return [one];
}

/** Whether an attribute is a title: of a work its name, of a person none. */
export function isTitle({ name }: Attribute): boolean {
  return name.toLowerCase().endsWith('title');
}

/** The given and the family name of a person, where both are there. */
export function namePairOf(entity: Entity, sensitive = false): readonly Attribute[] {
  const pair = nameParts.flatMap((name): readonly Attribute[] => {
    const part = [...entity.attributes.values()].find(
      (a) => a.type.kind === 'string' && a.name.toLowerCase().replaceAll('_', '') === name,
    );
    return part === undefined || (part.sensitive && !sensitive) ? [] : [part];
  });
  return pair.length === 2 ? pair : [];
}

/** Names of people are kept in two columns; a pair of them is a name. */
const nameParts = ['firstname', 'givenname', 'forename', 'lastname', 'familyname', 'surname'];

/** proj_name of a project, dept_name of departments: the name of what its first word abbreviates. */
function isAbbreviatedName(name: string, entity: string): boolean {
  const short = /^([a-z]{3,})_?name$/.exec(name)?.[1];
  const own = entity.split('_').at(-1)!;
  if (short === undefined || short[0] !== own[0] || short.length > own.length) return false;
  let at = 0;
  for (const letter of own) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** What people call something, in the language of labels where it has one. */
export function labelOf(thing: { readonly name: string; readonly label?: string }): string {
  return thing.label ?? thing.name;
}

/** The entities of several numbers, each once, in order. */
export function sourcesOfAll(
  numbers: readonly { readonly sources: readonly Entity[] }[],
): readonly Entity[] {
  return [...new Set(numbers.flatMap((n) => n.sources))];
}

/** Each text once, in order. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
