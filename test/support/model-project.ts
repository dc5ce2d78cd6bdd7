import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, type Ran } from './run-cli.js';
import { emptyFolder, shopProject } from './shop-project.js';

/** A spec that no dictionary settles, in a project of the shop, and a home for the user's own files. */
export interface ModelProject {
  readonly cwd: string;
  readonly home: string;
  /** `dataagent …` with the model at an address; more variables may be given. */
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
  /** Events of the last run. */
  readonly events: () => readonly Readonly<Record<string, unknown>>[];
}

/** A requirement that no dictionary settles: best by what? */
export const vague = '最近表现最好的两家门店';

/** Makes the project; `url` is where the model of the environment answers. */
export async function modelProject(
  url: string,
  extra: Readonly<Record<string, string>> = {},
  requirement = vague,
): Promise<ModelProject> {
  const cwd = await shopProject({
    ...extra,
    'specs/003-best/spec.yaml': `id: 003-best\ntitle: ${JSON.stringify(requirement)}\nkind: quick\n`,
    'specs/003-best/requirement.md': `# best\n\n## 需求\n\n### REQ-001 best\n\n> ${requirement}\n`,
  });
  const home = emptyFolder();
  const own = { HOME: home, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '', XDG_STATE_HOME: '' };
  const model = { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'canary-key-1234567890' };
  const run: ModelProject['run'] = (args, env = {}) =>
    runCli(args, { cwd, env: { ...own, ...model, ...env } });
  const runs = join(cwd, '.dataagent/runs');
  return {
    cwd,
    home,
    run,
    events() {
      const last = readdirSync(runs)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .at(-1)!;
      const lines = readFileSync(join(runs, last, 'events.jsonl'), 'utf8')
        .trim()
        .split('\n');
      return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    },
  };
}

/** The document that answers `vague`, over the shop. */
export const bestStores = {
  dsl: '1',
  title: '订单最多的两家门店',
  stages: [
    {
      name: 'result',
      by: [{ as: 'store_name', is: 'store.name' }],
      where: ["orders.status = 'paid'"],
      measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '7d' } }],
      order: [{ by: 'order_cnt_7d', dir: 'desc' }],
      limit: { rows: 2 },
    },
  ],
} as const;
