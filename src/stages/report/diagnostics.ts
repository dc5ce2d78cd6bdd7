import { defineDiagnostics, diagnostic } from '../../base/diagnostic.js';

/** What can be wrong with the report of a spec. */
export const reportDefinitions = {
  'unheld-number': diagnostic<{ said: string; spec: string }>({
    severity: 'error',
    level: 6,
    message: {
      en: ({ said }) => `the report says ${said}, which report.json does not hold`,
      zh: ({ said }) => `报告中的 ${said} 不在 report.json 中`,
    },
    why: {
      en: 'People accept what a report says; a number that nothing was counted for is nobody’s.',
      zh: '人们依据报告验收；没有来源的数字不能作为依据。',
    },
    hint: {
      en: ({ spec }) => `dataagent report ${spec} writes the report again`,
      zh: ({ spec }) => `dataagent report ${spec} 会重新生成报告`,
    },
    failing: 'report.json: "value": 42    report.md: 43 row(s)',
    passing: 'report.json: "value": 42    report.md: 42 row(s)',
  }),
  'gone-decision': diagnostic<{ decision: string; spec: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ decision }) =>
        `the decision ${decision} was there when the report was written, and is gone`,
      zh: ({ decision }) => `写报告时存在的审批 ${decision} 已不存在`,
    },
    why: {
      en: 'Decisions are added and never removed, so that what was once refused or promised can be read.',
      zh: '审批只增不删，曾经的拒绝与承诺都要可查。',
    },
    hint: {
      en: ({ spec }) =>
        `restore the file from version control; where it was rightly removed, dataagent report ${spec} says so`,
      zh: ({ spec }) => `从版本库恢复该文件；如确应删除，运行 dataagent report ${spec} 更新报告`,
    },
    failing: 'report.json: "file": "…/approvals/G1-67b31ecd.json"    approvals/: (empty)',
    passing: 'report.json: "file": "…/approvals/G1-67b31ecd.json"    approvals/: G1-67b31ecd.json',
  }),
  edited: diagnostic<{ spec: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: () => 'the report was edited, or is of another spec',
      zh: () => '报告被手工改动，或属于另一个规格',
    },
    why: {
      en: 'People accept what a report says was observed; what somebody typed was not.',
      zh: '人们依据报告中的观察结果验收；手工写入的内容不是观察结果。',
    },
    hint: {
      en: ({ spec }) => `restore the file from version control, or run dataagent run ${spec} again`,
      zh: ({ spec }) => `从版本库恢复该文件，或重新运行 dataagent run ${spec}`,
    },
    failing: '$ sed -i \'s/"value": 4/"value": 5/\' specs/001-weekly/observed/report.json',
    passing: '$ dataagent run 001-weekly --bizdate 2026-11-07',
  }),
  unreadable: diagnostic<{ spec: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the file is not a report that a run wrote',
      zh: () => '该文件不是运行写出的报告',
    },
    why: {
      en: 'What stands in it can be traced to nothing.',
      zh: '其中的内容无从追溯。',
    },
    hint: {
      en: ({ spec }) => `dataagent report ${spec} writes it again`,
      zh: ({ spec }) => `dataagent report ${spec} 会重新生成`,
    },
    failing: '{"rows": 42}',
    passing: '{"v": 1, "spec": "001-store-nd", "generated": "", "documents": [], …}',
  }),
} as const;

/** Makes diagnostics about reports. */
export const reportDiagnostic = defineDiagnostics('report', reportDefinitions);
