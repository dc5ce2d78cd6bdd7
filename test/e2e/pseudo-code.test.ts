import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelProject } from '../support/model-project.js';
import { scriptedModel } from '../support/scripted-model.js';

const words = `门店日汇总：每天每个门店的支付订单数
来源：dwd_order_di
for each store: count the paid orders of the day
`;
const sql = (
  column: string,
): string => `insert overwrite table dws_trd_store_1d partition (ds='\${bizdate}')
select store_id, count(*) as order_cnt
from dwd_order_di where ds = '\${bizdate}' and ${column} = 'paid' group by store_id`;
const block = (text: string): string => `\`\`\`sql\n${text}\n\`\`\``;

const project = async (url: string, text = words) => {
  const made = await modelProject(url, { 'daily.md': text });
  const taken = await made.run(['new', 'spec', '--from-sql', 'daily.md', '--name', 'daily']);
  expect([taken.status, taken.stderr]).toEqual([0, expect.stringContaining('task/only-words')]);
  const file = (path: string): string => join(made.cwd, 'specs/004-daily/sql', path);
  expect(readFileSync(file('daily.md'), 'utf8')).toBe(text);
  return { ...made, file };
};

const gen = ['gen', 'all', '004', '--path', 'agent', '--json'];
const diagnosticsOf = (stdout: string) =>
  (JSON.parse(stdout) as { readonly diagnostics: readonly object[] }).diagnostics;

it('refuses words without a model, in their place, and says what to do', async () => {
  const { run, file } = await project('http://127.0.0.1:9/v1');
  const refused = await run([...gen, '--model', 'none']);
  expect(refused.status).toBe(1);
  expect(diagnosticsOf(refused.stdout)).toContainEqual(
    expect.objectContaining({
      code: 'task/not-proposed',
      file: 'specs/004-daily/sql/daily.md',
      line: 1,
      hint: expect.stringContaining('--model PROFILE') as string,
    }),
  );
  expect(existsSync(file('daily.sql'))).toBe(false);
  // Words are no fault of a project.
  expect((await run(['check', '004'])).status).toBe(0);
});

it('writes the SQL that a model proposes once every check lets it through, and what comes of it', async () => {
  const model = await scriptedModel([{ say: block(sql('state')) }, { say: block(sql('status')) }]);
  const { run, file } = await project(model.url);
  const made = await run([...gen, '--model', 'env']);
  expect([made.status, made.stderr]).toEqual([0, expect.any(String)]);
  expect(readFileSync(file('daily.sql'), 'utf8')).toBe(`${sql('status')}\n`);
  expect(readFileSync(file('maxcompute/daily.ddl.sql'), 'utf8')).toContain('dws_trd_store_1d');
  const [first, second] = model.asked;
  expect(first?.user).toContain('for each store: count the paid orders of the day');
  expect(first?.user).toContain('table dwd_order_di');
  // What is wrong goes back with its place: the third line of the proposal.
  expect(second?.role).toBe('repair');
  expect(second?.user).toMatch(/task\/unknown-column at 3:\d+: .*state/);
  expect(second?.user).toContain("state = 'paid'");
  expect((await run(['check', '004'])).status).toBe(0);
  // What is written is not asked for again.
  expect((await run([...gen, '--model', 'none'])).status).toBe(0);
  expect(model.asked).toHaveLength(2);
});

it.each([
  ['a proposal that stays wrong', block(sql('state')), 'the same findings came again'],
  ['a statement that changes something', block('drop table dwd_order_di'), 'task/not-a-query'],
  ['no answer', 'NONE', 'the model finds no answer'],
])('writes nothing of %s', async (_, say, why) => {
  const model = await scriptedModel([{ say }]);
  const { run, file } = await project(model.url);
  const refused = await run([...gen, '--model', 'env', '--lang', 'en']);
  expect(refused.status).toBe(1);
  expect(diagnosticsOf(refused.stdout)).toContainEqual(
    expect.objectContaining({
      code: 'task/not-proposed',
      message: expect.stringContaining(why) as string,
    }),
  );
  expect(existsSync(file('daily.sql'))).toBe(false);
});

it('has a model read CTEs beside the words', async () => {
  const model = await scriptedModel([{ say: block(sql('status')) }]);
  const { run, file } = await modelProject(model.url, {
    'daily.md': `每店支付订单数，见 paid\n\n${block("with paid as (select store_id from dwd_order_di where ds = '${bizdate}' and status = 'paid')")}\n`,
  }).then((made) => ({ ...made, file: join(made.cwd, 'specs/004-daily/sql/daily.sql') }));
  expect((await run(['new', 'spec', '--from-sql', 'daily.md', '--name', 'daily'])).status).toBe(0);
  expect((await run([...gen, '--model', 'env'])).status).toBe(0);
  expect(model.asked[0]?.user).toContain('with paid as');
  expect(readFileSync(file, 'utf8')).toContain('dws_trd_store_1d');
});
