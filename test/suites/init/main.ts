import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkPaths } from '../../../src/cli/actions/check/check.js';
import { initProject } from '../../../src/cli/actions/begin/init.js';
import type { Outcome, Session } from '../../../src/cli/outcome.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { introspect } from '../../../src/introspect/introspect.js';
import { writeOntology, type OntologyText } from '../../../src/introspect/write.js';
import { loadOntology } from '../../../src/ontology/load.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { laws } from './laws.js';

const databases = [
  'acme/acme.duckdb',
  'chinook/chinook.duckdb',
  'defog/defog.duckdb',
  'falcon/falcon.duckdb',
  'northwind/northwind_ods.duckdb',
  'tpch/tpch_sf0.01.duckdb',
];

/**
 * `init --from` on a copy of every database of the benches, in a folder of its own: the project passes
 * `check` unedited, a second reading gives the same bytes, and what was inferred holds on the rows by
 * queries that know nothing of how it was inferred.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const cases: Case[] = [];
  for (const database of databases) {
    const folder = mkdtempSync(join(tmpdir(), 'suite-init-'));
    try {
      const file = join(folder, basename(database));
      copyFileSync(sharedFile(shared, 'bench', database), file);
      cases.push(...(await casesOf(folder, file)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const failed = cases.some(({ verdict }) => verdict === 'wrong');
  return { text: json ? asJson(cases) : asText(cases), failed };
});

async function casesOf(folder: string, file: string): Promise<readonly Case[]> {
  const name = basename(file, '.duckdb');
  const session: Session = {
    language: 'en',
    cwd: folder,
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  const about = (law: string, found: readonly string[]): Case => ({
    name: `${name}/${law}`,
    level: name,
    verdict: found.length === 0 ? 'passed' : 'wrong',
    codes: [],
    ...(found.length > 0 && { note: found.join('; ') }),
  });
  const made = await initProject(session, 'project', { from: `duckdb:${file}`, values: true });
  const checked = await checkPaths({ ...session, cwd: join(folder, 'project') }, [], {});
  const engine = await openDuckdb({ databases: [{ file }] });
  try {
    const found = await introspect(engine);
    const texts = writeOntology(found);
    const counted = writeOntology(await introspect(engine, { values: false }));
    const [ontology] = loadOntology(texts);
    if (ontology === undefined) return [about('check', ['the ontology does not load'])];
    const cases = [
      about('check', [...codes(made), ...codes(checked)]),
      about('the same bytes again', differing(texts, made)),
      about('no values when only counts are read', readsValues(counted)),
    ];
    for (const { name: law, broken } of laws)
      cases.push(about(law, await broken({ engine, ontology, found })));
    return cases;
  } finally {
    await engine.close();
  }
}

function codes({ diagnostics = [] }: Outcome): readonly string[] {
  return diagnostics.map((d) => `${d.code} ${d.file ?? ''}#${d.document ?? 0}${d.path}`);
}

/** `init` keeps the texts it wrote for its diagnostics. */
function differing(texts: readonly OntologyText[], made: Outcome): readonly string[] {
  return texts
    .filter(({ file, text }) => made.texts?.get(`ontology/${file}`) !== text)
    .map(({ file }) => `${file} differs`);
}

function readsValues(texts: readonly OntologyText[]): readonly string[] {
  const [ontology, diagnostics] = loadOntology(texts);
  if (ontology === undefined) return diagnostics.map((d) => d.code);
  return [...ontology.entities.values()].flatMap((entity) =>
    [...entity.attributes.values()].flatMap((a) =>
      a.values === undefined ? [] : [`${entity.name}.${a.name} has values`],
    ),
  );
}
