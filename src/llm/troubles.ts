import { defineTroubles, troubleOf } from '../base/trouble.js';

type Of = { provider: string; detail: string };

/** What can stand between a question and a model's answer. */
export const llmTroubles = {
  down: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) => `the model provider "${provider}" cannot be reached: ${detail}`,
      zh: ({ provider, detail }) => `无法连接模型服务「${provider}」：${detail}`,
    },
    hint: {
      en: () => 'check its base_url and the network; the same command goes on from here',
      zh: () => '请检查 base_url 与网络；重新执行同一命令即可继续',
    },
  }),
  slow: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) =>
        `the model provider "${provider}" did not answer in time: ${detail}`,
      zh: ({ provider, detail }) => `模型服务「${provider}」没有及时回答：${detail}`,
    },
    hint: {
      en: () => 'raise its timeout, or name another provider after it in the profile',
      zh: () => '调大该服务的 timeout，或在配置方案中补充其他服务',
    },
  }),
  limited: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) =>
        `the model provider "${provider}" takes no more requests now: ${detail}`,
      zh: ({ provider, detail }) => `模型服务「${provider}」暂时限流：${detail}`,
    },
    hint: {
      en: () => 'wait a little, then run the same command; what was answered is kept',
      zh: () => '稍候再执行同一命令；已得到的回答会保留',
    },
  }),
  failing: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) => `the model provider "${provider}" fails: ${detail}`,
      zh: ({ provider, detail }) => `模型服务「${provider}」出错：${detail}`,
    },
    hint: {
      en: () => 'try again later, or name another provider after it in the profile',
      zh: () => '请稍后重试，或在配置方案中补充其他服务',
    },
  }),
  cut: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) => `the answer of "${provider}" was cut short: ${detail}`,
      zh: ({ provider, detail }) => `「${provider}」的回答被截断：${detail}`,
    },
    hint: {
      en: () => 'try again; if it is always too long, raise max_output of the provider',
      zh: () => '请重试；若总是过长，请调大该服务的 max_output',
    },
  }),
  nonsense: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) => `the answer of "${provider}" cannot be read: ${detail}`,
      zh: ({ provider, detail }) => `「${provider}」的回答无法读取：${detail}`,
    },
    hint: {
      en: () => 'try another model, or set "structured" of the provider to what it can do',
      zh: () => '请换一个模型，或把该服务的 structured 设为其支持的方式',
    },
  }),
  refused: troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) => `the model of "${provider}" refuses to answer: ${detail}`,
      zh: ({ provider, detail }) => `「${provider}」的模型拒绝回答：${detail}`,
    },
    hint: {
      en: () => 'say the requirement otherwise, or go on without a model: --model none',
      zh: () => '请换一种说法描述需求，或用 --model none 不使用模型',
    },
  }),
  'wrong-key': troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) =>
        `the model provider "${provider}" does not take the key: ${detail}`,
      zh: ({ provider, detail }) => `模型服务「${provider}」不接受该密钥：${detail}`,
    },
    hint: {
      en: () => 'the key is wrong or has expired; set a new one',
      zh: () => '密钥错误或已过期，请换新的密钥',
    },
  }),
  'not-allowed': troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) =>
        `the model provider "${provider}" does not allow this: ${detail}`,
      zh: ({ provider, detail }) => `模型服务「${provider}」不允许此请求：${detail}`,
    },
    hint: {
      en: () => 'the account may lack access to the model, or credit',
      zh: () => '账号可能没有该模型的权限，或余额不足',
    },
  }),
  'bad-request': troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) =>
        `the model provider "${provider}" does not take the request: ${detail}`,
      zh: ({ provider, detail }) => `模型服务「${provider}」不接受该请求：${detail}`,
    },
    hint: {
      en: () => 'check "model" and "structured" of the provider',
      zh: () => '请检查该服务的 model 与 structured 设置',
    },
  }),
  'no-key': troubleOf<{ provider: string; name: string }>({
    kind: 'model',
    message: {
      en: ({ provider, name }) => `the key of "${provider}" is missing: ${name} is not set`,
      zh: ({ provider, name }) => `缺少「${provider}」的密钥：环境变量 ${name} 未设置`,
    },
    hint: {
      en: ({ name }) => `set ${name}, or go on without a model: --model none`,
      zh: ({ name }) => `请设置 ${name}，或用 --model none 不使用模型`,
    },
  }),
  'key-command': troubleOf<Of>({
    kind: 'model',
    message: {
      en: ({ provider, detail }) => `the key command of "${provider}" gives no key: ${detail}`,
      zh: ({ provider, detail }) => `「${provider}」的密钥命令没有给出密钥：${detail}`,
    },
    hint: {
      en: () => 'run it by hand; it must print the key and end with 0',
      zh: () => '请手动执行该命令；它必须输出密钥并以 0 结束',
    },
  }),
  'no-recording': troubleOf<{ folder: string; role: string }>({
    kind: 'model',
    message: {
      en: ({ folder, role }) => `${folder} has no recorded answer for this question (${role})`,
      zh: ({ folder, role }) => `${folder} 中没有该问题的录制回答（${role}）`,
    },
    hint: {
      en: () => 'record it with --record and a model',
      zh: () => '请配置模型并用 --record 录制',
    },
  }),
  'cut-recording': troubleOf<{ file: string }>({
    kind: 'environment',
    message: {
      en: ({ file }) => `the recording ${file} is not whole`,
      zh: ({ file }) => `录制文件 ${file} 不完整`,
    },
    hint: { en: () => 'record it again', zh: () => '请重新录制' },
  }),
  'no-template': troubleOf<{ name: string }>({
    kind: 'environment',
    message: {
      en: ({ name }) => `the prompt template ${name} is missing`,
      zh: ({ name }) => `缺少提示词模板 ${name}`,
    },
    hint: {
      en: () => 'install dataagent again; its folder templates/ must be whole',
      zh: () => '请重新安装 dataagent；其 templates/ 目录必须完整',
    },
  }),
  'wrong-template': troubleOf<{ name: string; hole: string }>({
    kind: 'environment',
    message: {
      en: ({ name, hole }) => `the prompt template ${name} does not fit: "${hole}"`,
      zh: ({ name, hole }) => `提示词模板 ${name} 不匹配：「${hole}」`,
    },
    hint: {
      en: () => 'install dataagent again; its templates belong to its version',
      zh: () => '请重新安装 dataagent；模板须与版本一致',
    },
  }),
  uncounted: troubleOf<{ file: string }>({
    kind: 'environment',
    message: {
      en: ({ file }) => `what models cost today cannot be written to ${file}`,
      zh: ({ file }) => `无法把当日的模型花费写入 ${file}`,
    },
    hint: {
      en: () =>
        'a budget of the day is held only where it can be counted: make the folder writable; what was answered is kept',
      zh: () => '只有能够计数才能遵守当日预算：请让该目录可写；已得到的回答会保留',
    },
  }),
  budget: troubleOf<{ span: string; unit: string; limit: number; spent: number }>({
    kind: 'budget',
    message: {
      en: ({ span, unit, limit, spent }) =>
        `the budget of the ${span} is used up: ${spent} of ${limit} ${unit}`,
      zh: ({ span, unit, limit, spent }) =>
        `${span === 'day' ? '当日' : '本次运行'}预算已用完：${spent} / ${limit} ${unit}`,
    },
    hint: {
      en: () =>
        'raise budgets in the user configuration, or go on without a model: --model none; what was answered is kept',
      zh: () => '请在用户配置中调大 budgets，或用 --model none 不使用模型；已得到的回答会保留',
    },
  }),
} as const;

/** Makes troubles of models. */
export const llmTrouble = defineTroubles('llm', llmTroubles);
