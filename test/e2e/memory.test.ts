import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelProject } from '../support/model-project.js';
import { codesOf, documentOf, troubleOf } from '../support/run-cli.js';
import { write } from '../support/shop-project.js';

const name = '002-top-stores-question';

it('remembers for one user, shares what holds, and shows it as an example', async () => {
  const project = await modelProject('http://127.0.0.1:9/v1', {
    'specs/002-top-stores/requirement.md':
      '# x\n\n## 需求\n\n### REQ-001 x\n\n> 表现最好的两家门店按下单数\n',
  });
  const { cwd, run } = project;
  const kept = await run(['memory', 'keep', '002', '--json']);
  expect(documentOf(kept)['files']).toEqual([`.dataagent/memory/${name}.json`]);
  expect(documentOf(await run(['memory', 'list', '--json']))['memory']).toEqual([
    expect.objectContaining({ name, place: 'local', holds: true }),
  ]);
  // It is an example of its own, also after the spec has gone.
  write(cwd, 'specs/002-top-stores', null);
  const context = await run(['context', '003', '--as-of', '2026-11-07', '--json']);
  expect(JSON.stringify(documentOf(context))).toContain('表现最好的两家门店按下单数');

  expect((await run(['memory', 'promote', name])).status).toBe(0);
  const shared = readFileSync(join(cwd, `memory/${name}.json`), 'utf8');
  expect(JSON.parse(shared)).toMatchObject({ v: 1, document: { title: '下单最多的两家门店' } });
  write(cwd, '.dataagent/memory', null);
  expect((await run(['memory', 'pull', name])).status).toBe(0);
  expect(readFileSync(join(cwd, `.dataagent/memory/${name}.json`), 'utf8')).toBe(shared);

  // What the ontology no longer allows is neither shown nor shared.
  write(cwd, `.dataagent/memory/${name}.json`, shared.replace('order_cnt"', 'gone"'));
  write(cwd, `memory/${name}.json`, null);
  const listed = documentOf(await run(['memory', 'list', '--json']))['memory'];
  expect(listed).toEqual([expect.objectContaining({ name, holds: false })]);
  const again = await run(['context', '003', '--as-of', '2026-11-07', '--json']);
  expect(JSON.stringify(documentOf(again))).not.toContain('表现最好的两家门店按下单数');
  const refused = await run(['memory', 'promote', name, '--json']);
  expect([refused.status, codesOf(refused)]).toEqual([1, ['bind/unknown-metric']]);
  expect(troubleOf(await run(['memory', 'promote', 'nothing', '--json']))).toBe('cli/unknown-word');
});
