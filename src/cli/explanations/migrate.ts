import type { Explanations } from './explanation.js';

/** What keeps a project from being written in the form of today. */
export const migrateExplanations: Explanations = {
  newer: {
    failing: "# dataagent.yaml\ndataagent: '2'   # and a tool of version 1",
    passing: "# dataagent.yaml\ndataagent: '1'",
    why: {
      en: 'What a newer form says is not known here, so nothing of it is read or rewritten.',
      zh: '新版形式的含义在此未知，因此既不读取也不改写。',
    },
  },
  unknown: {
    failing: '{ "dsl": "0", … }   # before the first version there was',
    passing: '{ "dsl": "1", … }',
    why: {
      en: 'Every step from a version to the next is written out and tested; none is guessed.',
      zh: '每个版本之间的转换都有明确且经过测试的步骤，不做猜测。',
    },
  },
};
