import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareEvaluations } from '../../src/cli/actions/evaluate/compare.js';
import { harvest } from '../../src/cli/actions/evaluate/harvest.js';
import { evaluateFolder } from '../../src/cli/actions/evaluate/eval.js';
import { giveFeedback } from '../../src/cli/actions/learn/feedback.js';
import { databaseFile, temporaryFolder } from '../engine/temporary.js';
import { shopSql, shopYaml } from '../support/shop.js';
import { write } from '../support/shop-project.js';

const session = (cwd: string) => {
  const { signal } = new AbortController();
  return { language: 'en', cwd, signal, progress: () => undefined } as const;
};

async function project(): Promise<string> {
  const cwd = temporaryFolder();
  write(cwd, 'dataagent.yaml', "dataagent: '1'\ndatabase: duckdb:shop.duckdb\n");
  write(cwd, 'ontology/shop.yaml', shopYaml);
  write(cwd, 'specs/001-stores/spec.yaml', 'id: 001-stores\ntitle: t\nkind: quick\n');
  const text = '# t\n\n## 需求\n\n### REQ-001 t\n\n> 门店的数量\n';
  write(cwd, 'specs/001-stores/requirement.md', text);
  const stages = [{ name: 'result', from: 'store', by: [], measures: [{ as: 'n', agg: 'count' }] }];
  const document = { dsl: '1', title: 't', as_of: '2026-11-07', stages };
  write(cwd, 'specs/001-stores/dsl/question.json', JSON.stringify(document));
  await databaseFile(shopSql, 'shop.duckdb', cwd);
  return cwd;
}

it('makes a case of a delivered question that a person confirms, which evaluates as right', async () => {
  const cwd = await project();
  const open = await harvest(session(cwd), {});
  expect(open.ending).toBe('needs-person');
  expect(open.data).toMatchObject({ candidates: [{ id: '001-stores', state: 'open' }] });
  expect(existsSync(join(cwd, 'evaluation'))).toBe(false);
  await giveFeedback(session(cwd), '001', 'right', { reason: 'counted them' });
  expect(JSON.parse(readFileSync(join(cwd, 'evaluation/feedback.jsonl'), 'utf8'))).toMatchObject({
    about: '001-stores',
    verdict: 'right',
    reason: 'counted them',
  });
  const kept = await harvest(session(cwd), { confirm: ['001-stores'] });
  expect(kept.data).toMatchObject({ confirmed: ['001-stores'] });
  const cases: unknown = JSON.parse(readFileSync(join(cwd, 'evaluation/questions.json'), 'utf8'));
  // The shop has three stores.
  expect(cases).toEqual([
    {
      id: '001-stores',
      question: '门店的数量',
      as_of: '2026-11-07',
      gold_columns: ['n'],
      gold_rows: [[3]],
    },
  ]);
  const options = { model: 'none', database: 'duckdb:shop.duckdb', ontology: 'ontology' };
  const { data } = await evaluateFolder(session(cwd), 'evaluation', options);
  expect(data).toMatchObject({ questions: [{ id: '001-stores', verdict: 'right' }] });
});

it('makes no case of what was called wrong, until its document is another', async () => {
  const cwd = await project();
  await giveFeedback(session(cwd), '001-stores', 'wrong', {});
  const refused = await harvest(session(cwd), { confirm: ['001-stores'] });
  expect(refused).toMatchObject({ ending: 'usage', data: { missing: ['001-stores'] } });
  const file = 'specs/001-stores/dsl/question.json';
  write(cwd, file, readFileSync(join(cwd, file), 'utf8').replace('"n"', '"stores"'));
  expect((await harvest(session(cwd), {})).data).toMatchObject({ candidates: [{ state: 'open' }] });
});

it('keeps feedback on a question in words', async () => {
  const cwd = await project();
  const { data } = await giveFeedback(session(cwd), 'how many stores?', 'wrong', {});
  expect(data['feedback']).toEqual({ about: 'how many stores?', verdict: 'wrong' });
  await expect(giveFeedback(session(cwd), '001', 'good', {})).rejects.toThrow('good');
});

it('compares two runs question by question', () => {
  const cwd = temporaryFolder();
  const run = (verdicts: readonly string[]): string => {
    const questions = verdicts.map((verdict, i) => ({ id: `q${i}`, verdict, answerable: i < 4 }));
    return JSON.stringify({ summary: { total: verdicts.length }, questions });
  };
  write(cwd, 'a.json', run(['right', 'wrong', 'asked', 'right', 'refused']));
  write(cwd, 'b.json', run(['right', 'right', 'right', 'wrong', 'wrong', 'right']));
  const { data, text } = compareEvaluations(session(cwd), 'a.json', 'b.json');
  expect(data).toEqual({
    paired: { total: 5, both_right: 1, only_first: 2, only_second: 2, neither: 0, p_value: 1 },
    missing: ['q5'],
    changed: [
      { id: 'q1', first: 'wrong', second: 'right' },
      { id: 'q2', first: 'asked', second: 'right' },
      { id: 'q3', first: 'right', second: 'wrong' },
      { id: 'q4', first: 'refused', second: 'wrong' },
    ],
  });
  expect(text).toContain('only the first right 2, only the second 2');
  expect(() => compareEvaluations(session(cwd), 'a.json', 'gone')).toThrow(
    'no evaluation run gone',
  );
});
