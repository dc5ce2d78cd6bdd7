import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';

/** What can be wrong with the decisions of a spec. */
export const gateDefinitions = {
  'not-a-decision': diagnostic<{ detail: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ detail }) => `the file is not a decision: ${detail}`,
      zh: ({ detail }) => `文件不是有效的审批记录：${detail}`,
    },
    why: {
      en: 'A decision that cannot be read says neither yes nor no; what depends on it must wait.',
      zh: '无法读取的审批既不是同意也不是拒绝，依赖它的工作只能等待。',
    },
    hint: {
      en: () => 'restore the file from version control, or remove it and decide again',
      zh: () => '从版本库恢复该文件，或删除后重新审批',
    },
  }),
  'edited-decision': diagnostic<{ file: string; wanted: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ file, wanted }) => `${file} was changed after it was written: its bytes are ${wanted}`,
      zh: ({ file, wanted }) => `${file} 写入后被修改：其内容对应 ${wanted}`,
    },
    why: {
      en: 'A decision is what somebody saw and answered; changed later it is nobody’s. Its name holds the first digits of its hash.',
      zh: '审批是某人看过内容后的答复，事后修改就不再是任何人的决定。文件名中带有内容哈希的前几位。',
    },
    hint: {
      en: () => 'restore the file from version control, or remove it and decide again',
      zh: () => '从版本库恢复该文件，或删除后重新审批',
    },
  }),
  'other-spec': diagnostic<{ spec: string; other: string; gate: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ other }) => `the decision was made on ${other}`,
      zh: ({ other }) => `该审批针对的是 ${other}`,
    },
    why: {
      en: 'Who approved one spec has said nothing of another.',
      zh: '批准一个规格并不代表批准另一个规格。',
    },
    hint: {
      en: ({ spec, gate }) => `remove the file and run dataagent approve ${spec} ${gate}`,
      zh: ({ spec, gate }) => `删除该文件，再运行 dataagent approve ${spec} ${gate}`,
    },
  }),
  'contradictory-decision': diagnostic({
    severity: 'error',
    level: 5,
    message: {
      en: () =>
        'the decision says two things: its hash is not that of the parts and tables it lists',
      zh: () => '该审批自相矛盾：其哈希与所列的部分和表不符',
    },
    why: {
      en: 'Everything that a decision says of what was decided on was computed at once; what differs was written by hand.',
      zh: '审批中关于内容的记录是一次算出的；前后不符说明被手工改写。',
    },
    hint: {
      en: () => 'restore the file from version control, or remove it and decide again',
      zh: () => '从版本库恢复该文件，或删除后重新审批',
    },
  }),
  'deleted-decision': diagnostic<{ name: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ name }) => `the decision ${name} that this one builds on is missing`,
      zh: ({ name }) => `该审批所依据的 ${name} 不存在`,
    },
    why: {
      en: 'Decisions are added and never removed, so that what was once refused or promised can be read.',
      zh: '审批只增不删，曾经的拒绝与承诺都要可查。',
    },
    hint: {
      en: () => 'restore the file from version control',
      zh: () => '从版本库恢复该文件',
    },
  }),
  'changed-decision': diagnostic<{ file: string; what: string; ref: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ file, what, ref }) => `${file} was ${what} since ${ref}`,
      zh: ({ file, what, ref }) =>
        `${file} 自 ${ref} 以来被${what === 'deleted' ? '删除' : '修改'}`,
    },
    why: {
      en: 'Decisions are added and never changed or removed, so that what was once refused or promised can be read.',
      zh: '审批只增不改不删，曾经的拒绝与承诺都要可查。',
    },
    hint: {
      en: () => 'restore the file from version control, and add a new decision',
      zh: () => '从版本库恢复该文件，再新增审批',
    },
  }),
  'unproven-approval': diagnostic<{ spec: string; gate: string; from: string; to: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ from, to }) =>
        `what the decision repeats is not what stands here with "${to}" called "${from}" again`,
      zh: ({ from, to }) => `把「${to}」改回「${from}」后，与该审批所延续的内容不同`,
    },
    why: {
      en: 'An approval goes on over a renaming because nothing else has changed; where something has, nobody approved it.',
      zh: '改名能延续审批，是因为别的都没变；别的变了，就没有人批准过。',
    },
    hint: {
      en: ({ spec, gate }) => `dataagent diff ${spec}, then dataagent approve ${spec} ${gate}`,
      zh: ({ spec, gate }) => `先 dataagent diff ${spec}，再 dataagent approve ${spec} ${gate}`,
    },
  }),
  stale: diagnostic<{ spec: string; gate: string; changed: readonly string[] }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ gate, changed }) =>
        `the approval at ${gate} is stale; since then changed: ${changed.join(', ')}`,
      zh: ({ gate, changed }) => `${gate} 的审批已过期，此后变化：${changed.join('、')}`,
    },
    why: {
      en: 'An approval holds for the meaning that was shown. Reformatting, labels and newer printers keep it; another definition, key or condition does not.',
      zh: '审批只对当时所展示的含义有效。格式、标签、新版本打印不影响；定义、主键、条件变化则失效。',
    },
    hint: {
      en: ({ spec, gate }) => `dataagent diff ${spec}, then dataagent approve ${spec} ${gate}`,
      zh: ({ spec, gate }) => `先 dataagent diff ${spec}，再 dataagent approve ${spec} ${gate}`,
    },
  }),
  rejected: diagnostic<{ spec: string; gate: string; by: string; reason: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ gate, by, reason }) => `rejected at ${gate} by ${by}: ${reason}`,
      zh: ({ gate, by, reason }) => `${gate} 被 ${by} 拒绝：${reason}`,
    },
    why: {
      en: 'What was rejected is not to reach a warehouse as it is.',
      zh: '被拒绝的内容不能原样进入数仓。',
    },
    hint: {
      en: ({ spec, gate }) =>
        `change it as the reason says, then dataagent approve ${spec} ${gate}`,
      zh: ({ spec, gate }) => `按原因修改后，运行 dataagent approve ${spec} ${gate}`,
    },
  }),
  missing: diagnostic<{ spec: string; gate: string; what: string; chinese: string }>({
    severity: 'warning',
    level: 5,
    message: {
      en: ({ gate, what }) => `nobody has decided at ${gate}: ${what}`,
      zh: ({ gate, chinese }) => `${gate} 尚未审批：${chinese}`,
    },
    why: {
      en: 'Code was generated from something that no person has agreed to yet.',
      zh: '代码所依据的内容还没有人确认。',
    },
    hint: {
      en: ({ spec, gate }) => `dataagent approve ${spec} ${gate}`,
      zh: ({ spec, gate }) => `dataagent approve ${spec} ${gate}`,
    },
  }),
} as const;

/** Makes diagnostics of decisions. */
export const gateDiagnostic = defineDiagnostics('gate', gateDefinitions);
