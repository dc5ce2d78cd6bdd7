import type { BoundLeaf, BoundMeasure, BoundStage } from '../../bind/bound.js';
import { references } from '../../expr/visit.js';
import { called, sayAll, sayDay, sayExpr, sayRange, sayResult, type Say } from './say.js';

/** What each number of a stage is: arithmetic over aggregates, and each aggregate down to rows and days. */
export function explainMeasures(stage: BoundStage, say: Say): readonly string[] {
  return stage.measures.flatMap((measure) => explainMeasure(stage, measure, say));
}

function explainMeasure(stage: BoundStage, measure: BoundMeasure, say: Say): readonly string[] {
  const used = new Set(
    references(measure.is).flatMap((r) => (r.to.kind === 'leaf' ? [r.to.leaf] : [])),
  );
  const leaves = stage.leaves.filter((l) => used.has(l.name));
  const metric =
    measure.metric === undefined
      ? ''
      : say(` (metric ${measure.metric})`, `（指标 ${measure.metric}）`);
  const filled =
    measure.fill === undefined
      ? ''
      : say(`; ${measure.fill} instead of null`, `；空值记为 ${measure.fill}`);
  const [only] = leaves;
  if (leaves.length === 1 && measure.is.kind === 'reference')
    return [
      `- ${measure.as}${metric}: ${explainLeaf(stage, measure.fill === undefined ? only! : { ...only!, fill: measure.fill }, say)}`,
    ];
  return [
    `- ${measure.as}${metric}: ${sayResult(measure.is)}${filled}`,
    ...leaves.map((leaf) => `  - ${leaf.name}: ${explainLeaf(stage, leaf, say)}`),
  ];
}

function explainLeaf(stage: BoundStage, leaf: BoundLeaf, say: Say): string {
  const of = leaf.of === undefined ? '' : sayExpr(leaf.of);
  const by = leaf.with === undefined ? '' : `, ${sayExpr(leaf.with)}`;
  const p = leaf.p === undefined ? '' : `, ${leaf.p}`;
  const value = of === '' ? leaf.agg : `${leaf.agg}(${of}${by}${p})`;
  const parts = [
    say(`${value} over ${rowsOf(stage, leaf, say)}`, `对 ${rowsOf(stage, leaf, say)}求 ${value}`),
    ...belongs(leaf, say),
    ...(leaf.where.length > 0
      ? [say(`where ${sayAll(leaf.where, say)}`, `条件 ${sayAll(leaf.where, say)}`)]
      : []),
    ...(leaf.stageWhere.length > 0
      ? [
          say(
            `and, of the stage, ${sayAll(leaf.stageWhere, say)}`,
            `步骤条件 ${sayAll(leaf.stageWhere, say)}`,
          ),
        ]
      : []),
    ...times(leaf, say),
    leaf.fill === undefined
      ? nothing(leaf, say)
      : say(`${leaf.fill} where there is nothing`, `无数据时为 ${leaf.fill}`),
  ];
  return parts.join(say('; ', '；'));
}

function rowsOf(stage: BoundStage, leaf: BoundLeaf, say: Say): string {
  if (leaf.source.kind === 'entity')
    return say(`rows of ${called(leaf.source.entity)}`, `${called(leaf.source.entity)} 的行`);
  return say(`the rows of stage ${stage.name}`, `步骤 ${stage.name} 的行`);
}

function belongs({ belongs: tie }: BoundLeaf, say: Say): readonly string[] {
  if (tie === undefined) return [];
  const how =
    tie.kind === 'path'
      ? tie.path.map((s) => s.relationship.name).join('.')
      : tie.on.map((o) => `${sayExpr(o.key)} = ${sayExpr(o.is)}`).join(say(' and ', ' 且 '));
  return [say(`that belong to a row by ${how}`, `按 ${how} 归属到行`)];
}

function times(leaf: BoundLeaf, say: Say): readonly string[] {
  const { range, trailing, shifts, carry, clock, snapshot, day } = leaf;
  const by = clock === undefined ? '' : say(` by ${sayExpr(clock)}`, `（按 ${sayExpr(clock)}）`);
  const window =
    trailing === undefined
      ? []
      : trailing.mode === 'all'
        ? [say('everything through the end of each bucket', '截至每个时间桶末的全部')]
        : [
            say(
              `the window of each bucket: ${trailing.mode} ${trailing.last} ${trailing.unit}`,
              `每个时间桶的窗口：${trailing.mode} ${trailing.last} ${trailing.unit}`,
            ),
          ];
  const moved = (shifts ?? []).map((shift) =>
    shift.kind === 'by'
      ? say(
          `read ${shift.count} ${shift.unit} from each bucket`,
          `取每个时间桶偏移 ${shift.count} ${shift.unit} 处`,
        )
      : say(`read at the start of the ${shift.unit}`, `取 ${shift.unit} 的开始`),
  );
  const days =
    carry === undefined
      ? []
      : [
          say(
            `of the days of each bucket the ${means[carry].en}`,
            `取每个时间桶内各天的${means[carry].zh}`,
          ),
        ];
  return [
    ...days,
    ...(range === undefined ? [] : [`${sayRange(range, say)}${by}`]),
    ...window,
    ...moved,
    ...(snapshot === undefined
      ? []
      : [
          say(
            `only the ${snapshot.take} ${sayExpr(snapshot.over)} of each ${snapshot.per.map(sayExpr).join(', ')}, for it does not add up over time`,
            `每个 ${snapshot.per.map(sayExpr).join('、')} 只取 ${sayExpr(snapshot.over)} 的 ${snapshot.take} 值，因为跨时间不可加`,
          ),
        ]),
    ...(day === undefined ? [] : [say(`as of ${sayDay(day)}`, `取 ${sayDay(day)} 的数据`)]),
  ];
}

function nothing({ agg }: BoundLeaf, say: Say): string {
  return agg === 'count' || agg === 'count_distinct'
    ? say('0 where there is nothing', '无数据时为 0')
    : say('null where there is nothing', '无数据时为空');
}

const means = {
  first: { en: 'first', zh: '首个值' },
  last: { en: 'last', zh: '末个值' },
  avg: { en: 'mean', zh: '平均值' },
} as const;
