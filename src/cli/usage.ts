import type { CommanderError } from 'commander';
import type { Trouble } from '../base/trouble.js';
import { cliTrouble } from './troubles/cli.js';

/** What commander has against a command line, as a trouble in both languages. */
export function usageTrouble(
  { code, message }: CommanderError,
  command: string | undefined,
): Trouble {
  const [first = '', second = ''] = message.replace(/^error: /, '').split('\n');
  const help = `dataagent${command === undefined ? '' : ` ${command}`} --help`;
  if (code === 'commander.help')
    return cliTrouble('usage', {
      message: 'no command is named',
      chinese: '没有指定命令',
      hint: help,
    });
  const name = /'([^']*)'/.exec(first)?.[1] ?? '';
  const chinese = chineseOf[code]?.replace('{}', name) ?? first;
  const near = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(second)?.[1];
  if (near === undefined) return cliTrouble('usage', { message: first, chinese, hint: help });
  return cliTrouble('usage', {
    message: first,
    chinese,
    hint: `near it: ${near}; ${help}`,
    chineseHint: `相近的有：${near.replaceAll(', ', '、')}；${help}`,
  });
}

const chineseOf: Readonly<Record<string, string>> = {
  'commander.unknownOption': '没有选项「{}」',
  'commander.unknownCommand': '没有命令「{}」',
  'commander.missingArgument': '缺少参数「{}」',
  'commander.optionMissingArgument': '选项「{}」缺少值',
  'commander.excessArguments': '「{}」的参数过多',
};
