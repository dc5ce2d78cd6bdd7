import { defineTroubles, troubleOf } from '../base/trouble.js';

type OfFile = { file: string };
type Told = { file: string; detail: string };

/** What can stand between a statement and its rows. `detail` is always in the engine's own words. */
export const engineTroubles = {
  'database-address': troubleOf<{ message: string; chinese: string }>({
    kind: 'usage',
    message: { en: ({ message }) => message, zh: ({ chinese }) => chinese },
    hint: {
      en: () => 'write duckdb:FILE, for example duckdb:warehouse.duckdb',
      zh: () => '写成 duckdb:文件，例如 duckdb:warehouse.duckdb',
    },
  }),
  'no-such-file': troubleOf<OfFile>({
    kind: 'environment',
    message: {
      en: ({ file }) => `there is no file ${file}`,
      zh: ({ file }) => `没有文件 ${file}`,
    },
    hint: {
      en: () => 'check the path; a database that is only read is never created',
      zh: () => '请检查路径；只读的数据库不会被新建',
    },
  }),
  'no-such-folder': troubleOf<{ folder: string; file: string }>({
    kind: 'environment',
    message: {
      en: ({ folder, file }) => `there is no folder ${folder} to create ${file} in`,
      zh: ({ folder, file }) => `没有目录 ${folder}，无法在其中创建 ${file}`,
    },
    hint: {
      en: () => 'create the folder, or give another file',
      zh: () => '请先创建目录，或换一个文件',
    },
  }),
  'same-file': troubleOf<OfFile>({
    kind: 'usage',
    message: {
      en: ({ file }) => `${file} is read and cannot be written at the same time`,
      zh: ({ file }) => `${file} 正被读取，不能同时写入`,
    },
    hint: { en: () => 'give another file to write to', zh: () => '请换一个文件写入' },
  }),
  'not-a-database': troubleOf<OfFile>({
    kind: 'environment',
    message: {
      en: ({ file }) => `${file} is not a DuckDB database`,
      zh: ({ file }) => `${file} 不是 DuckDB 数据库`,
    },
    hint: { en: () => 'give a DuckDB file', zh: () => '请指定 DuckDB 文件' },
  }),
  'not-a-file': troubleOf<OfFile>({
    kind: 'environment',
    message: {
      en: ({ file }) => `${file} is a folder`,
      zh: ({ file }) => `${file} 是目录`,
    },
    hint: {
      en: () => 'give the database file inside it',
      zh: () => '请指定其中的数据库文件',
    },
  }),
  'no-permission': troubleOf<OfFile>({
    kind: 'environment',
    message: {
      en: ({ file }) => `${file} may not be opened: permission denied`,
      zh: ({ file }) => `没有权限打开 ${file}`,
    },
    hint: {
      en: () => 'change the permissions of the file, or work on a copy of it',
      zh: () => '请修改该文件的权限，或使用其副本',
    },
  }),
  locked: troubleOf<{ file: string; holder: string }>({
    kind: 'environment',
    message: {
      en: ({ file, holder }) =>
        `${file} is in use by another process${holder === '' ? '' : `: ${holder}`}`,
      zh: ({ file, holder }) => `${file} 正被其他进程使用${holder === '' ? '' : `：${holder}`}`,
    },
    hint: {
      en: () => 'close the program that holds it, or work on a copy of the file',
      zh: () => '请关闭占用它的程序，或使用其副本',
    },
  }),
  'other-version': troubleOf<Told>({
    kind: 'environment',
    message: {
      en: ({ file, detail }) =>
        `${file} was written by a DuckDB version that this one cannot read: ${detail}`,
      zh: ({ file, detail }) => `${file} 由无法读取的 DuckDB 版本写入：${detail}`,
    },
    hint: {
      en: () => 'export it with that version, or upgrade dataagent',
      zh: () => '请用写入它的版本导出，或升级 dataagent',
    },
  }),
  // Without the file's name where a statement met it.
  corrupt: troubleOf<Told>({
    kind: 'environment',
    message: {
      en: ({ file, detail }) => `${file === '' ? 'the database' : file} is damaged: ${detail}`,
      zh: ({ file, detail }) => `${file === '' ? '数据库' : file} 已损坏：${detail}`,
    },
    hint: {
      en: () => 'restore it from a copy, or export what DuckDB can still read',
      zh: () => '请从副本恢复，或导出 DuckDB 仍能读取的部分',
    },
  }),
  'cannot-open': troubleOf<Told>({
    kind: 'environment',
    message: {
      en: ({ file, detail }) => `${file} cannot be opened: ${detail}`,
      zh: ({ file, detail }) => `无法打开 ${file}：${detail}`,
    },
    hint: {
      en: () => 'open it with DuckDB itself to see more, or work on a copy of it',
      zh: () => '可用 DuckDB 直接打开查看原因，或使用其副本',
    },
  }),
  unreadable: troubleOf<{ table: string; detail: string }>({
    kind: 'environment',
    message: {
      en: ({ table, detail }) => `${table} cannot be read: ${detail}`,
      zh: ({ table, detail }) => `无法读取 ${table}：${detail}`,
    },
    hint: {
      en: () => 'mend or drop the table or view, then run the command again',
      zh: () => '请修复或删除该表或视图，然后重新执行',
    },
  }),
  'no-driver': troubleOf<{ detail: string }>({
    kind: 'environment',
    message: {
      en: ({ detail }) => `DuckDB's driver cannot be loaded: ${detail}`,
      zh: ({ detail }) => `无法加载 DuckDB 驱动：${detail}`,
    },
    hint: {
      en: () => 'install the packages again: npm ci',
      zh: () => '请重新安装依赖：npm ci',
    },
  }),
  'wrong-setting': troubleOf<{ detail: string }>({
    kind: 'usage',
    message: {
      en: ({ detail }) => `DuckDB refuses a setting: ${detail}`,
      zh: ({ detail }) => `DuckDB 不接受设置：${detail}`,
    },
    hint: {
      en: () => 'write sizes as 1GB and threads as a number',
      zh: () => '大小写成 1GB，线程数写成数字',
    },
  }),
  'unknown-time-zone': troubleOf<{ zone: string }>({
    kind: 'usage',
    message: {
      en: ({ zone }) => `no time zone is called "${zone}"`,
      zh: ({ zone }) => `没有名为「${zone}」的时区`,
    },
    hint: {
      en: () => 'give an IANA name such as Asia/Shanghai or UTC',
      zh: () => '请使用 IANA 名称，如 Asia/Shanghai 或 UTC',
    },
  }),
  timeout: troubleOf<{ seconds: number }>({
    kind: 'environment',
    message: {
      en: ({ seconds }) =>
        `the statement took longer than its limit of ${seconds} s and was stopped`,
      zh: ({ seconds }) => `语句超过 ${seconds} 秒的时限，已被停止`,
    },
    hint: {
      en: () => 'read less data, or raise the time limit',
      zh: () => '请减少读取的数据，或调大时限',
    },
  }),
  interrupted: troubleOf({
    kind: 'interrupted',
    message: { en: () => 'the statement was stopped', zh: () => '语句已被停止' },
    hint: {
      en: () => 'nothing was changed; the same command goes on from here',
      zh: () => '没有任何改动；重新执行同一命令即可继续',
    },
  }),
  'out-of-memory': troubleOf<{ memory: string }>({
    kind: 'environment',
    message: {
      en: ({ memory }) => `the statement needs more than the ${memory} of memory it may use`,
      zh: ({ memory }) => `语句需要的内存超过 ${memory} 的上限`,
    },
    hint: {
      en: () => 'read less data, or raise the memory limit',
      zh: () => '请减少读取的数据，或调大内存上限',
    },
  }),
  'spill-limit': troubleOf<{ memory: string; spill: string }>({
    kind: 'environment',
    message: {
      en: ({ memory, spill }) =>
        `the statement needs more than the ${memory} of memory and ${spill} of disk it may use`,
      zh: ({ memory, spill }) => `语句需要的空间超过 ${memory} 内存与 ${spill} 磁盘的上限`,
    },
    hint: {
      en: () => 'read less data, or raise the limits',
      zh: () => '请减少读取的数据，或调大上限',
    },
  }),
  'disk-full': troubleOf({
    kind: 'environment',
    message: { en: () => 'the disk is full', zh: () => '磁盘已满' },
    hint: {
      en: () => 'free some space, then run the command again',
      zh: () => '请释放磁盘空间后重新执行',
    },
  }),
  crashed: troubleOf<{ detail: string }>({
    kind: 'environment',
    message: {
      en: ({ detail }) => `DuckDB failed: ${detail}`,
      zh: ({ detail }) => `DuckDB 内部出错：${detail}`,
    },
    hint: {
      en: () => 'run the command again; if it fails again, work on a copy of the database',
      zh: () => '请重新执行；若仍然失败，请使用数据库的副本',
    },
  }),
} as const;

/** Makes troubles of the engine. */
export const engineTrouble = defineTroubles('engine', engineTroubles);
