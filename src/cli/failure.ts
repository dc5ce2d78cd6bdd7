import type { Language } from '../base/diagnostic.js';
import { clean } from '../base/render.js';
import { Trouble, troubleText } from '../base/trouble.js';
import { withoutSecrets } from '../llm/secrets.js';
import { exitCodes, type Ending } from './exit-codes.js';
import { endWith, explainLine, printDocument } from './output/output.js';

/** For whom a failure is told. */
export interface Audience {
  readonly command?: string;
  readonly json: boolean;
  readonly language: Language;
}

/**
 * Tells what went wrong outside of any document, and sets the exit code: a trouble by its kind, all else
 * is a bug of ours.
 */
export function reportFailure(thrown: unknown, { command, json, language }: Audience): void {
  const trouble = thrown instanceof Trouble ? thrown : undefined;
  const outcome: Ending = trouble?.kind ?? 'bug';
  const code = trouble?.code ?? 'cli/bug';
  const said =
    trouble === undefined ? { message: messageOf(thrown) } : troubleText(trouble, language);
  const message = clean(withoutSecrets(said.message));
  const hint = said.hint === undefined ? {} : { hint: clean(withoutSecrets(said.hint)) };
  const named = command === undefined ? {} : { command };
  if (json) printDocument({ ...named, outcome, error: { code, message, ...hint } });
  else explainLine(inWords(code, message, hint.hint, language));
  if (trouble === undefined) explainLine(bugReport(thrown, language));
  endWith(exitCodes[outcome]);
}

function inWords(code: string, message: string, hint: string | undefined, language: Language) {
  const zh = language === 'zh';
  const head = `${zh ? '错误' : 'error'}[${code}]: ${message}`;
  return hint === undefined ? head : `${head}\n  = ${zh ? '提示' : 'hint'}: ${hint}`;
}

function bugReport(thrown: unknown, language: Language): string {
  const stack = thrown instanceof Error ? withoutSecrets(thrown.stack ?? '') : '';
  return language === 'zh'
    ? `这是 dataagent 的缺陷；请附上以下内容反馈：\n${stack}`
    : `this is a bug in dataagent; please report it with these lines:\n${stack}`;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
