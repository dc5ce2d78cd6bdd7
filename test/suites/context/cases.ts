import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../../src/compile.js';
import { touchedBy } from '../../../src/gates/touched.js';
import { readQuestions } from '../../../src/evaluate/questions/read-questions.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { requirementText } from '../../../src/stages/spec/requirement.js';
import { demoOntology } from '../../demo/demo-ontology.js';
import { benches } from '../corpus/benches.js';
import { suiteOntology } from '../ontology.js';
import { documentsIn, sharedFile } from '../shared.js';

/** A requirement, and the names that the document which answers it says. */
export interface ContextCase {
  readonly bench: string;
  readonly name: string;
  readonly requirement: string;
  readonly ontology: Ontology;
  /** `orders`, `orders.amount`, `metric paid_amt`. */
  readonly names: readonly string[];
}

const root = join(import.meta.dirname, '../../..');

/**
 * Documents whose requirement is known in words: the benches' questions (TPC-H's have none), the
 * warehouse's titles, the demo's specs and questions, the recorded drafts.
 */
export function contextCases(shared: string): readonly ContextCase[] {
  const made = [
    ...benches(shared)
      .filter(({ name }) => name !== 'tpch')
      .flatMap(({ name, questions }) => {
        const texts = textsOf(shared, name);
        return questions.map(({ name: id, document, ontology }) => {
          const requirement = texts.get(id.slice(id.indexOf('/') + 1)) ?? '';
          return { bench: name, name: id, requirement, ontology, document };
        });
      }),
    ...warehouse(shared),
    ...demo(),
    ...recorded(),
  ];
  return made.flatMap(({ document, ...one }) => {
    const names = namesSaid(document, one.ontology);
    return names.length === 0 || one.requirement === '' ? [] : [{ ...one, names }];
  });
}

/** What a document says by name: objects that it touches and whose name stands in it, and the metrics it asks for. */
export function namesSaid(document: string, ontology: Ontology): readonly string[] {
  const [checked] = check(document, ontology);
  if (checked === undefined) return [];
  const said = new Set(document.match(/[\p{L}\p{N}_]+/gu));
  const { entities, attributes } = touchedBy(checked.bound, ontology);
  const metrics = checked.document.stages.flatMap((s) => s.measures ?? []).map((m) => m.metric);
  const found = [...ontology.entities.values()].flatMap((entity) => {
    const own = [...entity.attributes.values()]
      .filter((a) => attributes.has(a) && has(said, document, a.name))
      .map((a) => `${entity.name}.${a.name}`);
    const named = entities.has(entity) && (own.length > 0 || has(said, document, entity.name));
    return [...(named ? [entity.name] : []), ...own];
  });
  return [...found, ...new Set(metrics.filter((m) => m !== undefined).map((m) => `metric ${m}`))];
}

function has(said: ReadonlySet<string>, document: string, name: string): boolean {
  return /^[\p{L}\p{N}_]+$/u.test(name) ? said.has(name) : document.includes(name);
}

function textsOf(shared: string, bench: string): ReadonlyMap<string, string> {
  const file = sharedFile(shared, `bench/${bench}/questions.json`);
  const { questions } = readQuestions(readFileSync(file, 'utf8'), file);
  return new Map(questions.map(({ id, text }) => [id, text]));
}

function titleOf(document: string): string {
  return (JSON.parse(document) as { readonly title: string }).title;
}

function warehouse(shared: string) {
  const ontology = suiteOntology('corpus/ontology/warehouse');
  return [...documentsIn(sharedFile(shared, 'dsl/corpus/warehouse'))].map(([id, document]) => ({
    bench: 'warehouse (titles)',
    name: `warehouse/${id}`,
    requirement: titleOf(document),
    ontology,
    document,
  }));
}

function demo() {
  const ontology = demoOntology!;
  const specs = readdirSync(join(root, 'specs')).filter((f) => /^\d/.test(f));
  return specs.flatMap((spec) => {
    const written = readFileSync(join(root, 'specs', spec, 'requirement.md'), 'utf8');
    return [...documentsIn(join(root, 'specs', spec, 'dsl'))].map(([id, document]) => ({
      bench: 'demo',
      name: `demo/${id}`,
      requirement: requirementText(written),
      ontology,
      document,
    }));
  });
}

interface Recorded {
  readonly requirement: string;
  readonly ontology: string;
  readonly document: object;
}

function recorded() {
  const folder = join(root, 'test/fixtures/recorded');
  const tpch = suiteOntology('tpch/ontology');
  return readdirSync(folder)
    .filter((name) => !name.includes('.'))
    .map((name) => {
      const text = readFileSync(join(folder, name, 'case.json'), 'utf8');
      const { requirement, ontology, document } = JSON.parse(text) as Recorded;
      return {
        bench: 'recorded',
        name: `recorded/${name}`,
        requirement,
        ontology: ontology === 'ontology' ? demoOntology! : tpch,
        document: JSON.stringify(document),
      };
    });
}
