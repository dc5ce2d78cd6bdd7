import { suggest } from '../base/text/suggest.js';
import { unreachable } from '../base/unreachable.js';
import { filledSkeleton, type HoleValue } from '../dsl/skeleton.js';
import type { Ontology } from '../ontology/model.js';
import type { Hole, ModelTemplate } from '../workspace/model-templates.js';

/** Why a template is not filled: which hole, what was said, what would be right. */
export interface HoleProblem {
  readonly kind: 'unknown' | 'missing' | 'wrong';
  readonly hole: string;
  readonly said: string;
  readonly known: readonly string[];
}

/**
 * A template with its holes filled from texts (`key=anchor_id:anchor.anchor_id`), each checked by its
 * type against the ontology. The value is a document like any other: it is checked as one afterwards.
 */
export function instantiate(
  template: ModelTemplate,
  given: ReadonlyMap<string, string>,
  ontology: Ontology,
): { readonly document: unknown } | { readonly problems: readonly HoleProblem[] } {
  const names = template.holes.map((h) => h.name);
  const problems: HoleProblem[] = [...given.keys()]
    .filter((name) => !names.includes(name))
    .map((hole) => ({ kind: 'unknown', hole, said: '', known: names }));
  const values: Record<string, HoleValue> = {};
  for (const hole of template.holes) {
    const said = given.get(hole.name);
    const value = said === undefined ? hole.default : valueOf(hole, said, ontology);
    if (value === undefined)
      problems.push({ kind: 'missing', hole: hole.name, said: '', known: examples[hole.kind] });
    else if (isProblem(value)) problems.push(value);
    else if (value !== '') values[hole.name] = value;
  }
  if (problems.length > 0) return { problems };
  return { document: filledSkeleton(template.document, values) };
}

const examples: Readonly<Record<Hole['kind'], readonly string[]>> = {
  text: ['…'],
  name: ['anchor_id', 'dws_live_anchor_nd'],
  number: ['365'],
  entity: ['orders'],
  attribute: ['gmt_modified'],
  columns: ['anchor_id:anchor.anchor_id', 'city'],
  metrics: ['pay_amt', 'viewers:watch_uv'],
  additive: ['pay_amt'],
  periods: ['1d', '7d'],
  steps: ['enter=watch:user_id:enter_time', 'pay=pay:user_id:pay_time'],
};

function isProblem(value: HoleValue | HoleProblem): value is HoleProblem {
  return typeof value === 'object' && 'hole' in value && 'kind' in value;
}

function valueOf(hole: Hole, said: string, ontology: Ontology): HoleValue | HoleProblem {
  const wrong = (word: string, known: readonly string[]): HoleProblem => ({
    kind: 'wrong',
    hole: hole.name,
    said: word,
    known,
  });
  const items = said
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const unknown = (known: Iterable<string>): HoleProblem | undefined => {
    const all = [...known];
    const bad = items.find((item) => !all.includes(item));
    return bad === undefined ? undefined : wrong(bad, suggest(bad, all));
  };
  // `qty:issue_quantity`: a metric under a name that a column may have.
  const metrics = (known: Iterable<string>): HoleValue | HoleProblem => {
    const all = [...known];
    const made = items.map(columnOf);
    const bad = made.find(({ is }) => !all.includes(is));
    if (bad !== undefined) return wrong(bad.is, suggest(bad.is, all));
    return made.map((item) => (item.as === item.is ? item.is : item));
  };
  switch (hole.kind) {
    case 'text':
    case 'attribute':
      return said;
    case 'name':
      return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(said) ? said : wrong(said, examples.name);
    case 'number':
      return /^\d{1,9}$/.test(said) ? Number(said) : wrong(said, examples.number);
    case 'entity':
      return unknown(ontology.entities.keys()) ?? said;
    case 'columns':
      return items.map(columnOf);
    case 'metrics':
      return metrics(ontology.metrics.keys());
    case 'additive':
      return metrics(additive(ontology));
    case 'periods':
      return unknown(ontology.periods.keys()) ?? items;
    case 'steps': {
      const steps = items.map((item) => /^([^=]+)=([^:]+):([^:]+):([^:]+)$/.exec(item));
      const bad = items.find((_, i) => steps[i] === null);
      if (bad !== undefined || items.length < 2) return wrong(bad ?? said, examples.steps);
      const entities = [...ontology.entities.keys()];
      const other = steps.find((s) => !entities.includes(s![2]!));
      if (other !== undefined) return wrong(other![2]!, suggest(other![2]!, entities));
      return steps.map((s) => ({ as: s![1]!, entity: s![2]!, who: s![3]!, clock: s![4]! }));
    }
    default:
      return unreachable(hole.kind);
  }
}

/** `as:expression`, or an expression that is called by its last name. */
function columnOf(item: string): { readonly as: string; readonly is: string } {
  const [, as, is] = /^([\p{L}_][\p{L}\p{N}_]*):(.+)$/u.exec(item) ?? [];
  if (as !== undefined && is !== undefined) return { as, is };
  return { as: item.split('.').at(-1)!, is: item };
}

/** Metrics whose days add up to their total: sums and counts of rows, not of a snapshot. */
function additive({ metrics }: Ontology): readonly string[] {
  return [...metrics.values()].flatMap((m) =>
    m.type === 'aggregate' && (m.agg === 'sum' || m.agg === 'count') && m.snapshot === undefined
      ? [m.name]
      : [],
  );
}
