import { expect, it } from 'vitest';
import { alreadyDrafted } from '../../src/cli/actions/generate/gen-dsl.js';
import type { Spec } from '../../src/workspace/spec.js';

const file = 'specs/002-a-modify/dsl/a.json';
const spec = (meta: object): Spec =>
  ({ name: '002-a-modify', meta: { id: '002-a-modify', title: 'a', ...meta } }) as unknown as Spec;

it('never says to remove what was delivered and is to be changed', () => {
  const { hint, chinese } = alreadyDrafted(spec({ kind: 'modify', changes: '001-a' }), file);
  expect(hint).toMatch(/^keep it: it is what 001-a delivered.*"dataagent run 002-a-modify"$/);
  expect(chinese?.hint).toMatch(/^请保留：它是 001-a 已交付的内容.*"dataagent run 002-a-modify"$/);
  expect([hint, chinese?.hint].join()).not.toMatch(/remove|删除/);
});

it('says how to draft a new one again', () => {
  expect(alreadyDrafted(spec({ kind: 'new' }), file).hint).toBe(
    'edit it, or remove it to draft again',
  );
});
