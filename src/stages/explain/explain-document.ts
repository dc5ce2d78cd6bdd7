import type { Language } from '../../base/diagnostic.js';
import type { BoundDocument, BoundFrom, BoundStage } from '../../bind/bound.js';
import { viewsIn } from '../../bind/views-in.js';
import type { CheckedDocument } from '../../compile.js';
import { originOf } from '../../lineage/origin.js';
import type { Entity } from '../../ontology/model.js';
import type { Plan, PlannedDocument } from '../../plan/plan.js';
import { inputsOf } from '../../plan/inputs.js';
import { explainJoins } from './joins.js';
import { explainMeasures } from './measures.js';
import { explainSummaries } from './summaries.js';
import { called, sayAll, sayDay, sayExpr, sayRange, sayResult, speaker, type Say } from './say.js';

/**
 * A checked document in words: what each number is, over which rows and days, which joins are made and
 * why each is safe, what late rows mean for runs of earlier days, where each column comes from. The same
 * document gives the same text.
 */
export function explainDocument(
  { document, bound, plan }: CheckedDocument,
  ontology: { readonly entities: ReadonlyMap<string, Entity> },
  language: Language,
): string {
  const say = speaker(language);
  const scanned = new Set(plan.stages.flatMap((s) => scannedTables(s.plan)));
  const lines = [
    `# ${document.title}`,
    ...head(bound, scanned, say),
    ...bound.stages.flatMap((stage) => [
      '',
      say(`## Stage ${stage.name}`, `## 步骤 ${stage.name}`),
      ...stageLines(stage, say),
      ...titled(say('Read from summaries:', '改读汇总表：'), explainSummaries(bound, stage, say)),
      ...titled(say('Joins:', '关联：'), explainJoins(plan, stage.name, say)),
    ]),
    ...viewLines(bound, plan, say),
    ...section(say('## Late data', '## 迟到数据'), late(scanned, ontology, say)),
    ...section(say('## Where columns come from', '## 字段来源'), lineage(bound, say)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function head(
  { asOf, target, policies, views }: BoundDocument,
  scanned: ReadonlySet<string>,
  say: Say,
): readonly string[] {
  return [
    ...(asOf === undefined ? [] : [say(`As of ${sayDay(asOf)}.`, `截止日 ${sayDay(asOf)}。`)]),
    ...(target === undefined
      ? []
      : [
          say(
            `Writes ${target.table.join('.')} (${target.layer}, ${target.write}), one row for each ${target.key.join(', ')}.`,
            `写入 ${target.table.join('.')}（${target.layer}，${target.write}），每个 ${target.key.join('、')} 一行。`,
          ),
        ]),
    ...[...policies.values()]
      .filter(({ entity }) => scanned.has(entity.table.name.join('.')) || views.has(entity.name))
      .map(({ entity, filters, masks }) => {
        const seen = filters.length === 0 ? '' : sayAll(filters, say);
        const hidden = [...masks.keys()].join(', ');
        return say(
          `A policy of ${called(entity)} holds${seen === '' ? '' : `: only rows where ${seen}`}${hidden === '' ? '' : `; masked: ${hidden}`} (S17).`,
          `${called(entity)} 受策略约束${seen === '' ? '' : `：只见 ${seen} 的行`}${hidden === '' ? '' : `；脱敏：${hidden}`}（S17）。`,
        );
      }),
  ];
}

/** What each entity that is the result of a document is, step by step, before what reads it. */
function viewLines(bound: BoundDocument, plan: PlannedDocument, say: Say): readonly string[] {
  return viewsIn(bound).flatMap(({ entity, file, document }) => {
    const name = called(entity);
    return [
      '',
      say(`## Entity ${name}`, `## 实体 ${name}`),
      say(
        `Its rows are the result of ${file}: the same for whoever reads them, below policies and conditions of its own.`,
        `它的行是 ${file} 的结果：对所有读取者都相同，在它自己的策略和条件之下。`,
      ),
      ...document.stages.flatMap((stage) => [
        say(`Stage ${stage.name}:`, `步骤 ${stage.name}：`),
        ...stageLines(stage, say),
      ]),
      ...titled(say('Joins:', '关联：'), explainJoins(plan, entity.name, say)),
    ];
  });
}

function stageLines(stage: BoundStage, say: Say): readonly string[] {
  const { steps, keep, order, limit, where, time, matches } = stage;
  const end = [
    ...keep.map((k) => say(`Stays where ${sayResult(k)}.`, `保留 ${sayResult(k)} 的行。`)),
    ...(order.length === 0
      ? []
      : [
          say(
            `Ordered by ${order.map((o) => (o.descending ? `${o.by} desc` : o.by)).join(', ')}.`,
            `按 ${order.map((o) => (o.descending ? `${o.by} 降序` : o.by)).join('、')} 排序。`,
          ),
        ]),
    ...(limit === undefined
      ? []
      : [
          say(
            `The first ${limit.rows}${limit.per.length === 0 ? '' : ` of each ${limit.per.join(', ')}`}${limit.ties === 'include' ? ', ties included' : ''}.`,
            `取${limit.per.length === 0 ? '' : `每个 ${limit.per.join('、')} 的`}前 ${limit.rows} 行${limit.ties === 'include' ? '（含并列）' : ''}。`,
          ),
        ]),
  ];
  return [
    grain(stage, say),
    population(stage, say),
    ...matches.map((m) => {
      const to = m.to.kind === 'stage' ? m.to.stage.name : called(m.to.entity);
      const on = m.on.map((o) => `${o.key} = ${sayExpr(o.is)}`).join(say(' and ', ' 且 '));
      return say(
        `Looks up ${to} as ${m.as}${on === '' ? '' : ` by ${on}`}.`,
        `查找 ${to}（记为 ${m.as}）${on === '' ? '' : `，按 ${on}`}。`,
      );
    }),
    ...(time === undefined
      ? []
      : [
          say(
            `Rows count ${sayRange(time.range, say)} by ${sayExpr(time.clock)}.`,
            `计入 ${sayRange(time.range, say)} 的行（按 ${sayExpr(time.clock)}）。`,
          ),
        ]),
    ...(where.length === 0
      ? []
      : [say(`Rows count where ${sayAll(where, say)}.`, `计入 ${sayAll(where, say)} 的行。`)]),
    ...titled(say('Keys:', '键：'), keyLines(stage, say)),
    ...titled(
      say('Columns:', '列：'),
      stage.columns.map((c) => `- ${c.as}: ${sayExpr(c.is)}`),
    ),
    ...titled(say('Numbers:', '数：'), explainMeasures(stage, say)),
    ...titled(
      say('Computed:', '计算：'),
      steps.map((s) => stepLine(s, say)),
    ),
    ...end,
  ];
}

function stepLine(step: BoundStage['steps'][number], say: Say): string {
  if (step.kind === 'compute') return `- ${step.as}: ${sayResult(step.is)}`;
  const order = step.order.map((o) => (o.descending ? `${o.by} desc` : o.by)).join(', ');
  const by = order === '' ? '' : say(` by ${order}`, `，按 ${order} 排序`);
  const per = step.per.join(', ');
  const within = per === '' ? '' : say(` within each ${per}`, `，在每个 ${per} 内`);
  return `- ${step.as}: ${step.fn}${step.of === undefined ? '' : `(${step.of})`}${by}${within}`;
}

function grain({ keys, key }: BoundStage, say: Say): string {
  if (keys?.length === 0) return say('One row in all.', '共一行。');
  if (keys !== undefined) {
    const names = keys.map((k) => (k.bucket === undefined ? k.as : `${k.as} (${k.bucket.grain})`));
    return say(`One row for each ${names.join(', ')}.`, `每个 ${names.join('、')} 一行。`);
  }
  const known = key === undefined ? say('no key', '无键') : `${say('key', '键')} ${key.join(', ')}`;
  return say(`One row for each source row; ${known}.`, `每个来源行一行；${known}。`);
}

function keyLines({ keys, leaves }: BoundStage, say: Say): readonly string[] {
  return (keys ?? []).map((key, i) => {
    const seen = [key.is, ...leaves.map((l) => l.keys[i])].find((e) => e !== undefined);
    if (seen !== undefined) return `- ${key.as}: ${sayExpr(seen)}`;
    const unit = key.bucket?.grain ?? '';
    return say(
      `- ${key.as}: the ${unit} of each number’s clock`,
      `- ${key.as}: 各数时间口径所在的 ${unit}`,
    );
  });
}

function population({ from }: BoundStage, say: Say): string {
  if (from === undefined)
    return say(
      'Population: the groups that any of the numbers has rows for.',
      '总体：任一数有数据的分组。',
    );
  return say(`Population: ${source(from, say)}.`, `总体：${source(from, say)}。`);
}

function source(from: BoundFrom, say: Say): string {
  if (from.kind === 'entity') {
    const day =
      from.day === undefined ? '' : say(` of ${sayDay(from.day)}`, `（${sayDay(from.day)}）`);
    return say(`all rows of ${called(from.entity)}${day}`, `${called(from.entity)}${day} 的全部行`);
  }
  if (from.kind === 'stage')
    return say(`all rows of stage ${from.stage.name}`, `步骤 ${from.stage.name} 的全部行`);
  if (from.kind === 'union') {
    const names = from.stages.map((s) => s.name).join(', ');
    return say(`all rows of the stages ${names}`, `步骤 ${names} 的全部行`);
  }
  return say(`this table’s own rows of ${sayDay(from.day)}`, `本表 ${sayDay(from.day)} 的行`);
}

/** Late rows of every table that is scanned: how far scans reach, and which days to run again. */
function late(
  tables: ReadonlySet<string>,
  { entities }: { readonly entities: ReadonlyMap<string, Entity> },
  say: Say,
): readonly string[] {
  return [...entities.values()]
    .filter(({ table }) => table.lateDays > 0 && tables.has(table.name.join('.')))
    .map((entity) => {
      const { lateDays } = entity.table;
      return say(
        `- ${called(entity)}: rows may arrive ${lateDays} day(s) after their clock: a range of that clock reads the partitions of ${lateDays} more day(s), and a day is complete ${lateDays} day(s) later, so run the last ${lateDays} day(s) again.`,
        `- ${called(entity)}：数据最多比其时间口径迟到 ${lateDays} 天：按该口径取范围时多读 ${lateDays} 天的分区，某天的数在 ${lateDays} 天后才完整，需重刷最近 ${lateDays} 天。`,
      );
    });
}

function scannedTables(plan: Plan): readonly string[] {
  return plan.kind === 'scan' ? [plan.table.join('.')] : inputsOf(plan).flatMap(scannedTables);
}

function lineage({ stages, views }: BoundDocument, say: Say): readonly string[] {
  const result = stages.at(-1)!;
  const how = {
    itself: say('unchanged', '原值'),
    computed: say('computed', '计算'),
    aggregated: say('aggregated', '聚合'),
  };
  return result.output.map(({ name }) => {
    const { sources, as } = originOf(result, name, views);
    const columns = sources.map(
      ({ entity, attribute }) =>
        `${entity.table.name.join('.')}.${attribute.column ?? attribute.name}`,
    );
    const from = columns.length === 0 ? say('rows only', '仅行数') : columns.join(', ');
    return `- ${name} ← ${from} (${how[as]})`;
  });
}
