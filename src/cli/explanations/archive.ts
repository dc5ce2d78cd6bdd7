import type { Explanations } from './explanation.js';

/** What keeps a spec from being archived. */
export const archiveExplanations: Explanations = {
  current: {
    failing: '$ dataagent archive 001-store-nd   # its table is delivered and nothing replaces it',
    passing: '$ dataagent retire 001-store-nd --reason "…"',
    why: {
      en: 'What makes a table is checked with every change of the ontology; in the archive nothing is compiled.',
      zh: '产出表的规格要随本体的每次变化被检查；归档后不再编译。',
    },
  },
  unfinished: {
    failing: '$ dataagent archive 004-idea',
    passing: '$ dataagent archive 004-idea --reason "no longer wanted"',
    why: {
      en: 'Work that nobody has ended is not put away without somebody saying so.',
      zh: '没有结束的工作，须有人说明才能收起。',
    },
  },
  'already-there': {
    failing: '$ dataagent archive 001-store-nd   # for the second time',
    passing: '$ dataagent status 001-store-nd',
    why: {
      en: 'A spec is in one place; what rests stays as it was.',
      zh: '一个规格只在一处；归档的内容保持原样。',
    },
  },
};
