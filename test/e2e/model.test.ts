import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { bestStores, modelProject, type ModelProject } from '../support/model-project.js';
import { documentOf } from '../support/run-cli.js';
import { answers, draft, gen, good, metric, plan, written } from '../support/scripted-drafts.js';
import { scriptedModel, type Asked, type Turn } from '../support/scripted-model.js';
import { shopSql } from '../support/shop.js';

const condition = '/stages/0/where/0';

/** Answers the first place with what stands there. */
const unchanged = ({ user }: Asked): Turn =>
  answers(JSON.parse(/^ {2}now: (.*)$/m.exec(user)?.[1] ?? 'null'));

it('plans, drafts and writes what is clean at once', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  const ran = await project.run(gen);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  expect(model.asked.map((a) => a.role)).toEqual(['plan', 'draft']);
  expect(documentOf(ran)).toMatchObject({ from: 'model', model: 'env', corrections: {} });
  expect(written(project)).toMatchObject({ as_of: '2026-11-07', satisfies: ['REQ-001'] });
  expect(model.asked[0]!.key).toBe('canary-key-1234567890');
});

it('does not ask where the words are all known', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url, {}, '近7天各门店的订单数');
  const ran = await project.run(gen);
  expect([ran.status, documentOf(ran)['from'], model.asked]).toEqual([0, 'drafter', []]);
});

it('asks nothing in a dry run, and writes nothing', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  const ran = await project.run([...gen, '--dry-run']);
  expect([ran.status, documentOf(ran)['model'], model.asked]).toEqual([3, 'none', []]);
  expect(existsSync(join(project.cwd, 'specs/003-best/dsl'))).toBe(false);
});

it('does not ask where no model is wanted', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  expect((await project.run([...gen, '--model', 'none'])).status).toBe(3);
  expect(model.asked).toEqual([]);
});

it('converges: a wrong name is located, asked for alone and put right', async () => {
  const model = await scriptedModel([plan, draft(metric, 'sales_volume'), answers('order_cnt')]);
  const project = await modelProject(model.url);
  const ran = await project.run(gen);
  expect(ran.status).toBe(0);
  const [, , repair] = model.asked as readonly [Asked, Asked, Asked];
  expect(repair.role).toBe('repair');
  expect(repair.user).toContain('place 1 (Name at /stages/0/measures/0/metric)');
  expect(repair.user).toContain('now: "sales_volume"');
  // Only the failing fragment, not the document.
  expect(repair.user).not.toContain('"limit"');
  expect(documentOf(ran)).toMatchObject({
    corrections: { 'bind/unknown-metric': { seen: 1, modelFixed: 1, escalated: 0 } },
  });
  expect(written(project)).toMatchObject({ stages: [{ measures: [{ metric: 'order_cnt' }] }] });
});

it('fixes what needs no judgement without asking', async () => {
  const model = await scriptedModel([plan, draft(metric, 'order_cnts')]);
  const project = await modelProject(model.url);
  expect((await project.run(gen)).status).toBe(0);
  expect(model.asked).toHaveLength(2);
});

it('loops: the same wrong answer ends in a question with a hole', async () => {
  const model = await scriptedModel([plan, draft(metric, 'sales_volume'), unchanged]);
  const project = await modelProject(model.url);
  const ran = await project.run(gen);
  expect(ran.status).toBe(3);
  expect(model.asked.filter((a) => a.role === 'repair')).toHaveLength(2);
  expect(written(project)).toMatchObject({
    stages: [{ measures: [{ metric: '?' }] }],
    unresolved: [{ at: metric }],
  });
  expect(project.events().at(-1)).toMatchObject({ type: 'run.finished', why: 'loop' });
  // Nothing is generated from a question.
  expect((await project.run(['gen', 'all', '003'])).status).toBe(3);
});

it('answers of another mistake each time end after three rounds', async () => {
  let n = 0;
  const other = (): Turn => answers(`unheard_of_${(n += 1)}`);
  const model = await scriptedModel([plan, draft(metric, 'sales_volume'), other]);
  const project = await modelProject(model.url);
  expect((await project.run(gen)).status).toBe(3);
  expect(model.asked.filter((a) => a.role === 'repair')).toHaveLength(3);
  expect(project.events().at(-1)).toMatchObject({
    why: 'rounds',
    counts: { 'bind/unknown-metric': { misrepaired: 1, escalated: 1 } },
  });
});

it.each(['true', '1 = 1', 'store.name is not null or 1 = 1'])(
  'deletes a condition to be clean, as %s: refused, and a person is asked',
  async (instead) => {
    const wrong = "orders.payment_state = 'paid'";
    const model = await scriptedModel([plan, draft(condition, wrong), answers(instead)]);
    const project = await modelProject(model.url);
    const ran = await project.run(gen);
    expect(ran.status).toBe(3);
    expect(written(project)).toMatchObject({
      stages: [{ where: ['?'] }],
      unresolved: [{ at: condition }],
    });
    const refused = model.asked.filter((a) => a.role === 'repair')[1];
    expect(refused?.user).toContain('丢掉');
  },
);

it('an answer to a place that was not asked changes nothing', async () => {
  const model = await scriptedModel([
    plan,
    draft(metric, 'sales_volume'),
    {
      say: JSON.stringify({
        answers: [
          { place: 7, value: { rows: 1000 } },
          { place: 1, value: 'order_cnt' },
        ],
      }),
    },
  ]);
  const project = await modelProject(model.url);
  expect((await project.run(gen)).status).toBe(0);
  expect(written(project)).toMatchObject({ stages: [{ limit: { rows: 2 } }] });
  expect(JSON.stringify(project.events())).toContain('correct/place-not-asked');
});

it('answers in another language: translated keys are findings, and are repaired', async () => {
  const { measures, ...stage } = bestStores.stages[0];
  const translated = { ...bestStores, stages: [{ ...stage, 度量: measures }] };
  const model = await scriptedModel([
    plan,
    { say: JSON.stringify(translated) },
    answers(bestStores.stages[0]),
  ]);
  const project = await modelProject(model.url);
  expect((await project.run(gen)).status).toBe(0);
  expect(written(project)).toMatchObject({ stages: [{ measures: [{ metric: 'order_cnt' }] }] });
});

it('prose around the document does no harm', async () => {
  const model = await scriptedModel([
    plan,
    { say: `好的！\n\`\`\`json\n${good.say}\n\`\`\`\n完成。` },
  ]);
  expect((await (await modelProject(model.url)).run(gen)).status).toBe(0);
});

it.each(['json_schema', 'json_object', 'plain'])('asks for the form as %s', async (structured) => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  expect((await project.run(gen, { DATAAGENT_STRUCTURED: structured })).status).toBe(0);
  const format = model.asked[1]!.format as { readonly type: string } | undefined;
  expect(format?.type).toBe(structured === 'plain' ? undefined : structured);
  expect(model.asked[0]!.format).toBeUndefined();
});

it('run drafts with the model as well', async () => {
  const model = await scriptedModel([plan, good]);
  const project = await modelProject(model.url);
  const ran = await project.run(['run', '003', '--as-of', '2026-11-07', '--json']);
  expect(model.asked.map((a) => a.role)).toEqual(['plan', 'draft', 'report']);
  expect(ran.status).toBeLessThan(4);
  expect(written(project)).toMatchObject({ title: '订单最多的两家门店' });
});

/** The shop's database with some statements more. */
async function changeDatabase({ cwd }: ModelProject, statements: readonly string[]): Promise<void> {
  const file = join(cwd, 'shop.duckdb');
  rmSync(file);
  const engine = await openDuckdb({ target: { file } });
  const made = await engine.execute([...shopSql, ...statements]);
  await engine.close();
  expect(made).toHaveProperty('value');
}

it('what an engine refuses on the tables of the database is located, asked for and put right', async () => {
  const counted = ({ user }: Asked): Turn =>
    answers(JSON.parse(/^ {2}now: (.*)$/m.exec(user)![1]!.replace('paid_amt', 'order_cnt')));
  const model = await scriptedModel([plan, draft(metric, 'paid_amt'), counted]);
  const project = await modelProject(model.url);
  // The ontology says decimal(18,2).
  await changeDatabase(project, ['ALTER TABLE dwd_order_di ALTER amount TYPE VARCHAR']);
  const ran = await project.run(gen);
  expect(ran.status).toBe(0);
  expect(model.asked.map((a) => a.role)).toEqual(['plan', 'draft', 'repair']);
  expect(model.asked[2]!.user).toContain('engine/failed');
  expect(documentOf(ran)['corrections']).toMatchObject({ 'engine/failed': { modelFixed: 1 } });
  expect(JSON.stringify(written(project))).toContain('"order_cnt"');
});

it('what fails on a value is told to no model', async () => {
  const model = await scriptedModel([plan, draft(metric, 'paid_amt'), answers('order_cnt')]);
  const project = await modelProject(model.url);
  await changeDatabase(project, [
    'ALTER TABLE dwd_order_di ALTER amount TYPE VARCHAR',
    "UPDATE dwd_order_di SET amount = 'canary of a customer' WHERE order_id = 1003",
    'ALTER TABLE dwd_order_di RENAME TO raw_order_di',
    'CREATE VIEW dwd_order_di AS SELECT * REPLACE (CAST(amount AS DECIMAL(18, 2)) AS amount) FROM raw_order_di',
  ]);
  const ran = await project.run(gen);
  expect(model.asked.length).toBeGreaterThan(2);
  expect(JSON.stringify([model.asked, project.events(), ran.stdout])).not.toContain('canary of');
});
