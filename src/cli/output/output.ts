import { withoutKnownSecrets, withoutSecrets } from '../../llm/secrets.js';
import { exitCodes, type Ending } from '../exit-codes.js';

/** The one document of `--json`, of every command and of every failure. */
export interface OutputDocument {
  /** Absent where the command line names none that exists. */
  readonly command?: string;
  readonly outcome: Ending;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly diagnostics?: readonly unknown[];
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}

/** Writes the one JSON document. */
export function printDocument({
  command,
  outcome,
  data = {},
  diagnostics = [],
  error,
}: OutputDocument): void {
  const exit = exitCodes[outcome];
  const head = { v: 1, command: command ?? null, ok: exit === 0, exit, outcome };
  const document = { ...head, ...(error !== undefined && { error }), ...data, diagnostics };
  printResult(`${JSON.stringify(document, null, 2)}\n`);
}

/** Writes to stdout; nothing for an empty text. */
export function printResult(text: string): void {
  if (text !== '') process.stdout.write(withoutKnownSecrets(text));
}

/** Writes a line, or several, for people: to stderr, in colour on a terminal. */
export function explainLine(text: string): void {
  const plain = withoutSecrets(text);
  process.stderr.write(`${coloured(plain, process.stderr.isTTY, process.env)}\n`);
}

/** Sets the exit code; the process ends by itself once all is written. */
export function endWith(code: number): void {
  process.exitCode = code;
}

/** Heads of diagnostics in colour, where a terminal shows them and nobody forbids it (https://no-color.org). */
function coloured(
  text: string,
  terminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = env;
  const wanted = terminal ? TERM !== 'dumb' : FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  if (NO_COLOR !== '' || !wanted) return text;
  return text
    .replace(/^(?:error|错误)\[[^\]]*\]/gm, '\u001b[1;31m$&\u001b[0m')
    .replace(/^(?:warning|警告)\[[^\]]*\]/gm, '\u001b[1;33m$&\u001b[0m');
}
