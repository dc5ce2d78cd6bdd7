import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from '../../support/files-of.js';
import { vague } from '../../support/model-project.js';
import { runCli } from '../../support/run-cli.js';
import { makeShopProject } from '../../support/shop-project.js';
import type { PaidModel } from './paid-model.js';

/** A command, and what it leaves where nothing disturbs it. */
export interface Undisturbed {
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Milliseconds that it took: disturbances come before that. */
  readonly took: number;
  /** The environment of the runs in a folder. */
  readonly env: (cwd: string) => Readonly<Record<string, string>>;
  /** Of runs that ask: the model, and how often it is asked without any disturbance. */
  readonly model?: PaidModel;
  readonly questions?: number;
}

/** The project before a run, its gates decided, and what a run makes of it. */
export async function undisturbed(template: string): Promise<Undisturbed> {
  const command = ['run', '001', '--bizdate', '2026-11-07', '--json'];
  mkdirSync(template);
  await makeShopProject(template);
  const settings = join(template, 'dataagent.yaml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('gates: []\n', ''));
  await approveAll(template, command);
  rmSync(join(template, 'specs/001-store-nd/generated'), { recursive: true, force: true });
  return measured(template, { command, env: () => ({}) });
}

/** The same with a spec that no dictionary settles, and a model that does. */
export async function undisturbedModel(
  from: string,
  template: string,
  model: PaidModel,
): Promise<Undisturbed> {
  cpSync(from, template, { recursive: true });
  const spec = join(template, 'specs/003-best');
  mkdirSync(spec, { recursive: true });
  writeFileSync(join(spec, 'spec.yaml'), 'id: 003-best\ntitle: best\nkind: quick\n');
  const words = `# best\n\n## 需求\n\n### REQ-001 best\n\n> ${vague}\n`;
  writeFileSync(join(spec, 'requirement.md'), words);
  const env = (cwd: string): Readonly<Record<string, string>> => ({
    HOME: `${cwd}-home`,
    XDG_CONFIG_HOME: '',
    XDG_CACHE_HOME: '',
    XDG_STATE_HOME: '',
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'canary-key-1234567890',
  });
  model.count();
  const command = ['run', '003', '--as-of', '2026-11-07', '--json'];
  const right = await measured(template, { command, env });
  return { ...right, model, questions: model.count() };
}

/** Agrees to all that a run waits for. */
export async function approveAll(cwd: string, run: readonly string[]): Promise<void> {
  const { stdout } = await runCli(run, { cwd });
  const { spec, waiting } = JSON.parse(stdout) as {
    spec: string;
    waiting: { gate: string; hash: string }[];
  };
  const answers = waiting.flatMap(({ gate, hash }) => [gate, '--hash', hash]);
  const agreed = await runCli(['approve', spec, ...answers], { cwd });
  if (agreed.status !== 0) throw new Error(agreed.stderr);
}

/** All that a run leaves, but for what says when it ran. */
export function lasting(cwd: string): Readonly<Record<string, string>> {
  const all = Object.entries(filesOf(cwd));
  return Object.fromEntries(all.filter(([path]) => !path.includes('/observed/')));
}

/** The files that differ from those of the undisturbed run; undefined where none does. */
export function difference(
  right: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string | undefined {
  const paths = [...new Set([...Object.keys(right), ...Object.keys(found)])];
  const bad = paths.filter((path) => right[path] !== found[path]);
  return bad.length === 0 ? undefined : `differs: ${bad.join(', ')}`;
}

async function measured(
  template: string,
  { command, env }: Pick<Undisturbed, 'command' | 'env'>,
): Promise<Undisturbed> {
  const copy = `${template}-right`;
  cpSync(template, copy, { recursive: true });
  const started = performance.now();
  const ran = await runCli(command, { cwd: copy, env: env(copy) });
  const took = performance.now() - started;
  if (ran.status !== 0) throw new Error(`${ran.stdout}\n${ran.stderr}`);
  return { command, env, files: lasting(copy), took };
}
