import { defineDiagnostics, diagnostic } from '../../base/diagnostic.js';
import { quote } from '../../base/text/words.js';

/** What can be wrong with the tasks of a spec, beyond their form. */
export const graphDefinitions = {
  'not-json': diagnostic<{ reason: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ reason }) => `the file is not JSON: ${reason}`,
      zh: ({ reason }) => `文件不是 JSON：${reason}`,
    },
    why: {
      en: 'Tasks that cannot be read are done by nobody.',
      zh: '无法读取的任务不会被执行。',
    },
    hint: {
      en: () => 'remove the file: dataagent run makes it again',
      zh: () => '删除该文件，dataagent run 会重新生成',
    },
  }),
  'repeated-task': diagnostic<{ id: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ id }) => `there is a task ${id} already`,
      zh: ({ id }) => `已有任务 ${id}`,
    },
    why: {
      en: 'What needs a task names it; of two with one number nobody knows which.',
      zh: '其他任务通过编号引用任务；编号重复时无法确定指的是哪一个。',
    },
  }),
  'unknown-need': diagnostic<{ id: string; need: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ id, need }) => `${id} needs ${quote(need)}, which is no task`,
      zh: ({ id, need }) => `${id} 依赖的 ${quote(need)} 不是任务`,
    },
    why: {
      en: 'A task begins when what it needs is done; what is nowhere is never done.',
      zh: '任务在依赖完成后开始；不存在的任务永远不会完成。',
    },
  }),
  cycle: diagnostic<{ ids: readonly string[] }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ ids }) => `tasks wait for one another: ${ids.join(' → ')}`,
      zh: ({ ids }) => `任务互相等待：${ids.join(' → ')}`,
    },
    why: {
      en: 'Of tasks in a circle none can begin.',
      zh: '成环的任务都无法开始。',
    },
    hint: {
      en: () => 'take one of these needs out',
      zh: () => '去掉其中一个依赖',
    },
  }),
  'not-permitted': diagnostic<{ id: string; role: string; path: string }>({
    severity: 'error',
    level: 5,
    message: {
      en: ({ id, role, path }) => `${id}: the role ${role} does not write ${quote(path)}`,
      zh: ({ id, role, path }) => `${id}：角色 ${role} 不写入 ${quote(path)}`,
    },
    why: {
      en: 'A role writes its own kind of file and no other, so that a plan cannot hand out more than the roles have.',
      zh: '每个角色只写入自己的文件类型，任务规划不能赋予角色之外的权限。',
    },
  }),
  'repeated-output': diagnostic<{ id: string; path: string; first: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ id, path, first }) => `${id} makes ${quote(path)}, as ${first} does`,
      zh: ({ id, path, first }) => `${id} 与 ${first} 都产出 ${quote(path)}`,
    },
    why: {
      en: 'Of two tasks that write one file the later one wins, whichever that is.',
      zh: '两个任务写同一文件时，以后写者为准，结果取决于先后。',
    },
  }),
  'unmade-input': diagnostic<{ id: string; path: string; maker: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ id, path, maker }) =>
        `${id} reads ${quote(path)}, which ${maker} makes, and does not need it`,
      zh: ({ id, path, maker }) => `${id} 读取 ${maker} 产出的 ${quote(path)}，却没有依赖它`,
    },
    why: {
      en: 'Without the need the task may begin before its input is there.',
      zh: '没有依赖关系时，任务可能在输入就绪前开始。',
    },
    hint: {
      en: ({ maker }) => `add ${maker} to its needs`,
      zh: ({ maker }) => `在 needs 中加入 ${maker}`,
    },
  }),
  'other-spec': diagnostic<{ spec: string; other: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ other }) => `the tasks are those of ${other}`,
      zh: ({ other }) => `这些任务属于 ${other}`,
    },
    why: {
      en: 'Tasks name files of one spec; in another they would mean other files.',
      zh: '任务引用的是某个规格的文件，放到另一个规格中含义就变了。',
    },
  }),
  'unknown-requirement': diagnostic<{ id: string; requirement: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ id, requirement }) =>
        `${id} is for ${requirement}, which requirement.md does not have`,
      zh: ({ id, requirement }) => `${id} 对应的 ${requirement} 不在 requirement.md 中`,
    },
    why: {
      en: 'What is made for no requirement was asked for by nobody.',
      zh: '不对应任何需求的产出没有人需要。',
    },
  }),
} as const;

/** Makes diagnostics about task graphs. */
export const graphDiagnostic = defineDiagnostics('graph', graphDefinitions);
