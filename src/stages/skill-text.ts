import type { Language } from '../base/diagnostic.js';
import { clean, oneLine } from '../base/render.js';
import type { Ontology } from '../ontology/model.js';
import type { ModelTemplate } from '../workspace/model-templates.js';

/** So many definitions of a kind are named; a skill is read whole by who uses it. */
const most = 200;

/**
 * A `SKILL.md` by which another agent can ask for data of a project: what there is, under which names, and
 * how to ask. Names and labels alone: no value of any row, nothing of sensitive attributes.
 */
export function skillText(
  name: string,
  ontology: Ontology,
  templates: readonly ModelTemplate[],
  language: Language,
): string {
  const zh = language === 'zh';
  const line = ({ name: its, label }: { readonly name: string; readonly label?: string }): string =>
    `- \`${clean(its)}\`${label === undefined ? '' : ` ${oneLine(label)}`}`;
  const list = (
    all: Iterable<{ readonly name: string; readonly label?: string }>,
  ): readonly string[] => {
    const items = [...all];
    const more = items.length - most;
    return [
      ...items.slice(0, most).map(line),
      ...(more > 0 ? [zh ? `- 另有 ${more} 个` : `- and ${more} more`] : []),
    ];
  };
  const entities = [...ontology.entities.values()];
  const about = zh
    ? `用 dataagent 查询和加工本项目的数据：${entities.length} 个实体，${ontology.metrics.size} 个指标。需要本项目的数据、表或指标时使用。`
    : `Ask for and model the data of this project with dataagent: ${entities.length} entities, ${ontology.metrics.size} metrics. Use it where data, tables or metrics of this project are wanted.`;
  return [
    '---',
    `name: ${name}`,
    `description: ${JSON.stringify(about)}`,
    '---',
    '',
    `# ${name}`,
    '',
    zh
      ? '不要手写 SQL。先 `dataagent new spec "…"`，再按 `dataagent next` 逐步进行；退出码 3 表示由人决定。'
      : 'Write no SQL by hand. Begin with `dataagent new spec "…"` and go on as `dataagent next` says; exit code 3 means that a person decides.',
    '',
    `## ${zh ? '实体' : 'Entities'}`,
    '',
    ...list(entities),
    '',
    `## ${zh ? '指标' : 'Metrics'}`,
    '',
    ...list([...ontology.metrics.values()].filter((m) => !m.sensitive)),
    '',
    `## ${zh ? '统计周期' : 'Periods'}`,
    '',
    ...list(ontology.periods.values()),
    '',
    `## ${zh ? '需要先问清的词' : 'Words to ask about'}`,
    '',
    ...[...ontology.terms.values()]
      .filter((t) => t.ask !== undefined)
      .slice(0, most)
      .map((t) => `- ${oneLine(t.name)}: ${oneLine(t.ask!)}`),
    '',
    `## ${zh ? '文档模板' : 'Templates of documents'}`,
    '',
    ...templates.map(
      (t) =>
        `- \`dataagent gen dsl <spec> --template ${t.template}\` ${oneLine(t.about[language])}`,
    ),
    '',
  ].join('\n');
}
