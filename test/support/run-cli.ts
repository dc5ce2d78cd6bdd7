import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The command line as it is installed: the built one. */
export const bin = join(import.meta.dirname, '../../bin/dataagent.js');

/** How a command ended, and what it said. */
export interface Ran {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a command runs. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** For standard input, which is empty otherwise. */
  readonly input?: string;
  /** Another command that starts it: `[...wrap, node, bin, ...args]`. */
  readonly wrap?: readonly string[];
  /** Another copy of the command line. */
  readonly program?: string;
  /** Hears of the process as it starts. */
  readonly started?: (child: ChildProcess) => void;
}

/** Runs the command line in a process of its own, in English and without the settings of the person who tests. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const own = [process.execPath, options.program ?? bin, ...args];
  const [command = '', ...rest] = [...(options.wrap ?? []), ...own];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      cwd: options.cwd ?? process.cwd(),
      env: { ...plainEnvironment(), ...options.env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    options.started?.(child);
  });
}

/** The one document of `--json`; anything else on stdout fails the test. */
export function documentOf({ stdout }: Ran): Readonly<Record<string, unknown>> {
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

/** Codes of the diagnostics in the one document. */
export function codesOf(ran: Ran): readonly string[] {
  const { diagnostics } = documentOf(ran) as {
    readonly diagnostics: readonly { readonly code: string }[];
  };
  return diagnostics.map((d) => d.code);
}

/** The code of the trouble in the one document; undefined where it tells of none. */
export function troubleOf(ran: Ran): string | undefined {
  const { error } = documentOf(ran) as { readonly error?: { readonly code: string } };
  return error?.code;
}

function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:LANG|LC_.*|NO_COLOR|FORCE_COLOR|XDG_.*|DATAAGENT_.*|OPENAI_.*|NODE_OPTIONS|VITEST.*)$/.test(
        name,
      ),
  );
  return { ...(Object.fromEntries(kept) as Record<string, string>), LANG: 'C' };
}
