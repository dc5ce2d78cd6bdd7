import { defineTroubles, troubleOf } from '../../base/trouble.js';

/** What can keep a gate from being answered. */
export const gateTroubles = {
  'not-delivered': troubleOf<{ spec: string }>({
    kind: 'usage',
    message: {
      en: ({ spec }) => `nothing of ${spec} has been accepted yet`,
      zh: ({ spec }) => `${spec} 还没有通过验收`,
    },
    hint: {
      en: ({ spec }) =>
        `change its files themselves, or accept it first: dataagent run ${spec}, then dataagent approve ${spec} G4`,
      zh: ({ spec }) =>
        `直接修改它的文件，或先验收：dataagent run ${spec}，再 dataagent approve ${spec} G4`,
    },
  }),
  'unknown-gate': troubleOf<{ gate: string }>({
    kind: 'usage',
    message: {
      en: ({ gate }) => `there is no gate "${gate}"`,
      zh: ({ gate }) => `没有名为「${gate}」的卡点`,
    },
    hint: {
      en: () => 'G1 requirement, G2 model, G3 table changes, G4 acceptance',
      zh: () => 'G1 需求、G2 模型、G3 表的变更、G4 验收',
    },
  }),
  waiting: troubleOf<{ spec: string; gate: string; after?: readonly string[] }>({
    kind: 'needs-person',
    message: {
      en: ({ spec, gate, after }) => {
        if (after === undefined) return `there is nothing to decide on at ${gate} of ${spec} yet`;
        return after.length > 0
          ? `${gate} of ${spec} comes after ${after.join(', ')}, not approved as it is now`
          : `${gate} of ${spec} comes after a run of it as it is now, and there is none`;
      },
      zh: ({ spec, gate, after }) => {
        if (after === undefined) return `${spec} 的 ${gate} 还没有可审批的内容`;
        return after.length > 0
          ? `${spec} 的 ${gate} 须在 ${after.join('、')} 之后，而按现状后者尚未通过`
          : `${spec} 的 ${gate} 须在运行之后，而按现状尚未运行`;
      },
    },
    hint: {
      en: ({ spec }) => `dataagent run ${spec} goes on to it`,
      zh: ({ spec }) => `dataagent run ${spec} 会推进到该卡点`,
    },
  }),
  'not-needed': troubleOf<{ spec: string; gate: string }>({
    kind: 'usage',
    message: {
      en: ({ spec, gate }) => `${spec} needs no decision at ${gate}`,
      zh: ({ spec, gate }) => `${spec} 不需要 ${gate} 审批`,
    },
    hint: {
      en: ({ spec }) => `dataagent status ${spec} shows its gates`,
      zh: ({ spec }) => `dataagent status ${spec} 查看各卡点`,
    },
  }),
  broken: troubleOf<{ spec: string }>({
    kind: 'needs-person',
    message: {
      en: ({ spec }) => `${spec} has errors or open questions; nobody can agree to it as it is`,
      zh: ({ spec }) => `${spec} 有错误或待澄清问题，不能按现状审批`,
    },
    hint: {
      en: ({ spec }) => `dataagent check ${spec}`,
      zh: ({ spec }) => `dataagent check ${spec}`,
    },
  }),
  'other-hash': troubleOf<{ gate: string; asked: string; hash: string; command: string }>({
    kind: 'needs-person',
    message: {
      en: ({ gate, asked, hash }) => `${gate} is about ${hash} now, and the answer is to ${asked}`,
      zh: ({ gate, asked, hash }) => `${gate} 当前内容是 ${hash}，而答复针对的是 ${asked}`,
    },
    hint: {
      en: ({ command }) => `look at it again: ${command}`,
      zh: ({ command }) => `请重新查看：${command}`,
    },
  }),
  'no-hash': troubleOf<{ spec: string; gates: readonly string[] }>({
    kind: 'needs-person',
    message: {
      en: ({ gates }) => `no hash is given for ${gates.join(', ')}: each gate has its own`,
      zh: ({ gates }) => `没有给出 ${gates.join('、')} 的哈希：每个卡点各有一个`,
    },
    hint: {
      en: ({ spec, gates }) =>
        `to see what it is about: dataagent approve ${spec} ${gates.join(' ')}`,
      zh: ({ spec, gates }) => `先查看内容：dataagent approve ${spec} ${gates.join(' ')}`,
    },
  }),
  'not-listed': troubleOf<{ gate: string }>({
    kind: 'denied',
    message: {
      en: ({ gate }) => `--yes may not answer ${gate} here`,
      zh: ({ gate }) => `此项目不允许用 --yes 通过 ${gate}`,
    },
    hint: {
      en: () => 'answer with --hash, or list the gate under approvals.auto in dataagent.yaml',
      zh: () => '用 --hash 答复，或在 dataagent.yaml 的 approvals.auto 中列出该卡点',
    },
  }),
  'in-person': troubleOf<{ gate: string; why: string; what: readonly string[] }>({
    kind: 'denied',
    message: {
      en: ({ gate, why, what }) =>
        why === 'destructive'
          ? `--yes never answers ${gate} for a destructive change: ${what.join(', ')}`
          : `--yes never answers ${gate} for a metric that is new: ${what.join(', ')}`,
      zh: ({ gate, why, what }) =>
        why === 'destructive'
          ? `破坏性变更不能用 --yes 通过 ${gate}：${what.join('、')}`
          : `新指标不能用 --yes 通过 ${gate}：${what.join('、')}`,
    },
    hint: {
      en: () => 'a person answers with --hash, or at a terminal',
      zh: () => '请由人用 --hash 或在终端中答复',
    },
  }),
  'no-reason': troubleOf({
    kind: 'usage',
    message: { en: () => 'no reason is given', zh: () => '没有写原因' },
    hint: {
      en: () => 'add --reason "…": what is to change, or why it goes',
      zh: () => '请加 --reason "…"：需要怎样修改，或为什么下线',
    },
  }),
} as const;

/** Makes troubles of gates. */
export const gateTrouble = defineTroubles('gate', gateTroubles);
