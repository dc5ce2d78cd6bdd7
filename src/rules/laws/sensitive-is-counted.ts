import { remember } from '../../base/remember.js';
import type {
  BoundDocument,
  BoundLeaf,
  BoundStage,
  ResultExpr,
  SourceExpr,
  SourceLeaf,
} from '../../bind/bound.js';
import type { Expr } from '../../expr/expr.js';
import { children } from '../../expr/visit.js';
import type { Attribute, Layer } from '../../ontology/model.js';
import { question } from '../example.js';
import { rule } from '../rule.js';
import { columnAt } from '../written-at.js';

/** Sensitive values leave only counted. */
export const sensitiveIsCounted = rule<{ column: string; attributes: readonly string[] }>({
  name: 'sensitive-is-counted',
  definition: {
    severity: 'error',
    level: 5,
    message: {
      en: ({ column, attributes }) =>
        `column "${column}" shows sensitive values: ${attributes.join(', ')}`,
      zh: ({ column, attributes }) => `列 "${column}" 会输出敏感信息：${attributes.join('、')}`,
    },
    why: {
      en: 'Answers and summary tables are read by many; a value that the ontology marks as sensitive leaves in them only as a count of rows or of different values. Tables of ODS, DWD and DIM keep it under their own access rules.',
      zh: '查询结果和汇总表的读者很多；本体中标为敏感的值在其中只能以计数或去重计数的形式出现。ODS、DWD、DIM 的表由各自的权限管理。',
    },
    hint: {
      en: () =>
        'leave it out, count it (count, count_distinct), use an attribute of the ontology that shows less of it, or mask it by a policy',
      zh: () =>
        '去掉它，或做计数（count、count_distinct），使用本体中脱敏后的属性，或用 policy 脱敏',
    },
    failing: question({
      name: 'result',
      from: 'customer',
      columns: [
        { as: 'customer_id', is: 'customer_id' },
        { as: 'customer_name', is: 'name' },
      ],
    }),
    passing: question({
      name: 'result',
      from: 'customer',
      by: [],
      measures: [{ as: 'name_cnt', agg: 'count_distinct', of: 'name' }],
    }),
  },
  *check({ bound }) {
    const { stages, target, views } = bound;
    const result = stages.at(-1);
    if (result === undefined || (target !== undefined && governed.includes(target.layer))) return;
    const masked = maskedIn(bound);
    for (const { name } of result.output) {
      const shown = shownIn(result, name, views).filter((attribute) => !masked.has(attribute));
      if (shown.length === 0) continue;
      const attributes = [...new Set(shown.map((a) => a.name))].toSorted();
      yield { path: columnAt(result, name), params: { column: name, attributes } };
    }
  },
});

/** Layers whose tables hold what people are, each under its own access rules. */
const governed: readonly Layer[] = ['ods', 'dwd', 'dim'];

/** Columns in whose place a policy shows something else, wherever they are named (S17). */
function maskedIn({ policies }: BoundDocument): ReadonlySet<Attribute> {
  const all = [...policies.values()].flatMap(({ entity, masks }) =>
    [...masks.keys()].map((name) => entity.attributes.get(name)),
  );
  return new Set(all.filter((attribute) => attribute !== undefined));
}

/** The documents behind entities, of the document that a stage is of. */
type Views = BoundDocument['views'];

/** The sensitive attributes whose values can be read off a column of a stage's result. */
function shownIn(stage: BoundStage, column: string, views: Views): readonly Attribute[] {
  return known(stage, column, () => [...new Set(shownByColumn(stage, column, views))]);
}

const known = remember<readonly Attribute[]>();

function shownByColumn(stage: BoundStage, column: string, views: Views): readonly Attribute[] {
  const step = stage.steps.find((s) => s.as === column);
  if (step?.kind === 'compute') return shownByResult(stage, step.is, views);
  if (step?.kind === 'window')
    return step.of === undefined || step.fn === 'count' ? [] : shownIn(stage, step.of, views);
  const measure = stage.measures.find((m) => m.as === column);
  if (measure !== undefined)
    return stage.leaves
      .filter((l) => l.at === measure.at)
      .flatMap((leaf) => shownByLeaf(stage, leaf, views));
  const position = stage.keys?.findIndex((k) => k.as === column) ?? -1;
  const values = [
    stage.keys?.[position]?.is,
    ...(position < 0 ? [] : stage.leaves.map((l) => l.keys[position])),
    stage.columns.find((c) => c.as === column)?.is,
  ];
  return values.flatMap((expr) => (expr === undefined ? [] : shownBySource(stage, expr, views)));
}

function shownByLeaf(
  stage: BoundStage,
  { agg, of }: BoundLeaf,
  views: Views,
): readonly Attribute[] {
  if (of === undefined || agg === 'count' || agg === 'count_distinct') return [];
  return shownBySource(stage, of, views);
}

function shownByResult(stage: BoundStage, expr: ResultExpr, views: Views): readonly Attribute[] {
  return referred(expr).flatMap((to) =>
    to.kind === 'result' ? shownIn(stage, to.column, views) : [],
  );
}

function shownBySource(stage: BoundStage, expr: SourceExpr, views: Views): readonly Attribute[] {
  return referred(expr).flatMap((leaf): readonly Attribute[] => {
    const to = leaf.kind === 'row' ? leaf.to : leaf;
    const match = to.kind === 'match' ? stage.matches.find((m) => m.as === to.match) : undefined;
    if (to.kind === 'match' && match?.to.kind === 'stage')
      return shownIn(match.to.stage, to.column, views);
    if (to.kind === 'attribute' || to.kind === 'match') {
      const own = to.sensitive === true && to.attribute !== undefined ? [to.attribute] : [];
      return [...own, ...shownByView(stage, to, views)];
    }
    if (to.kind !== 'column') return [];
    if (stage.from?.kind === 'stage') return shownIn(stage.from.stage, to.column, views);
    return stage.from?.kind === 'union'
      ? stage.from.stages.flatMap((s) => shownIn(s, to.column, views))
      : [];
  });
}

/** What an attribute of a view shows: the sensitive values that its document does, whatever it is called here. */
function shownByView(
  stage: BoundStage,
  to: SourceLeaf & { readonly kind: 'attribute' | 'match' },
  views: Views,
): readonly Attribute[] {
  const { attribute, path } = to;
  if (views.size === 0 || attribute?.column === undefined) return [];
  const column = attribute.column;
  const match = to.kind === 'match' ? stage.matches.find((m) => m.as === to.match)?.to : undefined;
  const own = match ?? stage.from;
  const sources = stage.leaves.flatMap((l) =>
    l.source.kind === 'entity' ? [l.source.entity] : [],
  );
  const roots = [...(own?.kind === 'entity' ? [own.entity] : []), ...sources];
  const end = path.at(-1)?.to;
  const entities = (end === undefined ? roots : [end]).filter(
    (entity) => entity.attributes.get(attribute.name) === attribute,
  );
  return entities.flatMap(({ name }) => {
    const behind = views.get(name)?.document;
    if (behind === undefined) return [];
    const masked = maskedIn(behind);
    const shown = shownIn(behind.stages.at(-1)!, column, behind.views);
    return shown.filter((a) => !masked.has(a));
  });
}

/** What an expression shows values of; whether there is one says nothing about it. */
function referred<L>(expr: Expr<L>): readonly L[] {
  if (expr.kind === 'reference') return [expr.to];
  return expr.kind === 'is-null' ? [] : children(expr).flatMap(referred);
}
