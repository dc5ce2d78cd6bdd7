import type { Language } from '../../base/diagnostic.js';
import type { BoundDocument, SourceExpr } from '../../bind/bound.js';
import type { CheckedDocument } from '../../compile.js';
import { touchedBy } from '../../gates/touched.js';
import type { Entity, Ontology } from '../../ontology/model.js';
import { sayExpr } from '../explain/say.js';

/** The technical solution of a document in words (step one of six): what is read, the grain, how late rows are met. */
export function solutionOf(
  { document, bound }: CheckedDocument,
  ontology: Ontology,
  language: Language,
): string {
  const result = bound.stages.at(-1)!;
  const entities = [...touchedBy(bound, ontology).entities].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const zh = language === 'zh';
  const clocks = clocksOf(bound);
  const key = bound.target?.key ?? result.key ?? [];
  const title = (en: string, cn: string): string => `## ${zh ? cn : en}\n`;
  const late = entities.filter((e) => e.table.lateDays > 0);
  const lines = [
    `# ${document.title}\n`,
    title('Sources', '来源'),
    ...entities.map((e) => `- ${sourceLine(e, clocks.get(e.name) ?? new Set(), zh)}`),
    '',
    title('Gaps', '缺口'),
    zh ? '（无）' : '(none)',
    '',
    title('Grain', '粒度'),
    key.length === 0
      ? zh
        ? '一行汇总。'
        : 'One row in all.'
      : zh
        ? `每个 ${key.join('、')} 一行。`
        : `One row for each ${key.join(', ')}.`,
    '',
    title('Layer', '分层'),
    bound.target === undefined
      ? zh
        ? '不落表的问题。'
        : 'A question; nothing is written.'
      : `${bound.target.layer}: ${bound.target.table.join('.')}`,
    '',
    title('Incremental policy', '增量策略'),
    bound.target === undefined
      ? zh
        ? '（无）'
        : '(none)'
      : zh
        ? `${bound.target.write}：重跑同一业务日期得到同样的结果。`
        : `${bound.target.write}: running the same day again gives the same rows.`,
    '',
    title('Late data', '迟到数据'),
    ...(late.length === 0
      ? [zh ? '来源没有声明迟到。' : 'No source declares late rows.']
      : late.map((e) =>
          zh
            ? `- ${e.label ?? e.name}：最多迟到 ${e.table.lateDays} 天；重刷最近 ${e.table.lateDays} 天可得到完整的数。`
            : `- ${e.name}: up to ${e.table.lateDays} day(s) late; running the last ${e.table.lateDays} day(s) again completes the numbers.`,
        )),
    '',
    title('Risks', '风险'),
    ...(document.assumptions?.length
      ? document.assumptions.map((a) => `- ${a.about}: ${a.taken}`)
      : [zh ? '（无）' : '(none)']),
    '',
  ];
  return lines.join('\n');
}

/** By entity: what its rows are counted by wherever a time is asked for. */
function clocksOf({ stages }: BoundDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const clocks = new Map<string, Set<string>>();
  const add = (entity: Entity | undefined, clock: SourceExpr | undefined): void => {
    if (entity === undefined || clock === undefined) return;
    clocks.set(entity.name, new Set([...(clocks.get(entity.name) ?? []), clockText(clock)]));
  };
  for (const { from, time, leaves } of stages) {
    const own = from?.kind === 'entity' ? from.entity : undefined;
    add(own, time?.clock);
    for (const { source, clock } of leaves)
      add(source.kind === 'entity' ? source.entity : own, clock);
  }
  return clocks;
}

function clockText(clock: SourceExpr): string {
  const text = sayExpr(clock);
  const to = clock.kind === 'reference' ? clock.to : undefined;
  const label = to?.kind === 'attribute' ? to.attribute.label : undefined;
  return label === undefined || label === text ? text : `${label} (${text})`;
}

function sourceLine(entity: Entity, clocks: ReadonlySet<string>, zh: boolean): string {
  const table = entity.table.dsl ?? entity.table.name.join('.');
  const label = entity.label === undefined ? entity.name : `${entity.label} (${entity.name})`;
  const mode = {
    increment: ['increment', '增量'],
    full: ['full snapshot', '全量快照'],
    none: ['whole table', '整表'],
  };
  const line = `${label}: \`${table}\`, ${mode[entity.table.mode][zh ? 1 : 0]!}`;
  if (clocks.size === 0) return line;
  const by = [...clocks].toSorted();
  return zh ? `${line}，按 ${by.join('、')} 计入时间` : `${line}, counted by ${by.join(', ')}`;
}
