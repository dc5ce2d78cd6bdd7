import { defineTroubles, troubleOf } from '../base/trouble.js';

/** What can be wrong with a folder of questions, or with a run that is to be compared. */
export const evaluateTroubles = {
  questions: troubleOf<{ file: string; place: string; problem: string }>({
    kind: 'usage',
    message: {
      en: ({ file, place, problem }) => `${file}: ${place} ${problem}`,
      zh: ({ file, place, problem }) => `${file}：${place} 有问题（${problem}）`,
    },
    hint: {
      en: () =>
        'a list of objects with "id", "question" and rows: "gold_columns" and "gold_rows", or "gold"',
      zh: () =>
        '应为对象列表，每个对象含 "id"、"question" 以及结果行："gold_columns" 和 "gold_rows"，或 "gold"',
    },
  }),
  'no-database': troubleOf<{ folder: string; found: number }>({
    kind: 'usage',
    message: {
      en: ({ folder, found }) => `${folder} has ${found} databases (*.duckdb), one is expected`,
      zh: ({ folder, found }) => `${folder} 中有 ${found} 个数据库文件（*.duckdb），应恰好一个`,
    },
    hint: {
      en: () => 'name it: --database duckdb:FILE',
      zh: () => '请指定：--database duckdb:文件',
    },
  }),
  'no-such-question': troubleOf<{ ids: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ ids }) => `no question has the id ${ids.join(', ')}`,
      zh: ({ ids }) => `没有 id 为 ${ids.join('、')} 的问题`,
    },
    hint: { en: () => 'one id a line', zh: () => '每行一个 id' },
  }),
  'no-such-run': troubleOf<{ run: string; known: readonly string[] }>({
    kind: 'usage',
    message: {
      en: ({ run }) => `there is no evaluation run ${run}`,
      zh: ({ run }) => `没有评测结果 ${run}`,
    },
    hint: {
      en: ({ known }) =>
        known.length > 0
          ? `one of ${known.join(', ')}, or a file with the document of --json`
          : 'make one: dataagent eval FOLDER',
      zh: ({ known }) =>
        known.length > 0
          ? `可用：${known.join('、')}，或 --json 输出的文件`
          : '先运行：dataagent eval 目录',
    },
  }),
} as const;

/** Makes troubles of this room. */
export const evaluateTrouble = defineTroubles('evaluate', evaluateTroubles);
