import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../support/run-cli.js';
import { approveAll, difference, lasting, type Undisturbed } from './undisturbed.js';

/** Two processes at once: one at least does the work, the other may say that it is being done. */
export async function twoAtOnce(
  cwd: string,
  { command, files }: Undisturbed,
): Promise<string | undefined> {
  const both = await Promise.all([runCli(command, { cwd }), runCli(command, { cwd })]);
  const statuses = both.map((r) => r.status);
  if (!statuses.includes(0) || statuses.some((s) => s !== 0 && s !== 7))
    return `two at once: ${statuses.join(', ')}`;
  return difference(files, lasting(cwd));
}

/** Ten specs of a project, each with a table of its own, and what ten runs one after another make of them. */
export interface Ten {
  readonly commands: readonly (readonly string[])[];
  readonly files: Readonly<Record<string, string>>;
}

/** Makes a project of ten specs out of that of one, all decided. */
export async function tenSpecs(from: string, template: string): Promise<Ten> {
  cpSync(from, template, { recursive: true });
  const numbers = Array.from({ length: 10 }, (_, i) => String(101 + i));
  const commands = numbers.map((n) => ['run', n, '--bizdate', '2026-11-07', '--json']);
  const model = 'specs/001-store-nd';
  for (const n of numbers) {
    const spec = join(template, 'specs', `${n}-store-nd`);
    cpSync(join(template, model), spec, { recursive: true });
    for (const made of ['approvals', 'tasks.json']) rmSync(join(spec, made), { recursive: true });
    const table = `dws_trd_store_${n}_nd`;
    for (const file of ['spec.yaml', 'dsl/dws_trd_store_nd.json']) {
      const text = readFileSync(join(spec, file), 'utf8');
      const own = text.replaceAll('dws_trd_store_nd', table).replace('001-store', `${n}-store`);
      writeFileSync(join(spec, file), own);
    }
  }
  for (const command of commands) await approveAll(template, command);
  const copy = `${template}-right`;
  cpSync(template, copy, { recursive: true });
  for (const command of commands) {
    const { status, stdout } = await runCli(command, { cwd: copy });
    if (status !== 0) throw new Error(stdout);
  }
  return { commands, files: lasting(copy) };
}

/** Ten processes on ten specs at once: none stands in another's way. */
export async function tenAtOnce(
  cwd: string,
  { commands, files }: Ten,
): Promise<string | undefined> {
  const all = await Promise.all(commands.map((command) => runCli(command, { cwd })));
  const bad = all.find(({ status }) => status !== 0);
  if (bad !== undefined) return `ten at once: ${String(bad.status)} ${bad.stdout.slice(0, 300)}`;
  return difference(files, lasting(cwd));
}
