import { defineDiagnostics, diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/text/words.js';

/** What importers have to say about definitions of other tools; `explain` shows these texts. */
export const interopDefinitions = {
  unreadable: diagnostic<{ detail: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ detail }) => `the file cannot be read as YAML: ${detail}`,
      zh: ({ detail }) => `无法按 YAML 读取该文件：${detail}`,
    },
    why: {
      en: 'A definition that is not read is a metric that is missing without a word.',
      zh: '没有读到的定义就是一个无声缺失的指标。',
    },
  }),
  shape: diagnostic<{ expected: string }>({
    severity: 'error',
    level: 1,
    message: {
      en: ({ expected }) => `the value is not of the form of a semantic manifest: ${expected}`,
      zh: ({ expected }) => `该值不符合语义清单的格式：${expected}`,
    },
    why: {
      en: 'What has another form than its tool writes would be guessed at.',
      zh: '格式与原工具不同的内容只能靠猜。',
    },
  }),
  'not-carried': diagnostic<{ what: string; name: string; reason: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ what, name, reason }) => `${what} ${quote(name)} is not carried over: ${reason}`,
      zh: ({ what, name, reason }) => `${what} ${quote(name)} 未被导入：${reason}`,
    },
    why: {
      en: 'An import that leaves something out says so, item by item; nothing is approximated.',
      zh: '导入时遗漏的内容要逐项说明，绝不近似替代。',
    },
    hint: {
      en: () => 'write the definition by hand in the ontology, or change it at its source',
      zh: () => '在本体中手工补写该定义，或在来源处修改',
    },
  }),
  'type-assumed': diagnostic<{ entity: string; count: number }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ entity, count }) =>
        `the types of ${count} attributes of ${quote(entity)} are assumed: the manifest does not say them`,
      zh: ({ entity, count }) =>
        `${quote(entity)} 有 ${count} 个属性的类型是推定的：清单中没有类型`,
    },
    why: {
      en: 'A wrong type prints a comparison or a cast that the engine reads in another way.',
      zh: '类型错误会使比较或转换在引擎中具有另外的含义。',
    },
    hint: {
      en: () => 'give --database, from which the types are read',
      zh: () => '使用 --database，从数据库读取类型',
    },
  }),
  fragment: diagnostic<{ text: string; problem: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ text, problem }) =>
        `the SQL fragment ${quote(text)} is no expression of ours: ${problem}`,
      zh: ({ text, problem }) => `SQL 片段 ${quote(text)} 不是可用的表达式：${problem}`,
    },
    why: {
      en: 'SQL text is never passed through: each fragment is parsed, typed and printed for its engine.',
      zh: 'SQL 文本不会原样传递：每个片段都要解析、检查类型并按引擎输出。',
    },
  }),
  'unknown-name': diagnostic<{ kind: string; name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ kind, name }) => `the manifest has no ${kind} ${quote(name)} here`,
      zh: ({ kind, name }) => `清单中此处没有 ${kind} ${quote(name)}`,
    },
    why: {
      en: 'A name that leads nowhere has no meaning to carry over.',
      zh: '无所指的名称没有可导入的含义。',
    },
  }),
  'cannot-say': diagnostic<{ construct: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ construct }) => `the query cannot be said as a document: ${construct}`,
      zh: ({ construct }) => `该查询无法表达为文档：${construct}`,
    },
    why: {
      en: 'A document that means nearly the same would give numbers that nearly agree.',
      zh: '含义只是近似的文档给出的数字也只是近似。',
    },
  }),
} as const;

/** Makes a diagnostic of this room. */
export const interopDiagnostic = defineDiagnostics('interop', interopDefinitions);
