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
  const entities = [...touchedBy(bound, ontology).entities].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const zh = language === 'zh';
  const none = zh ? '（无）' : '(none)';
  const clocks = clocksOf(bound);
  const sources = entities.map((e) => `- ${sourceLine(e, clocks.get(e.name) ?? new Set(), zh)}`);
  const risks = (document.assumptions ?? []).map((a) => `- ${a.about}: ${a.taken}`);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [zh ? '来源' : 'Sources', sources],
    [zh ? '缺口' : 'Gaps', [none]],
    [zh ? '粒度' : 'Grain', [grainLine(bound, zh)]],
    [zh ? '分层' : 'Layer', [layerLine(bound, zh)]],
    [zh ? '增量策略' : 'Incremental policy', [writeLine(bound, zh) ?? none]],
    [zh ? '迟到数据' : 'Late data', lateLines(entities, zh)],
    [zh ? '风险' : 'Risks', risks.length > 0 ? risks : [none]],
  ];
  const text = sections.flatMap(([title, lines]) => [`## ${title}\n`, ...lines, '']);
  return [`# ${document.title}\n`, ...text].join('\n');
}

function grainLine({ stages, target }: BoundDocument, zh: boolean): string {
  const key = target?.key ?? stages.at(-1)?.key ?? [];
  if (key.length === 0) return zh ? '一行汇总。' : 'One row in all.';
  return zh ? `每个 ${key.join('、')} 一行。` : `One row for each ${key.join(', ')}.`;
}

function layerLine({ target }: BoundDocument, zh: boolean): string {
  if (target === undefined) return zh ? '不落表的问题。' : 'A question; nothing is written.';
  return `${target.layer}: ${target.table.join('.')}`;
}

function writeLine({ target }: BoundDocument, zh: boolean): string | undefined {
  if (target === undefined) return undefined;
  return zh
    ? `${target.write}：重跑同一业务日期得到同样的结果。`
    : `${target.write}: running the same day again gives the same rows.`;
}

function lateLines(entities: readonly Entity[], zh: boolean): readonly string[] {
  const late = entities.filter((e) => e.table.lateDays > 0);
  if (late.length === 0) return [zh ? '来源没有声明迟到。' : 'No source declares late rows.'];
  return late.map(({ name, label, table: { lateDays: n } }) =>
    zh
      ? `- ${label ?? name}：最多迟到 ${n} 天；重刷最近 ${n} 天可得到完整的数。`
      : `- ${name}: up to ${n} day(s) late; running the last ${n} day(s) again completes the numbers.`,
  );
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
