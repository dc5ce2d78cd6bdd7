import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';
import { formDefinitions } from '../base/form/form-definitions.js';
import { noneCalled } from '../base/form/name-definitions.js';
import { versionDefinitions } from '../base/form/version-definitions.js';
import { quote } from '../base/text/words.js';
import { yamlDefinitions } from '../base/yaml/yaml-definitions.js';

/** What can be wrong with a project's settings. */
export const configDefinitions = {
  ...yamlDefinitions({
    alias: { failing: "dataagent: &v '1'", passing: "dataagent: '1'" },
    'duplicate-key': {
      failing: "dataagent: '1'\ndataagent: '1'",
      passing: "dataagent: '1'",
    },
    syntax: { failing: "dataagent: '1", passing: "dataagent: '1'" },
  }),
  ...formDefinitions(
    { '': { en: 'the project', zh: '项目' } },
    {
      'unknown-key': {
        failing: "dataagent: '1'\nspec: specs",
        passing: "dataagent: '1'\nspecs: specs",
      },
      'missing-key': { failing: 'name: shop', passing: "dataagent: '1'\nname: shop" },
      'wrong-shape': {
        failing: "dataagent: '1'\ndialects: duckdb",
        passing: "dataagent: '1'\ndialects: [duckdb]",
      },
      'unknown-value': {
        failing: "dataagent: '2'",
        passing: "dataagent: '1'",
      },
      'out-of-range': {
        failing: "dataagent: '1'\nontology: ''",
        passing: "dataagent: '1'\nontology: ontology",
      },
    },
  ),
  ...versionDefinitions({
    owner: { en: 'the project', zh: '项目' },
    whyNewer: {
      en: 'Settings and ontology of a newer form may say what an older reader would pass over.',
      zh: '新版配置和本体可能表达旧版读取器会忽略的内容。',
    },
    written: (version) => `dataagent: '${version}'`,
  }),
  'several-documents': diagnostic({
    severity: 'error',
    level: 1,
    message: {
      en: () => 'the settings are several YAML documents',
      zh: () => '配置包含多个 YAML 文档',
    },
    why: {
      en: 'Of two documents one would silently have no effect.',
      zh: '两个文档中必有一个会悄悄失效。',
    },
    hint: {
      en: () => 'keep one, and remove the line "---"',
      zh: () => '只保留一个，并删除「---」行',
    },
    failing: "dataagent: '1'\n---\nname: shop",
    passing: "dataagent: '1'\nname: shop",
  }),
  'unknown-dialect': diagnostic<{ name: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ name }) => `there is no dialect ${quote(name)}`,
      zh: ({ name }) => `没有名为 ${quote(name)} 的方言`,
    },
    why: {
      en: 'SQL can only be printed for engines whose rules are known.',
      zh: '只能为规则已知的引擎生成 SQL。',
    },
    hint: {
      en: () => '"dataagent dialects" lists them',
      zh: () => '用 "dataagent dialects" 查看全部方言',
    },
    failing: "dataagent: '1'\ndialects: [oracle]",
    passing: "dataagent: '1'\ndialects: [duckdb]",
  }),
  'unknown-time-zone': noneCalled({
    noun: { en: 'time zone', zh: '时区' },
    level: 1,
    why: {
      en: "The zone decides where one day ends and the next begins, and so every day's numbers.",
      zh: '时区决定一天从何时开始到何时结束，也就决定了每天的数字。',
    },
    hint: {
      en: () => 'write an IANA name such as Asia/Shanghai',
      zh: () => '写 IANA 名称，例如 Asia/Shanghai',
    },
    failing: "dataagent: '1'\ntimezone: Shanghai",
    passing: "dataagent: '1'\ntimezone: Asia/Shanghai",
  }),
} as const;

/** Makes diagnostics about settings. */
export const configDiagnostic = defineDiagnostics('config', configDefinitions);
