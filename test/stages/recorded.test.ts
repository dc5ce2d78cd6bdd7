import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderJson } from '../../src/base/render.js';
import { allDefinitions } from '../../src/cli/all-definitions.js';
import { check } from '../../src/compile.js';
import { draft } from '../../src/draft/draft.js';
import { languageOf } from '../../src/draft/texts.js';
import { dictionaryOf } from '../../src/draft/vocabulary.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import type { ModelEvent } from '../../src/llm/model.js';
import { replayed } from '../../src/llm/recording.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { draftWithModel } from '../../src/stages/draft/model-draft.js';
import { everythingOf } from '../support/everything-of.js';

const root = join(import.meta.dirname, '../..');
const recorded = join(root, 'test/fixtures/recorded');

interface Case {
  readonly requirement: string;
  readonly ontology: string;
  readonly as_of: string;
  readonly open: readonly string[];
  /** Findings that the model repaired, by code. */
  readonly repaired: Readonly<Record<string, number>>;
  readonly document: object;
}

const names = readdirSync(recorded)
  .filter((name) => name !== 'README.md')
  .toSorted((a, b) => (a < b ? -1 : 1));

const ontologies = new Map<string, Ontology>();

function ontologyIn(folder: string): Ontology {
  const known = ontologies.get(folder);
  if (known !== undefined) return known;
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }));
  const [ontology] = loadOntology(files);
  if (ontology === undefined) throw new Error(`${folder} cannot be read`);
  ontologies.set(folder, ontology);
  return ontology;
}

it('there are at least ten', () => {
  expect(names.length).toBeGreaterThanOrEqual(10);
});

it.each(names)('%s comes to the same document again', async (name) => {
  const text = readFileSync(join(recorded, name, 'case.json'), 'utf8');
  const one = JSON.parse(text) as Case;
  const ontology = ontologyIn(one.ontology);
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  const options = { asOf: one.as_of, tokenize, satisfies: ['REQ-001'] };
  const { document } = draft(one.requirement, ontology, options);
  const language = languageOf(one.requirement);
  const events: ModelEvent[] = [];
  const made = await draftWithModel({
    requirement: one.requirement,
    drafted: document!,
    ontology,
    selected: everythingOf(ontology),
    language,
    model: replayed(join(recorded, name), (event) => void events.push(event)),
    say: (d) => renderJson(d, allDefinitions, language, new Map()),
    prove: async () => [],
    write: () => undefined,
    signal: new AbortController().signal,
  });
  expect(made.document).toEqual(one.document);
  expect(made.document.unresolved?.map((u) => u.question) ?? []).toEqual(one.open);
  const repaired = Object.entries(made.corrected.counts)
    .filter(([, count]) => count.modelFixed > 0)
    .map(([code, count]) => [code, count.modelFixed] as const);
  expect(Object.fromEntries(repaired)).toEqual(one.repaired);
  // Holes aside, nothing is wrong with it.
  expect(check(made.text, ontology)[1].filter((d) => d.severity === 'error')).toEqual([]);
});
