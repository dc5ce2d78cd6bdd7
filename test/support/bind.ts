import { quoteName } from '../../src/base/text/name.js';
import type { Diagnostic } from '../../src/base/diagnostic.js';
import { unreachable } from '../../src/base/unreachable.js';
import { bindDocument } from '../../src/bind/bind.js';
import type {
  BoundDocument,
  BoundLeaf,
  BoundStage,
  ConstantExpr,
  LeafExpr,
  ResultExpr,
  SourceExpr,
  SourceLeaf,
} from '../../src/bind/bound.js';
import type { Document, Stage, Target } from '../../src/dsl/document.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { printType } from '../../src/expr/print-type.js';
import { printWith } from '../../src/expr/print.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { shopYaml } from './shop.js';

/** An ontology of its own from YAML text; it must be sound. */
export function ontologyOf(yaml: string): Ontology {
  const [ontology, problems] = loadOntology([{ file: 'test.yaml', text: yaml }]);
  if (ontology === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  return ontology;
}

/** The shop, read once. */
export const shop = ontologyOf(shopYaml);

/** A question as of 7 November 2026, or a model where it has a target. */
export function documentOf(stages: readonly unknown[], more: Partial<Document> = {}): Document {
  const day = more.target === undefined && !('as_of' in more) ? { as_of: '2026-11-07' } : {};
  const made = { dsl: '1', title: 'test', ...day, ...more, stages };
  const [parsed, problems] = parseDocument(JSON.stringify(made));
  if (parsed === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  return parsed.document;
}

/** A target that writes one partition a day. */
export const daily: Target = {
  table: 'ads_test',
  layer: 'ads',
  comment: 'test',
  write: 'overwrite',
  partition: [{ as: 'ds', is: '$bizdate' }],
};

/** A document over the shop that binds without any finding. */
export function bound(
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): BoundDocument {
  const [document, problems] = bindDocument(documentOf(stages, more), ontology);
  if (document === undefined || problems.length > 0)
    throw new Error(JSON.stringify(problems, undefined, 1));
  return document;
}

/** The last stage of one. */
export function boundStage(
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): BoundStage {
  return bound(stages, more, ontology).stages.at(-1)!;
}

/** What is found in a document. */
export function findings(
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): readonly Diagnostic[] {
  return bindDocument(documentOf(stages, more), ontology)[1];
}

/** The same in short: code, pointer, and which characters where it has an offset. */
export function found(
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): readonly string[] {
  const document = documentOf(stages, more);
  return bindDocument(document, ontology)[1].map((d) => {
    const text = d.file === undefined ? textAt(document, d.path) : '';
    const part =
      d.offset === undefined ? '' : ` "${text.slice(d.offset, d.offset + (d.length ?? 0))}"`;
    return `${d.code} ${d.path}${part}`;
  });
}

/** The string at a pointer of a document, empty where there is none. */
export function textAt(document: unknown, pointer: string): string {
  const steps = pointer.split('/').slice(1);
  const value = steps.reduce<unknown>(
    (node, step) => (node as Readonly<Record<string, unknown>> | undefined)?.[step],
    document,
  );
  return typeof value === 'string' ? value : '';
}

/** A document after the fix of its first finding. */
export function fixed(stages: readonly unknown[], more: Partial<Document> = {}): unknown {
  const [first] = findings(stages, more);
  const copy = JSON.parse(JSON.stringify({ ...more, stages })) as unknown;
  for (const { op, path, value } of first?.fix ?? []) {
    const steps = path.split('/').slice(1);
    const last = steps.pop()!;
    const parent = steps.reduce<unknown>((n, s) => (n as Record<string, unknown>)[s], copy);
    if (Array.isArray(parent)) {
      const index = last === '-' ? parent.length : Number(last);
      parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    } else if (op === 'remove') delete (parent as Record<string, unknown>)[last];
    else (parent as Record<string, unknown>)[last] = value;
  }
  return copy;
}

/** A bound expression in words: attributes by their paths, `row.`, `match>`, `$param`, leaves in brackets. */
export function say(expr: SourceExpr | ResultExpr | LeafExpr | ConstantExpr | undefined): string {
  if (expr === undefined) return '';
  return printWith<
    SourceLeaf | { kind: 'result'; column: string } | { kind: 'leaf'; leaf: string }
  >(expr, sayLeaf);
}

function sayLeaf(
  leaf: SourceLeaf | { kind: 'result'; column: string } | { kind: 'leaf'; leaf: string },
): string {
  switch (leaf.kind) {
    case 'attribute':
      return [...leaf.path.map((s) => s.relationship.name), leaf.attribute.column].join('.');
    case 'match':
      return `${leaf.match}>${[...leaf.path.map((s) => s.relationship.name), leaf.column].join('.')}`;
    case 'row':
      return `row.${sayLeaf(leaf.to)}`;
    case 'param':
      return `$${leaf.name}`;
    case 'found':
      return `found(${leaf.match})`;
    case 'converted':
      return `converted(${leaf.conversion.name})`;
    case 'leaf':
      return `[${leaf.leaf}]`;
    case 'column':
    case 'result':
      return quoteName(leaf.column);
    default:
      return unreachable(leaf);
  }
}

/** A range of days in words. */
export function sayRange(range: BoundLeaf['range']): string | undefined {
  return range && `[${say(range.from)}, ${say(range.until)})`;
}

/** A leaf in words: only what it has. */
function sayLeafOf(leaf: BoundLeaf): Readonly<Record<string, unknown>> {
  const all = {
    name: leaf.name,
    source: leaf.source.kind === 'rows' ? 'rows' : leaf.source.entity.name,
    belongs:
      leaf.belongs?.kind === 'path'
        ? leaf.belongs.path.map((s) => s.relationship.name).join('.')
        : leaf.belongs?.on.map((o) => `${say(o.key)} = ${say(o.is)}`).join(', '),
    agg: leaf.of === undefined ? leaf.agg : `${leaf.agg}(${say(leaf.of)})`,
    with: leaf.with && say(leaf.with),
    where: leaf.where.length > 0 ? leaf.where.map(say) : undefined,
    stageWhere: leaf.stageWhere.length > 0 ? leaf.stageWhere.map(say) : undefined,
    keys: leaf.keys.length > 0 ? leaf.keys.map(say) : undefined,
    clock: leaf.clock && say(leaf.clock),
    range: sayRange(leaf.range),
    trailing: leaf.trailing && `${leaf.trailing.mode} ${leaf.trailing.last} ${leaf.trailing.unit}`,
    shift: leaf.shifts
      ?.map((s) => (s.kind === 'by' ? `${s.count} ${s.unit}` : `start of ${s.unit}`))
      .join(', '),
    snapshot:
      leaf.snapshot &&
      `${leaf.snapshot.take} ${say(leaf.snapshot.over)} per ${leaf.snapshot.per.map(say).join(', ')}`,
    day: leaf.day && say(leaf.day),
    type: printType(leaf.type),
    fill: leaf.fill,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined));
}

/** The leaves of the last stage in words. */
export function leavesOf(
  stages: readonly unknown[],
  more: Partial<Document> = {},
  ontology: Ontology = shop,
): readonly Readonly<Record<string, unknown>>[] {
  return boundStage(stages, more, ontology).leaves.map(sayLeafOf);
}

/** Output columns with their types. */
export function outputOf(stage: BoundStage): readonly string[] {
  return stage.output.map((o) => `${o.name} ${printType(o.type)}`);
}

/** A stage of one measure without `from` and without keys. */
export function total(measure: object): Partial<Stage> {
  return { name: 'result', by: [], measures: [{ as: 'm', ...measure }] as Stage['measures'] & {} };
}
