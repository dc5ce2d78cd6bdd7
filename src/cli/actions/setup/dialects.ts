import { allDialects } from '../../../sql/dialects/all-dialects.js';
import type { Outcome, Session } from '../../outcome.js';

const means = {
  executed: {
    en: 'its text runs in the tests on the real engine',
    zh: '生成的 SQL 在测试中由真实引擎执行',
  },
  parsed: {
    en: 'a parser made for the engine accepts its text',
    zh: '生成的 SQL 能被该引擎的语法解析器接受',
  },
  printed: { en: 'its text is printed, nothing checks it', zh: '只生成 SQL，未经检验' },
} as const;

/** The dialects, and how far each is proven. */
export function listDialects({ language }: Session): Outcome {
  const dialects = allDialects.map(({ name, support }) => ({ name, support }));
  const lines = dialects.map(
    ({ name, support }) => `${name.padEnd(12)} ${support.padEnd(10)} ${means[support][language]}\n`,
  );
  return { text: lines.join(''), data: { dialects } };
}
