import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../../src/base/sha256.js';
import { loadOntology } from '../../src/ontology/load.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { generate } from '../../src/stages/generate.js';
import { storeDocument } from '../support/shop-project.js';
import { shopYaml } from '../support/shop.js';

const number = '00000';
const table = `dws_trd_store${number}_nd`;
const name = `${number}-store`;
const metrics =
  'metric: order_amt\nlabel: amount\nunit: CNY\ntype: aggregate\nentity: orders\nagg: sum\nof: amount\nfill: 0\n';
const settings =
  "dataagent: '1'\nname: bench\nlanguage: zh\ntimezone: Asia/Shanghai\ndialects: [duckdb]\ngates: []\n";

/**
 * Writes a project of so many specs, each a table of its own with a requirement, a document, a case and
 * everything that is generated. Nothing is wrong with any. Returns how many files a spec has.
 */
export function makeSpecProject(folder: string, count: number): number {
  const put = (path: string, text: string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  put('dataagent.yaml', settings);
  put('ontology/shop.yaml', shopYaml);
  put('ontology/metrics.yaml', metrics);
  const files = oneSpec();
  for (let i = 1; i <= count; i++) {
    const own = String(i).padStart(number.length, '0');
    const spec = new Map([...files].map(([path, text]) => [path, numbered(text, own)] as const));
    const hashes = [...spec].filter(([path]) => path.startsWith('generated/'));
    const manifest = {
      v: 1,
      tool: toolIn(files),
      documents: { [numbered(table, own)]: sha256(spec.get(`dsl/${table}.json`)!) },
      files: Object.fromEntries(
        hashes
          .filter(([path]) => !path.endsWith('manifest.json'))
          .map(([path, text]) => [numbered(path.slice('generated/'.length), own), sha256(text)]),
      ),
    };
    spec.set('generated/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
    for (const [path, text] of spec)
      put(`specs/${numbered(name, own)}/${numbered(path, own)}`, text);
  }
  return files.size;
}

function numbered(text: string, own: string): string {
  return text.replaceAll(`store${number}`, `store${own}`).replaceAll(`${number}-`, `${own}-`);
}

function toolIn(files: ReadonlyMap<string, string>): string {
  return (JSON.parse(files.get('generated/manifest.json')!) as { readonly tool: string }).tool;
}

/** The files of the spec that the others are like, by path in it. */
function oneSpec(): ReadonlyMap<string, string> {
  const [ontology] = loadOntology([
    { file: 'ontology/shop.yaml', text: shopYaml },
    { file: 'ontology/metrics.yaml', text: metrics },
  ]);
  const written = JSON.stringify({ ...storeDocument, target: { ...storeDocument.target, table } });
  const text = formatDocument(parseDocument(written)[0]!.document);
  const document = { file: `specs/${name}/dsl/${table}.json`, text };
  const made = generate({ documents: [document], rules: [] }, ontology!, [duckdb], 'zh');
  return new Map([
    ['spec.yaml', `id: ${name}\ntitle: orders of stores\nkind: new\ntargets: [${table}]\n`],
    ['requirement.md', '# orders\n\n## Requirements\n\n### REQ-001 orders\n\n> orders of stores\n'],
    [`dsl/${table}.json`, text],
    ['tests/none.yaml', "test: nothing was ordered\nbizdate: '2026-11-07'\nexpect: { rows: [] }\n"],
    ...[...made.files].map(([path, content]) => [`generated/${path}`, content] as const),
  ]);
}
