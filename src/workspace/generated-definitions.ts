import { diagnostic } from '../base/diagnostic.js';

/** What can be wrong with the files of `generated/`. */
export const generatedDefinitions = {
  'edited-file': diagnostic<{ file: string; spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `${file} differs from what its document and the ontology make`,
      zh: ({ file }) => `${file} 与文档和本体生成的内容不一致`,
    },
    why: {
      en: 'Generated files are functions of files only; an edit would reach the warehouse without a requirement.',
      zh: '生成文件只由源文件决定；手工修改会绕过需求进入数仓。',
    },
    hint: {
      en: ({ spec }) => `change the document, then run "dataagent gen all ${spec}"`,
      zh: ({ spec }) => `修改文档后运行 "dataagent gen all ${spec}"`,
    },
  }),
  'missing-file': diagnostic<{ file: string; spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `${file} is not generated yet`,
      zh: ({ file }) => `${file} 尚未生成`,
    },
    why: {
      en: 'What is reviewed and delivered is the generated text; a missing file is not reviewed.',
      zh: '评审和交付的是生成的文本；缺失的文件没有经过评审。',
    },
    hint: {
      en: ({ spec }) => `run "dataagent gen all ${spec}"`,
      zh: ({ spec }) => `运行 "dataagent gen all ${spec}"`,
    },
  }),
  'leftover-file': diagnostic<{ file: string; spec: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ file }) => `nothing makes ${file}`,
      zh: ({ file }) => `${file} 没有来源`,
    },
    why: {
      en: 'A generated file without a source would be run by someone who trusts the folder.',
      zh: '没有来源的生成文件会被信任该目录的人运行。',
    },
    hint: {
      en: ({ spec }) => `run "dataagent gen all ${spec}", which removes it`,
      zh: ({ spec }) => `运行 "dataagent gen all ${spec}" 会将其删除`,
    },
  }),
} as const;
