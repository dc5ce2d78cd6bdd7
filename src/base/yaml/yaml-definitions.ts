import { diagnostic, type Details, type Diagnostic, type Params } from '../diagnostic.js';
import type { Example } from '../form/form-definitions.js';
import { deepestNesting, largestText } from '../limits.js';
import { quote } from '../text/words.js';
import type { YamlProblem } from './yaml.js';

/** Why a text is not read as YAML. */
export type YamlCode =
  'too-large' | 'too-deep' | 'alias' | 'tag' | 'key-not-text' | 'duplicate-key' | 'syntax';

/**
 * What can be wrong with a text that should be YAML, for the diagnostics of any room; `examples` are
 * texts of the room's format.
 */
export function yamlDefinitions(examples: Readonly<Partial<Record<YamlCode, Example>>>) {
  return {
    'too-large': diagnostic<{ limit: number }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ limit }) => `the file is larger than ${limit} bytes`,
        zh: ({ limit }) => `文件超过 ${limit} 字节`,
      },
      why: {
        en: 'A limit bounds the time and memory that any text can take.',
        zh: '上限使任何文本占用的时间和内存都有界。',
      },
      hint: { en: () => 'split it into several files', zh: () => '拆成多个文件' },
    }),
    'too-deep': diagnostic<{ limit: number }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ limit }) => `lists and mappings are nested more than ${limit} deep here`,
        zh: ({ limit }) => `列表和映射在此处的嵌套超过 ${limit} 层`,
      },
      why: {
        en: 'Nothing that is meant nests so deep, and deep nesting ends YAML parsers in ways that no message explains.',
        zh: '没有任何内容会嵌套这么深；过深的嵌套会让 YAML 解析器以无法解释的方式中断。',
      },
    }),
    alias: diagnostic<{ name: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ name }) => `an anchor or alias (${quote(name)}) has no place here`,
        zh: ({ name }) => `这里不能使用锚点或别名（${quote(name)}）`,
      },
      why: {
        en: 'A few nested aliases stand for gigabytes, and what is shared by text cannot be located.',
        zh: '几层嵌套的别名就能展开成数 GB；靠文本共享的内容也无法定位。',
      },
      hint: {
        en: () => 'write the value out; a text that starts with & or * stands in quotes',
        zh: () => '把值写完整；以 & 或 * 开头的文本要加引号',
      },
      ...examples.alias,
    }),
    tag: diagnostic<{ tag: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ tag }) => `a tag (${quote(tag)}) has no place here`,
        zh: ({ tag }) => `这里不能使用标签（${quote(tag)}）`,
      },
      why: {
        en: 'Types come from the place a value stands at, never from the text.',
        zh: '值的类型由它所在的位置决定，而不由文本决定。',
      },
      hint: {
        en: () => 'a text that starts with ! stands in quotes',
        zh: () => '以 ! 开头的文本要加引号',
      },
      ...examples.tag,
    }),
    'key-not-text': diagnostic({
      severity: 'error',
      level: 1,
      message: { en: () => 'a key is no text', zh: () => '键不是文本' },
      why: {
        en: 'Keys are names; YAML would also take lists and mappings.',
        zh: '键是名称；YAML 也允许用列表和映射作键，但这里没有意义。',
      },
      ...examples['key-not-text'],
    }),
    'duplicate-key': diagnostic({
      severity: 'error',
      level: 1,
      message: {
        en: () => 'the key stands twice in this mapping',
        zh: () => '这个映射里同一个键出现了两次',
      },
      why: {
        en: 'One of the two would be ignored silently.',
        zh: '两者之一会被悄悄忽略。',
      },
      hint: { en: () => 'keep one of the two', zh: () => '只保留其中一个' },
      ...examples['duplicate-key'],
    }),
    syntax: diagnostic<{ reason: string }>({
      severity: 'error',
      level: 1,
      message: {
        en: ({ reason }) => `this is no YAML: ${reason}`,
        zh: ({ reason }) => `这里不符合 YAML 语法：${reason}`,
      },
      why: {
        en: 'The parser gives up here; the mistake is often on the line before.',
        zh: '解析器在此处停下；错误往往在上一行。',
      },
      hint: {
        en: ({ reason }) =>
          isTab(reason)
            ? 'indent with spaces'
            : 'a text with `: ` or ` #` in it, or that starts with a sign, stands in quotes',
        zh: ({ reason }) =>
          isTab(reason) ? '请用空格缩进' : '包含 `: ` 或 ` #`、或以符号开头的文本要加引号',
      },
      ...examples.syntax,
    }),
  };
}

function isTab(reason: string): boolean {
  return /\btab/i.test(reason);
}

/** Makes a diagnostic of a room that has `yamlDefinitions`. */
export type ReportYaml = (
  code: YamlCode,
  path: Diagnostic['path'],
  params: Params,
  more?: Details,
) => Diagnostic;

/** The diagnostic of a text that is not read as YAML. */
export function yamlDiagnostic(problem: YamlProblem, report: ReportYaml): Diagnostic {
  const { kind, document, path, offset, detail } = problem;
  const code = kind === 'key' ? 'key-not-text' : kind;
  const params = {
    'too-large': { limit: largestText },
    'too-deep': { limit: deepestNesting },
    alias: { name: detail },
    tag: { tag: detail },
    'key-not-text': {},
    'duplicate-key': {},
    syntax: { reason: detail },
  }[code];
  return report(code, path, params, { document, ...(offset !== undefined && { offset }) });
}
