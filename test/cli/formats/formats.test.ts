import { readXml } from './xml.js';
import { expect, it } from 'vitest';
import type { RenderedDiagnostic } from '../../../src/base/render.js';
import { reported, type FormatInput } from '../../../src/cli/formats/format.js';

const nasty = 'a %, b: "c"\r\nd <e> & \u0007[x](y) {0} 中文';
const error: RenderedDiagnostic = {
  code: 'bind/unknown-metric',
  severity: 'error',
  level: 2,
  file: 'specs/001 a,b:c/dsl/x%.json',
  path: '/stages/0/measures/0/metric',
  line: 7,
  column: 20,
  message: nasty,
  why: 'why <it> is',
  hint: 'did you mean "pay_amt"?',
};
const warning: RenderedDiagnostic = {
  code: 'rule/order-has-use',
  severity: 'warning',
  level: 4,
  path: '',
  message: 'plain',
  why: '',
};
const input: FormatInput = { command: 'check', version: '1.2.3', diagnostics: [error, warning] };

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly { id: string }[] };
    };
    readonly invocations?: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation?: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}

it('SARIF: every result has its rule, level, message and place; uris and messages are escaped', async () => {
  const made = JSON.parse(await reported('sarif', input)) as Sarif;
  expect(made.version).toBe('2.1.0');
  const [run] = made.runs;
  expect(run!.tool.driver.name).toBe('dataagent');
  for (const result of run!.results)
    expect(run!.tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
  expect(run!.results.map((r) => r.level)).toEqual(['error', 'warning']);
  const [first, second] = run!.results;
  expect(first!.locations[0]!.physicalLocation).toEqual({
    artifactLocation: { uri: 'specs/001%20a%2Cb%3Ac/dsl/x%25.json' },
    region: { startLine: 7, startColumn: 20 },
  });
  expect(first!.message.text).toContain('\\[x\\](y) {{0}}');
  expect(second!.locations).toEqual([]);
});

it('JUnit: well-formed, a failure for the error, output for the warning, no control characters', async () => {
  const text = await reported('junit', input);
  const root = readXml(text);
  expect(root.name).toBe('testsuites');
  expect(root.attributes).toMatchObject({ tests: '2', failures: '1', errors: '0' });
  const cases = root.children.flatMap((suite) => suite.children);
  expect(cases.map((c) => c.children.map((x) => x.name))).toEqual([['failure'], ['system-out']]);
  expect(cases[0]!.children[0]!.attributes['message']).toBe(nasty.replace('\u0007', ''));
  expect(text).not.toContain('\u0007');
});

it('JUnit: nothing found is one passed case', async () => {
  const root = readXml(await reported('junit', { ...input, diagnostics: [] }));
  expect(root.attributes).toMatchObject({ tests: '1', failures: '0', errors: '0' });
});

it('GitHub: one line each; percent, line ends, commas and colons cannot break it', async () => {
  const lines = (await reported('github', input)).split('\n');
  expect(lines).toEqual([
    '::error file=specs/001 a%2Cb%3Ac/dsl/x%25.json,line=7,col=20,title=bind/unknown-metric::' +
      'a %25, b: "c"%0D%0Ad <e> & [x](y) {0} 中文%0Adid you mean "pay_amt"? (/stages/0/measures/0/metric)',
    '::warning title=rule/order-has-use::plain',
    '',
  ]);
});

const failed: FormatInput = {
  ...input,
  diagnostics: [],
  failure: { code: 'workspace/missing-file', message: 'x.json does not exist' },
};

it.each(['sarif', 'junit', 'github'] as const)('%s: a failure is said, whole', async (format) => {
  expect(await reported(format, failed)).toContain('x.json does not exist');
});

it('a failure is no result, and no success either', async () => {
  const { runs } = JSON.parse(await reported('sarif', failed)) as Sarif;
  expect(runs[0]!.invocations).toMatchObject([{ executionSuccessful: false }]);
  expect(readXml(await reported('junit', failed)).attributes['errors']).toBe('1');
});

const names = [
  'a ]]> b',
  '::error::x',
  `q"'<>&`,
  '\u001B[31mred',
  'half \uD800',
  '\uFFFF\u0000x',
  '中文；：',
  'line\u2028sep\u0085',
  '%0A%3A',
  '##[group]x',
  'two\nlines',
];
const all: FormatInput = {
  ...input,
  diagnostics: names.map((name) => ({
    ...error,
    file: `d/${name}.json`,
    path: `/a/${name}`,
    message: name,
    why: name,
    hint: name,
  })),
};

it('names of files and things with signs of every format leave each format whole', async () => {
  const { runs } = JSON.parse(await reported('sarif', all)) as Sarif;
  const uris = runs[0]!.results.map((r) => r.locations[0]!.physicalLocation!.artifactLocation.uri);
  expect(uris.map((u) => /^d\/[\w.%!~*'()-]+$/.test(u))).toEqual(names.map(() => true));
  expect(uris.slice(6, 7).map(decodeURIComponent)).toEqual(['d/中文；：.json']);
  const suites = readXml(await reported('junit', all)).children;
  expect(suites.map((s) => s.attributes['name'])).toEqual(
    names.map((n) => `d/${n.replaceAll(/(?![\n\u0085])\p{Cc}|[\uD800\uFFFF]/gu, '')}.json`),
  );
  const lines = (await reported('github', all)).trimEnd().split('\n');
  expect(lines).toHaveLength(names.length);
  for (const line of lines) {
    expect(line).toMatch(/^::error file=[^:,]*,line=7,col=20,title=bind\/unknown-metric::/);
    expect(line).not.toMatch(/\p{Cc}/u);
  }
});
