import { defineTroubles, troubleOf } from '../../base/trouble.js';

/** What keeps a spec from being archived. */
export const archiveTroubles = {
  current: troubleOf<{ spec: string; tables: readonly string[] }>({
    kind: 'denied',
    message: {
      en: ({ spec, tables }) => `${tables.join(', ')} is still made by ${spec}`,
      zh: ({ spec, tables }) => `${tables.join('、')} 仍由 ${spec} 产出`,
    },
    hint: {
      en: ({ spec }) =>
        `dataagent new spec "…" --modify ${spec}, or dataagent retire ${spec}; then archive it`,
      zh: ({ spec }) =>
        `先 dataagent new spec "…" --modify ${spec} 或 dataagent retire ${spec}，再归档`,
    },
  }),
  unfinished: troubleOf<{ spec: string }>({
    kind: 'needs-person',
    message: {
      en: ({ spec }) => `nobody has accepted ${spec} yet`,
      zh: ({ spec }) => `${spec} 尚未验收`,
    },
    hint: {
      en: ({ spec }) => `to give it up: dataagent archive ${spec} --reason "…"`,
      zh: ({ spec }) => `如果放弃：dataagent archive ${spec} --reason "…"`,
    },
  }),
  'already-there': troubleOf<{ spec: string; place: string }>({
    kind: 'usage',
    message: {
      en: ({ spec, place }) => `${spec} is archived already: ${place}`,
      zh: ({ spec, place }) => `${spec} 已归档：${place}`,
    },
    hint: {
      en: ({ place }) => `everything of it is there: ${place}`,
      zh: ({ place }) => `其全部内容都在 ${place}`,
    },
  }),
} as const;

/** Makes troubles of archiving. */
export const archiveTrouble = defineTroubles('archive', archiveTroubles);
