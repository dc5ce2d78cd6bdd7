import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { evaluateFolder } from '../../src/cli/actions/evaluate/eval.js';
import type { EvalOptions } from '../../src/cli/commands/eval.js';
import type { Outcome } from '../../src/cli/outcome.js';
import { databaseFile, temporaryFolder } from '../engine/temporary.js';
import { scriptedModel, type Asked, type ScriptedModel } from '../support/scripted-model.js';
import { write } from '../support/shop-project.js';

const tables = [
  'create table owners (owner_id bigint primary key, owner_name varchar)',
  'create table dogs (dog_id bigint primary key, keeper bigint, weight double)',
  "insert into owners values (1, 'Ada'), (2, 'Bo')",
  'insert into dogs values (10, 1, 20), (11, 1, 10), (12, 2, 8)',
];
/** Words that no dictionary of these tables holds, so that a model is asked; the rows are counted by hand. */
const question = {
  id: 'heavy',
  question: 'Whose hounds tip the scales at most, and at how much?',
  gold_columns: ['owner_id', 'weight'],
  gold_rows: [[1, 30]],
};
const document = {
  dsl: '1',
  title: 'weight by owner',
  stages: [
    {
      name: 'result',
      by: [{ as: 'owner_id', is: 'dog.keeper' }],
      measures: [{ as: 'weight', agg: 'sum', entity: 'dog', of: 'weight' }],
      order: [{ by: 'weight', dir: 'desc' }],
      limit: { rows: 1 },
    },
  ],
};
const sql = 'select keeper, sum(weight) from dogs group by 1 order by 2 desc limit 1';

/** A set of one question with a model that answers each request by what it asks for. */
async function evaluated(
  answers: (asked: Asked) => string,
  more: Partial<EvalOptions> = {},
): Promise<{ readonly outcome: Outcome; readonly model: ScriptedModel; readonly cwd: string }> {
  const cwd = temporaryFolder();
  write(cwd, 'set/questions.json', JSON.stringify([question]));
  write(
    cwd,
    'set/dogs.ddl',
    'CREATE TABLE dogs (dog_id int, keeper int, FOREIGN KEY (keeper) REFERENCES owners(owner_id));',
  );
  await databaseFile(tables, 'dogs.duckdb', join(cwd, 'set'));
  const model = await scriptedModel([(asked) => ({ say: answers(asked) })]);
  const settings = `dataagent: '1'
providers: { here: { base_url: '${model.url}', model: scripted } }
profiles: { here: { all: [here] } }
`;
  write(cwd, 'config.yaml', settings);
  for (const [name, value] of [
    ['DATAAGENT_CONFIG', join(cwd, 'config.yaml')],
    ['XDG_CACHE_HOME', join(cwd, 'cache')],
    ['XDG_STATE_HOME', join(cwd, 'state')],
  ] as const)
    vi.stubEnv(name, value);
  const { signal } = new AbortController();
  const session = { language: 'en', cwd, signal, progress: () => undefined } as const;
  const options = { model: 'here', asOf: '2026-11-07', ...more };
  return { outcome: await evaluateFolder(session, 'set', options), model, cwd };
}

const isControl = ({ system }: Asked): boolean => system.includes('SQL statement');

it('judges what a model drafts, beside the SQL that it writes itself', async () => {
  const { outcome, model, cwd } = await evaluated(
    (asked) =>
      isControl(asked) ? sql : asked.role === 'plan' ? 'by owner' : JSON.stringify(document),
    { control: true },
  );
  expect(outcome.data).toMatchObject({
    summary: { total: 1, right: 1, valid_at_first: 1, valid: 1 },
    control: { summary: { right: 1 }, paired: { both_right: 1, p_value: 1 } },
  });
  expect(model.asked.map((a) => (isControl(a) ? 'control' : a.role))).toEqual([
    'plan',
    'draft',
    'control',
  ]);
  const kept = join(cwd, '.dataagent/eval/001-set-here/heavy');
  expect(readFileSync(join(kept, 'exchange-2.md'), 'utf8')).toContain('The plan:');
  expect(readFileSync(join(kept, 'control/query.sql'), 'utf8')).toContain(sql);
});

it('shows both ways what the documents of the set declare', async () => {
  const { model } = await evaluated(
    (asked) => (isControl(asked) ? 'NONE' : JSON.stringify(document)),
    { control: true },
  );
  const [plan, , control] = model.asked;
  expect(plan!.user).toMatch(/-> \w+: owner many_to_one/);
  expect(control!.user).toContain('keeper -> owners');
});

it.each([
  [true, /<<<DATA reading\nopen: /],
  [false, /<<<DATA reading\n>>>END/],
])(
  'shows the plan what the drafter placed, or where candidates are %s nothing of it',
  async (candidates, reading) => {
    const { model } = await evaluated(() => JSON.stringify(document), { candidates });
    expect(model.asked[0]!.user).toMatch(reading);
  },
);

it('counts what is valid only after a repair, by code', async () => {
  const wrong = JSON.stringify(document).replace('"of":"weight"', '"of":"mass"');
  const { outcome } = await evaluated(({ role }) =>
    role === 'repair'
      ? JSON.stringify({ answers: [{ place: 1, value: 'weight' }] })
      : role === 'plan'
        ? 'by owner'
        : wrong,
  );
  expect(outcome.data).toMatchObject({
    summary: { right: 1, valid_at_first: 0, valid: 1, repairs: { 'bind/unknown-name': 1 } },
  });
});
