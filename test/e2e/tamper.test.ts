import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { sha256 } from '../../src/base/sha256.js';
import { filesOf } from '../support/files-of.js';
import { documentOf, runCli, troubleOf, type Ran } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

const spec = 'specs/001-store-nd';
const settings =
  "dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\n";
const ESC = '\u001b[2J';

/** A delivered spec: gates answered, run, accepted. */
let delivered: Readonly<Record<string, string>> = {};

async function project(): Promise<string> {
  return shopProject({ ...delivered, 'dataagent.yaml': settings });
}

beforeAll(async () => {
  // A folder of a test outlives only that test; of this one the texts are kept.
  const cwd = mkdtempSync(join(tmpdir(), 'tamper-'));
  cpSync(inject('shopTemplate'), cwd, { recursive: true });
  write(cwd, 'dataagent.yaml', settings);
  write(cwd, `${spec}/solution.md`, '# 方案\n\n- 每天重算。\n');
  const run = ['run', '001', '--bizdate', '2026-11-07', '--json'];
  for (let n = 0; n < 2; n += 1) {
    const { waiting = [], next } = documentOf(await runCli(run, { cwd })) as {
      waiting?: readonly { readonly gate: string; readonly hash: string }[];
      next?: string;
    };
    const answers = waiting.flatMap(({ gate, hash }) => [gate, '--hash', hash]);
    const approve = waiting.length > 0 ? ['approve', '001', ...answers] : next!.split(' ').slice(1);
    const answered = await runCli(approve, { cwd });
    if (answered.status !== 0) throw new Error(answered.stderr);
  }
  const reported = await runCli(['report', '001'], { cwd });
  if (reported.status !== 0) throw new Error(reported.stderr);
  const all = Object.entries(filesOf(cwd));
  delivered = Object.fromEntries(
    all
      .filter(([path]) => path.startsWith(`${spec}/`))
      .map(([path]) => [path, readFileSync(join(cwd, path), 'utf8')]),
  );
  rmSync(cwd, { recursive: true });
});

const check = (cwd: string): Promise<Ran> => runCli(['check', '--json'], { cwd });
const found = (ran: Ran): readonly string[] => [
  ...(troubleOf(ran) === undefined ? [] : [troubleOf(ran)!]),
  ...(documentOf(ran)['diagnostics'] as readonly { code: string; severity: string }[])
    .filter((d) => d.severity === 'error')
    .map((d) => d.code),
];
const edit = (cwd: string, path: string, from: string, to: string): void => {
  const text = readFileSync(join(cwd, path), 'utf8');
  expect(text).toContain(from);
  write(cwd, path, text.replace(from, to));
};
const decision = (cwd: string, gate: string): string =>
  readdirSync(join(cwd, `${spec}/approvals`)).find((f) => f.startsWith(gate))!;

/** Writes a decision anew, under the name that its content has now. */
function rewrite(cwd: string, gate: string, change: (text: string) => string): void {
  const folder = join(cwd, `${spec}/approvals`);
  const file = join(folder, decision(cwd, gate));
  const text = change(readFileSync(file, 'utf8'));
  rmSync(file);
  write(folder, `${gate}-${sha256(text).slice(0, 8)}.json`, text);
}

it('finds nothing in what nobody touched', async () => {
  expect(found(await check(await project()))).toEqual([]);
});

it('finds nothing in other line breaks, marks and comments of what people write', async () => {
  const cwd = await project();
  const written = ['spec.yaml', 'requirement.md', 'solution.md', 'tests/orders.yaml'];
  for (const path of [...written, 'dsl/dws_trd_store_nd.json'].map((p) => `${spec}/${p}`)) {
    const comment = path.endsWith('.yaml') ? '# a comment\n' : '';
    const text = `${comment}${readFileSync(join(cwd, path), 'utf8')}`;
    write(cwd, path, `\ufeff${text.replaceAll('\n', '\r\n')}`);
  }
  expect(found(await check(cwd))).toEqual([]);
});

const generated = `${spec}/generated/duckdb/dws_trd_store_nd.sql`;

it.each<[string, string, (cwd: string) => void]>([
  [
    'a generated file that was edited',
    'spec/edited-file',
    (cwd) => edit(cwd, generated, 'COUNT(*) AS', 'COUNT(1) AS'),
  ],
  [
    'a generated file whose hash was put into the manifest, too',
    'spec/outdated-files',
    (cwd) => {
      const before = sha256(readFileSync(join(cwd, generated), 'utf8'));
      edit(cwd, generated, 'COUNT(*) AS', 'COUNT(1) AS');
      const after = sha256(readFileSync(join(cwd, generated), 'utf8'));
      edit(cwd, `${spec}/generated/manifest.json`, before, after);
    },
  ],
  [
    'a byte order mark before a generated file',
    'spec/edited-file',
    (cwd) => write(cwd, generated, `\ufeff${readFileSync(join(cwd, generated), 'utf8')}`),
  ],
  [
    'a file that was put beside the generated ones',
    'spec/leftover-file',
    (cwd) => write(cwd, `${spec}/generated/duckdb/more.sql`, 'DROP TABLE x;'),
  ],
  [
    'a decision that was edited',
    'gate/edited-decision',
    (cwd) => edit(cwd, `${spec}/approvals/${decision(cwd, 'G1')}`, '"approved"', '"rejected"'),
  ],
  [
    'a decision that was put on another content',
    'gate/edited-decision',
    (cwd) => {
      const file = `${spec}/approvals/${decision(cwd, 'G1')}`;
      const { meaning } = JSON.parse(readFileSync(join(cwd, file), 'utf8')) as { meaning: string };
      edit(cwd, file, meaning, sha256('another'));
    },
  ],
  [
    'a decision under another hash',
    'gate/edited-decision',
    (cwd) => {
      const folder = join(cwd, `${spec}/approvals`);
      renameSync(join(folder, decision(cwd, 'G2')), join(folder, 'G2-00000000.json'));
    },
  ],
  [
    'a decision that was put on another content and named after it',
    'gate/contradictory-decision',
    (cwd) =>
      rewrite(cwd, 'G1', (text) =>
        text.replace(/"meaning": ".{64}"/, `"meaning": "${sha256('x')}"`),
      ),
  ],
  [
    'a delivered table that was edited in its decision, named after it',
    'gate/contradictory-decision',
    (cwd) => rewrite(cwd, 'G4', (text) => text.replace('"lifecycle": 720', '"lifecycle": 7')),
  ],
  [
    'a decision that the report names and that is gone',
    'report/gone-decision',
    (cwd) => rmSync(join(cwd, `${spec}/approvals/${decision(cwd, 'G1')}`)),
  ],
  [
    'a decision that another builds on and that is gone, as is the report',
    'gate/deleted-decision',
    (cwd) => {
      rmSync(join(cwd, `${spec}/approvals/${decision(cwd, 'G1')}`));
      rmSync(join(cwd, `${spec}/observed`), { recursive: true });
    },
  ],
  [
    'a decision of one gate copied to another',
    'gate/edited-decision',
    (cwd) => {
      const text = readFileSync(join(cwd, `${spec}/approvals/${decision(cwd, 'G1')}`), 'utf8');
      write(cwd, `${spec}/approvals/G2-${sha256(text).slice(0, 8)}.json`, text);
    },
  ],
  [
    'a number of the report that was edited',
    'report/edited',
    (cwd) => edit(cwd, `${spec}/observed/report.json`, '"rows": 4', '"rows": 5'),
  ],
  [
    'a report of another spec',
    'report/edited',
    (cwd) => {
      const text = readFileSync(join(cwd, `${spec}/observed/report.json`), 'utf8');
      write(cwd, 'specs/002-top-stores/observed/report.json', text);
    },
  ],
  [
    'a decision copied from another spec',
    'gate/other-spec',
    (cwd) => {
      const file = decision(cwd, 'G4');
      const text = readFileSync(join(cwd, `${spec}/approvals/${file}`), 'utf8');
      write(cwd, `specs/002-top-stores/approvals/${file}`, text);
    },
  ],
  [
    'a link that leads out of the project',
    'spec/unreadable-file',
    (cwd) => symlinkSync('/etc/hostname', join(cwd, `${spec}/dsl/other.json`)),
  ],
  [
    'a folder of decisions that leads out of the project',
    'spec/unreadable-file',
    (cwd) => {
      rmSync(join(cwd, `${spec}/approvals`), { recursive: true });
      symlinkSync(emptyFolder(), join(cwd, `${spec}/approvals`));
    },
  ],
  [
    'an id that leads to another folder',
    'spec/wrong-id',
    (cwd) => edit(cwd, `${spec}/spec.yaml`, 'id: 001', 'id: ../001'),
  ],
  [
    'a spec that changes itself',
    'spec/changes-itself',
    (cwd) => edit(cwd, `${spec}/spec.yaml`, 'kind: new', 'kind: modify\nchanges: 001-store-nd'),
  ],
  [
    'two documents that only capitals tell apart',
    'spec/repeated-document',
    (cwd) => {
      const text = readFileSync(join(cwd, `${spec}/dsl/dws_trd_store_nd.json`), 'utf8');
      write(cwd, `${spec}/dsl/DWS_trd_store_nd.json`, text);
    },
  ],
  [
    'rows of a test that lie outside of the project',
    'spec/unreadable-file',
    (cwd) => symlinkSync('/etc/hostname', join(cwd, `${spec}/tests/rows.csv`)),
  ],
  [
    'anchors that make a small file a large one',
    'spec/alias',
    (cwd) => write(cwd, `${spec}/spec.yaml`, 'a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n'),
  ],
  [
    'a file that is too large to be anybody’s work',
    'spec/unreadable-file',
    (cwd) => write(cwd, `${spec}/requirement.md`, 'x'.repeat(2_000_000)),
  ],
  [
    'a document that is no text',
    'spec/unreadable-file',
    (cwd) => writeFileSync(join(cwd, `${spec}/dsl/other.json`), new Uint8Array([0x7b, 0xff])),
  ],
  [
    'tasks that write elsewhere',
    'graph/not-permitted',
    (cwd) =>
      edit(
        cwd,
        `${spec}/tasks.json`,
        '"dsl/dws_trd_store_nd.json"\n      ],\n      "document"',
        '"dsl/../../../x.json"\n      ],\n      "document"',
      ),
  ],
  [
    'control characters in a title',
    'spec/hidden-character',
    (cwd) => write(cwd, `${spec}/spec.yaml`, 'id: 001-store-nd\ntitle: "a\\e[2Jb"\nkind: new\n'),
  ],
  [
    'control characters in the title of a document',
    'spec/hidden-character',
    (cwd) => edit(cwd, `${spec}/dsl/dws_trd_store_nd.json`, '"title": "', '"title": "\\u001b[2J'),
  ],
  [
    'control characters in the solution',
    'spec/hidden-character',
    (cwd) => write(cwd, `${spec}/solution.md`, `# 方案\n\n- 每天重算。${ESC}\n`),
  ],
  [
    'writing turned round in the requirement',
    'spec/hidden-character',
    (cwd) => edit(cwd, `${spec}/requirement.md`, '> ', '> \u202e'),
  ],
  [
    'control characters in a label',
    'spec/hidden-character',
    (cwd) => edit(cwd, 'ontology/metrics.yaml', 'label: 下单金额', 'label: "\\e[2J"'),
  ],
  [
    'control characters in the name of a document',
    'spec/hidden-character',
    (cwd) => write(cwd, `${spec}/dsl/a${ESC}b.json`, '{}'),
  ],
  [
    'tags that only programs read in the requirement',
    'spec/hidden-character',
    (cwd) => edit(cwd, `${spec}/requirement.md`, '> ', '> \u{e0041}'),
  ],
  [
    'control characters in the name of a test',
    'spec/hidden-character',
    (cwd) => edit(cwd, `${spec}/tests/orders.yaml`, 'test: 昨天和今天的订单', 'test: "\\e[2J"'),
  ],
])('finds %s: %s', async (_, code, tamper) => {
  const cwd = await project();
  tamper(cwd);
  const ran = await check(cwd);
  expect(ran.status).not.toBe(0);
  expect(found(ran)).toContain(code);
  expect(ran.stdout).not.toContain('\u001b');
});

it.each(['../001-store-nd', '001-store-nd/../002-top-stores', '/etc', '.'])(
  'takes %s for no spec',
  async (name) => {
    const cwd = await project();
    const ran = await runCli(['run', name, '--json'], { cwd });
    expect([ran.status, troubleOf(ran)]).toEqual([2, 'cli/which-spec']);
  },
);

it('checks the rest of a project in which files cannot be read', async () => {
  const cwd = await project();
  write(cwd, `${spec}/requirement.md`, 'x'.repeat(2_000_000));
  symlinkSync('/etc/hostname', join(cwd, `${spec}/approvals/G9-00000000.json`));
  symlinkSync('nowhere.csv', join(cwd, `${spec}/tests/rows.csv`));
  writeFileSync(join(cwd, 'specs/002-top-stores/solution.md'), new Uint8Array([0xff]));
  edit(cwd, 'specs/002-top-stores/dsl/question.json', '"title"', '"titel"');
  const ran = await check(cwd);
  expect([ran.status, troubleOf(ran)]).toEqual([1, undefined]);
  const { diagnostics } = documentOf(ran) as {
    readonly diagnostics: readonly { readonly code: string; readonly file: string }[];
  };
  const unread = diagnostics.filter((d) => d.code === 'spec/unreadable-file').map((d) => d.file);
  expect(unread).toEqual([
    `${spec}/approvals/G9-00000000.json`,
    `${spec}/requirement.md`,
    `${spec}/tests/rows.csv`,
    'specs/002-top-stores/solution.md',
  ]);
  expect(diagnostics.filter((d) => unread.includes(d.file))).toHaveLength(4);
  expect(found(ran)).toContain('dsl/unknown-key');
});
