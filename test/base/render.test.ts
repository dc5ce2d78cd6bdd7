import { expect, it } from 'vitest';
import { defineDiagnostics, diagnostic, inFile } from '../../src/base/diagnostic.js';
import { jsonSource } from '../../src/base/json/json-source.js';
import { clean, renderJson, renderText } from '../../src/base/render.js';
import { yamlSource } from '../../src/base/yaml/yaml-source.js';

const toy = {
  'unknown-column': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: { en: ({ name }) => `no column "${name}"`, zh: ({ name }) => `没有列 "${name}"` },
    why: { en: 'Names are looked up.', zh: '名称要能查到。' },
  }),
  'odd-list': diagnostic<{ names: readonly string[]; count: number }>({
    severity: 'warning',
    level: 4,
    message: {
      en: ({ names, count }) => `${count} odd:\n  ${names.join('\n  ')}`,
      zh: ({ names, count }) => `${count} 个异常：\n  ${names.join('\n  ')}`,
    },
    why: { en: 'Odd names confuse.', zh: '怪名称令人困惑。' },
    hint: { en: () => 'rename them', zh: () => '改名' },
  }),
} as const;
const report = defineDiagnostics('toy', toy);
const definitions = { toy };

const text = '{\n  "by": ["region"],\n  "where": ["金额 > regoin"]\n}';
const sources = new Map([['dsl.json', jsonSource(text)]]);
const wrong = inFile(
  [
    report(
      'unknown-column',
      '/where/0',
      { name: 'regoin' },
      {
        offset: 5,
        length: 6,
        allowed: ['region'],
        fix: [{ op: 'replace', path: '/where/0', value: '金额 > region' }],
      },
    ),
  ],
  'dsl.json',
);

it('a person sees message, place, line, carets, why, what to do', () => {
  expect(renderText(wrong, definitions, 'en', sources)).toBe(
    [
      'error[toy/unknown-column]: no column "regoin"',
      '  --> dsl.json:3:19 (/where/0)',
      '   |',
      ' 3 |   "where": ["金额 > regoin"]',
      `   |${' '.repeat(21)}^^^^^^`,
      '  = why: Names are looked up.',
      '  = hint: did you mean "region"?',
      '  = fix: set /where/0 to "金额 > region"',
      '',
    ].join('\n'),
  );
});

it('in Chinese too', () => {
  expect(renderText(wrong, definitions, 'zh', sources)).toBe(
    [
      '错误[toy/unknown-column]: 没有列 "regoin"',
      '  --> dsl.json:3:19 (/where/0)',
      '   |',
      ' 3 |   "where": ["金额 > regoin"]',
      `   |${' '.repeat(21)}^^^^^^`,
      '  = 原因: 名称要能查到。',
      '  = 提示: 是否为 "region"？',
      '  = 修复: 将 /where/0 改为 "金额 > region"',
      '',
    ].join('\n'),
  );
});

it('tools see the one shape', () => {
  expect(renderJson(wrong[0]!, definitions, 'en', sources)).toEqual({
    code: 'toy/unknown-column',
    severity: 'error',
    level: 2,
    file: 'dsl.json',
    path: '/where/0',
    offset: 5,
    length: 6,
    line: 3,
    column: 19,
    message: 'no column "regoin"',
    why: 'Names are looked up.',
    hint: 'did you mean "region"?',
    allowed: ['region'],
    fix: [{ op: 'replace', path: '/where/0', value: '金额 > region' }],
  });
});

it('why is said once for each code', () => {
  const shown = renderText([...wrong, ...wrong], definitions, 'en', sources);
  expect(shown.split('= why:')).toHaveLength(2);
  expect(shown.split('error[')).toHaveLength(3);
});

it('without its file a diagnostic has no line', () => {
  const bare = report('unknown-column', '/a', { name: 'x' });
  expect(renderText([bare], definitions, 'en', sources)).toBe(
    'error[toy/unknown-column]: no column "x"\n  --> (/a)\n  = why: Names are looked up.\n',
  );
  expect(renderText([], definitions, 'en', sources)).toBe('');
});

it('a code that nobody defines is shown by itself', () => {
  const { message, why } = renderJson(
    { ...wrong[0]!, code: 'toy/gone' },
    definitions,
    'en',
    sources,
  );
  expect({ message, why }).toEqual({ message: 'toy/gone', why: '' });
});

it('control characters reach no message; line breaks of our own texts stay', () => {
  const names = ['a\u001B[31m\nb', 'c\u0000d', 'e\u202Ef', 'g\u200Bh', 'i\u2028j'];
  const found = report('odd-list', '', { names, count: 5 }, { file: 'a\u0007.json' });
  expect(renderText([found], definitions, 'en', new Map())).toBe(
    [
      'warning[toy/odd-list]: 5 odd:',
      '  a[31m b',
      '  cd',
      '  ef',
      '  gh',
      '  i j',
      '  --> a.json',
      '  = why: Odd names confuse.',
      '  = hint: rename them',
      '',
    ].join('\n'),
  );
});

it('control characters of a file reach no frame', () => {
  const source = yamlSource('a: "x\u0085\u009B\u200By"\n');
  const found = report('unknown-column', '/a', { name: 'x' }, { file: 'a.yaml', document: 0 });
  const shown = renderText([found], definitions, 'en', new Map([['a.yaml', source]]));
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(shown).toContain('a: "xy"');
});

it.each([
  ['a\tb\r\nc', 'a b c'],
  ['\u001B]0;title\u0007x', ']0;titlex'],
  ['中文 emoji 👍', '中文 emoji 👍'],
])('%j is cleaned to %j', (dirty, cleaned) => {
  expect(clean(dirty)).toBe(cleaned);
});

it('a long line is cut around the place', () => {
  const long = `{"a": "${'x'.repeat(300)}", "b": 1, "c": "${'y'.repeat(300)}"}`;
  const found = report('unknown-column', '/b', { name: 'b' }, { file: 'l.json' });
  const lines = renderText(
    [found],
    definitions,
    'en',
    new Map([['l.json', jsonSource(long)]]),
  ).split('\n');
  const [code = '', carets = ''] = lines.slice(3, 5);
  expect(code.length).toBeLessThan(115);
  expect(code[carets.indexOf('^')]).toBe('1');
});

it('a place behind the end of the text is its end', () => {
  const found = report('unknown-column', '', { name: 'b' }, { file: 'l.json', offset: 99 });
  const shown = renderJson(found, definitions, 'en', new Map([['l.json', jsonSource('{\n"a"')]]));
  expect(shown).toMatchObject({ line: 2, column: 4 });
});
