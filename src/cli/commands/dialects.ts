import { Command } from 'commander';
import { withCommonOptions } from '../common-options.js';
import type { CommonOptions } from '../outcome.js';

/** `dataagent dialects`: which SQL can be printed, and how far each is proven. */
export const dialectsCommand = (): Command =>
  withCommonOptions(new Command('dialects'))
    .description('list SQL dialects and how far each is proven')
    .action(async (options: CommonOptions) => {
      const { run } = await import('../run.js');
      const { allDialects } = await import('../../sql/dialects/all-dialects.js');
      const means = {
        en: {
          executed: 'its text runs in the tests on the real engine',
          parsed: 'a parser made for the engine accepts its text',
          printed: 'its text is printed, nothing checks it',
        },
        zh: {
          executed: '测试中在真实引擎上运行',
          parsed: '该引擎的语法解析器接受',
          printed: '仅打印，未经检验',
        },
      };
      await run('dialects', options, (session) => {
        const dialects = allDialects.map(({ name, support }) => ({ name, support }));
        const lines = dialects.map(
          (d) =>
            `${d.name.padEnd(12)} ${d.support.padEnd(10)} ${means[session.language][d.support]}\n`,
        );
        return Promise.resolve({ text: lines.join(''), data: { dialects } });
      });
    });
