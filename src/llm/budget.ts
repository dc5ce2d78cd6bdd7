import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelRequest, Usage } from './model.js';
import type { Provider } from './provider.js';
import { estimateTokens } from './tokens.js';
import { llmTrouble } from './troubles.js';

/** What may be spent; absent: without limit. Cost is in the currency of the prices. */
export interface Limits {
  readonly tokens?: number;
  readonly cost?: number;
}

/** Guards what models may cost: asked before each question, told after each answer. */
export interface Budgets {
  /**
   * Throws `llm/budget` where the question itself would go over a limit, and `llm/uncounted` where a day has
   * one and what it costs cannot be written down.
   */
  readonly check: (request: ModelRequest, provider: Provider) => Promise<void>;
  readonly spent: (provider: string, usage: Usage, cost: number | undefined) => Promise<void>;
}

interface Spent {
  tokens: number;
  cost: number;
}

/**
 * Budgets of this run and of the day (UTC). What the day has cost stands in a file of the user's own, a
 * line for each answer, so that it counts over all projects; a line cut short is left out.
 */
export function newBudgets(
  limits: { readonly run?: Limits; readonly day?: Limits },
  folder: string,
  now: () => Date = () => new Date(),
): Budgets {
  const run: Spent = { tokens: 0, cost: 0 };
  const file = (): string => join(folder, `usage-${now().toISOString().slice(0, 10)}.jsonl`);
  /** Lines that could not be written, after the end of a line that a process, or the disk, cut short. */
  let pending = '\n';
  const count = async (line: string): Promise<boolean> => {
    const lines = pending + line;
    const counted = await added(folder, file(), lines);
    pending = counted ? '' : `\n${lines.trimStart()}`;
    return counted;
  };
  return {
    async check({ system, user }, { price }) {
      const tokens = estimateTokens(system) + estimateTokens(user);
      const next = { tokens, cost: ((price?.input ?? 0) * tokens) / 1_000_000 };
      refuseBeyond('run', limits.run, run, next);
      if (limits.day === undefined) return;
      if (!(await count(''))) throw llmTrouble('uncounted', { file: file() });
      refuseBeyond('day', limits.day, await spentIn(file()), next);
    },
    async spent(provider, { input, output }, cost) {
      run.tokens += input + output;
      run.cost += cost ?? 0;
      const line = { at: now().toISOString(), provider, tokens: input + output, cost: cost ?? 0 };
      // That it cannot be written down never costs the answer, which is paid for; the next question waits.
      await count(`${JSON.stringify(line)}\n`);
    },
  };
}

/** Adds to a file of a folder, both made if they are missing; says whether that could be done. */
async function added(folder: string, file: string, text: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await appendFile(file, text);
    return true;
  } catch {
    return false;
  }
}

function refuseBeyond(span: string, limits: Limits | undefined, spent: Spent, next: Spent): void {
  const over = (limit: number | undefined, now: number, more: number): boolean =>
    limit !== undefined && (now >= limit || now + more > limit);
  if (over(limits?.tokens, spent.tokens, next.tokens))
    throw llmTrouble('budget', {
      span,
      unit: 'tokens',
      limit: limits!.tokens!,
      spent: spent.tokens,
    });
  if (over(limits?.cost, spent.cost, next.cost)) {
    const rounded = Math.round(spent.cost * 10_000) / 10_000;
    throw llmTrouble('budget', { span, unit: 'cost', limit: limits!.cost!, spent: rounded });
  }
}

async function spentIn(file: string): Promise<Spent> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const total: Spent = { tokens: 0, cost: 0 };
  for (const line of text.split('\n')) {
    const { tokens, cost } = amountsIn(line);
    total.tokens += tokens;
    total.cost += cost;
  }
  return total;
}

function amountsIn(line: string): Spent {
  try {
    const { tokens, cost } = JSON.parse(line) as {
      readonly tokens?: unknown;
      readonly cost?: unknown;
    };
    return { tokens: amount(tokens), cost: amount(cost) };
  } catch {
    return { tokens: 0, cost: 0 };
  }
}

function amount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
