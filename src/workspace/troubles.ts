import { defineTroubles, troubleOf } from '../base/trouble.js';
import type { Language } from '../base/diagnostic.js';

/** What a system's error code means for the person who meets it. */
const hints: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ENOENT: { en: 'check the path', zh: '请检查路径' },
  EACCES: { en: 'check who may read and write there', zh: '请检查该位置的读写权限' },
  EPERM: { en: 'check who may read and write there', zh: '请检查该位置的读写权限' },
  EROFS: { en: 'choose a folder that can be written', zh: '请选择可写的目录' },
  ENOSPC: {
    en: 'free some space and run it again; what was there before is unchanged',
    zh: '请释放磁盘空间后重新运行；原有文件没有变化',
  },
  EDQUOT: {
    en: 'free some space and run it again; what was there before is unchanged',
    zh: '请释放磁盘空间后重新运行；原有文件没有变化',
  },
  EFBIG: {
    en: 'raise the limit on the size of files; what was there before is unchanged',
    zh: '请提高文件大小上限；原有文件没有变化',
  },
  EISDIR: { en: 'name a file, not a folder', zh: '请指定文件而不是目录' },
  ENOTDIR: { en: 'a part of the path is a file', zh: '路径中有一部分是文件' },
  EEXIST: { en: 'a part of the path is a file', zh: '路径中有一部分是文件' },
  EBADMSG: {
    en: 'it was changed after it was kept, and is removed now: run it again',
    zh: '写入之后被改动过，现已删除：请重新运行',
  },
  ELOOP: { en: 'the symbolic links lead in a circle', zh: '符号链接形成了循环' },
};

const system = {
  en: ({ code }: { code: string }) => hints[code]?.en ?? '',
  zh: ({ code }: { code: string }) => hints[code]?.zh ?? '',
};

/** What can stop us in the world of files. */
export const workspaceTroubles = {
  'missing-file': troubleOf<{ file: string }>({
    kind: 'usage',
    message: {
      en: ({ file }) => `${file} does not exist`,
      zh: ({ file }) => `${file} 不存在`,
    },
    hint: { en: () => 'check the path', zh: () => '请检查路径' },
  }),
  'cannot-read': troubleOf<{ file: string; code: string }>({
    kind: 'environment',
    message: {
      en: ({ file, code }) => `cannot read ${file} (${code})`,
      zh: ({ file, code }) => `无法读取 ${file}（${code}）`,
    },
    hint: system,
  }),
  'cannot-write': troubleOf<{ file: string; code: string }>({
    kind: 'environment',
    message: {
      en: ({ file, code }) => `cannot write ${file} (${code})`,
      zh: ({ file, code }) => `无法写入 ${file}（${code}）`,
    },
    hint: system,
  }),
  'too-large': troubleOf<{ file: string; limit: number }>({
    kind: 'usage',
    message: {
      en: ({ file, limit }) => `${file} is larger than ${limit} bytes`,
      zh: ({ file, limit }) => `${file} 超过 ${limit} 字节`,
    },
    hint: { en: () => 'split the file', zh: () => '请拆分文件' },
  }),
  'not-text': troubleOf<{ file: string }>({
    kind: 'usage',
    message: {
      en: ({ file }) => `${file} is not UTF-8 text`,
      zh: ({ file }) => `${file} 不是 UTF-8 文本`,
    },
    hint: { en: () => 'save it as UTF-8', zh: () => '请另存为 UTF-8' },
  }),
  outside: troubleOf<{ path: string }>({
    kind: 'denied',
    message: {
      en: ({ path }) => `${path} leads out of the project`,
      zh: ({ path }) => `${path} 指向项目之外`,
    },
    hint: {
      en: () => 'name a place below the project folder; links out of it are not followed',
      zh: () => '请使用项目目录之内的位置；不会跟随指向项目之外的链接',
    },
  }),
  'no-project': troubleOf<{ where: string; file: string }>({
    kind: 'usage',
    message: {
      en: ({ where, file }) =>
        where === '' ? `no ${file} here or in a folder above` : `${where} has no ${file}`,
      zh: ({ where, file }) =>
        where === '' ? `当前目录及上级目录都没有 ${file}` : `${where} 中没有 ${file}`,
    },
    hint: {
      en: () => 'make a project with "dataagent init", or name one with --project',
      zh: () => '用 "dataagent init" 新建项目，或用 --project 指定项目',
    },
  }),
  'no-ontology': troubleOf<{ folder: string }>({
    kind: 'usage',
    message: {
      en: ({ folder }) => `the folder "${folder}" has no ontology`,
      zh: ({ folder }) => `目录「${folder}」中没有本体`,
    },
    hint: {
      en: () =>
        'write YAML files there, or read a database with "dataagent init --from duckdb:FILE"',
      zh: () => '在其中编写 YAML 文件，或用 "dataagent init --from duckdb:FILE" 从数据库读取',
    },
  }),
  'not-a-template': troubleOf<{ file: string; path: string }>({
    kind: 'usage',
    message: {
      en: ({ file, path }) => `${file} is no template of a model (at "${path}")`,
      zh: ({ file, path }) => `${file} 不是模型模板（位置「${path}」）`,
    },
    hint: {
      en: () => 'its form is dist/schemas/model-template.schema.json',
      zh: () => '格式见 dist/schemas/model-template.schema.json',
    },
  }),
  locked: troubleOf<{ what: string; file: string }>({
    kind: 'environment',
    message: {
      en: ({ what }) => `another run is writing ${what}`,
      zh: ({ what }) => `另一个进程正在写入 ${what}`,
    },
    hint: {
      en: ({ file }) => `wait for it; if none is running, remove ${file}`,
      zh: ({ file }) => `请等待其结束；若没有进程在运行，请删除 ${file}`,
    },
  }),
} as const;

/** Makes troubles of files. */
export const workspaceTrouble = defineTroubles('workspace', workspaceTroubles);

/** What the system says about a file, as a trouble; what is no answer of the system stays as it is. */
export function fileTrouble(error: unknown, file: string, doing: 'read' | 'write'): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  if (doing === 'write') return workspaceTrouble('cannot-write', { file, code });
  if (code === 'ENOENT') return workspaceTrouble('missing-file', { file });
  return workspaceTrouble('cannot-read', { file, code });
}
