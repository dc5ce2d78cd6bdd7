import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { explainCode, isCode, listCodes } from '../../src/cli/actions/explain/codes.js';
import { allDefinitions } from '../../src/cli/all-definitions.js';
import { allTroubles } from '../../src/cli/all-troubles.js';
import { allCodes, allExplained } from '../../src/cli/explanations/explained.js';
import { allExplanations } from '../../src/cli/explanations/all-explanations.js';
import { bindExplanations } from '../../src/cli/explanations/bind.js';
import { loadOntology } from '../../src/ontology/load.js';
import { checkOntology } from '../../src/bind/check-ontology.js';
import { shop } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const src = join(import.meta.dirname, '../../src');
const session = { cwd: src, language: 'en' } as never;
const codes = allExplained().map((e) => e.code);

it.each(allExplained().map((e) => [e.code, e] as const))(
  '%s says why it is there and what to do, in both languages, with an example of each side',
  (_, { why, remedy, failing, passing }) => {
    for (const words of [why, remedy]) {
      expect(words.en).toMatch(/\w/);
      expect(words.en).not.toMatch(/\p{Script=Han}|undefined|\[object|NaN/u);
      expect(words.zh).toMatch(/\S/);
      expect(words.zh).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(why.zh).toMatch(/\p{Script=Han}/u);
    expect(failing).not.toBe(passing);
    expect(passing.trim()).not.toBe('');
  },
);

it('a code stands for one thing', () => {
  expect(allCodes()).toEqual(codes);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

it('every explanation is of a code, and of one that has none in its definition', () => {
  const told = Object.entries(allExplanations).flatMap(([room, all]) =>
    Object.keys(all).map((name) => ({ room, name, code: `${room}/${name}` })),
  );
  expect(told.filter(({ code }) => !isCode(code))).toEqual([]);
  const twice = told.filter(({ room, name }) => {
    const definition = allDefinitions[room]?.[name];
    return definition?.failing !== undefined && definition.passing !== undefined;
  });
  expect(twice).toEqual([]);
});

it('every definition and every trouble in the sources is among those that are explained', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.ts'),
  );
  const rooms = files.flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const made = text.matchAll(/\b(defineDiagnostics|defineTroubles)\(\s*'([a-z]+)',\s*(\w+)/g);
    return Array.from(made, ([, maker, room = '']) => ({ maker, room }));
  });
  expect(rooms.length).toBeGreaterThan(15);
  const missing = rooms.filter(({ maker, room }) =>
    maker === 'defineTroubles'
      ? allTroubles[room] === undefined
      : allDefinitions[room] === undefined,
  );
  expect(missing).toEqual([]);
  // A trouble that is made without a definition would have no explanation.
  const bare = files.filter(
    (file) =>
      file !== 'base/trouble.ts' &&
      /new Trouble\(/.test(readFileSync(join(src, file), 'utf8').replaceAll('\\', '/')),
  );
  expect(bare).toEqual([]);
});

/** What is found in a fragment of a document, or in YAML added to the shop's ontology. */
function foundIn(text: string): readonly string[] {
  if (!text.startsWith('"')) {
    const [ontology, read] = loadOntology([{ file: 'a.yaml', text: `${shopYaml}\n---\n${text}` }]);
    return [...read, ...(ontology === undefined ? [] : checkOntology(ontology))].map((d) => d.code);
  }
  const day = text.includes('"target"') ? '' : '"as_of": "2026-11-07", ';
  const stages = text.startsWith('"stages"') ? text : `"stages": [{"name": "result", ${text}}]`;
  return check(`{"dsl": "1", "title": "t", ${day}${stages}}`, shop)[1].map((d) => d.code);
}

it.each(Object.entries(bindExplanations))(
  'bind/%s: the examples do what they say',
  (name, told) => {
    // A circle of definitions is met first where the ontology is read.
    expect(foundIn(told.failing).map((code) => code.split('/')[1])).toContain(name);
    expect(foundIn(told.passing).filter((code) => !code.startsWith('rule/'))).toEqual([]);
  },
);

it('explain tells a trouble as it tells a law', () => {
  const { text, data } = explainCode(session, 'cli/unknown-word');
  expect(text).toContain('cli/unknown-word (level 1, error, exit 2)');
  expect(text).toContain('what to do: one of <known>');
  expect(text).toContain('  $ dataagent gen sqll');
  expect(data).toMatchObject({ level: 1, exit: 2, passing: '$ dataagent gen sql' });
  expect(explainCode({ cwd: src, language: 'zh' } as never, 'cli/unknown-word').text).toContain(
    '处理方法: 可用：<known>',
  );
});

it('explain --list lists all', () => {
  const { rules } = listCodes(session).data as { rules: readonly { code: string }[] };
  expect(rules.map((r) => r.code)).toEqual(codes);
});

it('a code that there is not is a usage error with the nearest', () => {
  expect(() => explainCode(session, 'cli/unknown-wrd')).toThrow(
    expect.objectContaining({ code: 'cli/unknown-code' }),
  );
});
