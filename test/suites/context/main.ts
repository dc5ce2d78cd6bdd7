import { dictionaryOf } from '../../../src/draft/vocabulary.js';
import type { Tokenize } from '../../../src/draft/lexing/tokenize.js';
import { itemName } from '../../../src/knowledge/items.js';
import {
  indexOntology,
  ranked,
  type KnowledgeIndex,
} from '../../../src/knowledge/knowledge-index.js';
import { loadTokenizer } from '../../../src/knowledge/tokens.js';
import { estimateTokens } from '../../../src/llm/tokens.js';
import { loadOntology } from '../../../src/ontology/load.js';
import type { Ontology } from '../../../src/ontology/model.js';
import { contextText } from '../../../src/stages/draft/prompt-context.js';
import { selectContext } from '../../../src/stages/draft/select-context.js';
import { generatedOntology } from '../../bench/generated-ontology.js';
import { suiteOptions } from '../shared.js';
import { runSuite } from '../verdict.js';
import { contextCases, type ContextCase } from './cases.js';
import { together } from './large.js';

/** How many names are looked at. */
const first = 30;

/**
 * Recall of the names that documents say among the first thirty that the requirement's words select: in
 * the document's own ontology, and in that of all benches together; and the size of what a prompt shows of
 * an ontology of 10, 1,000 and 10,000 entities.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const cases = contextCases(shared);
  const ontologies = [...new Set(cases.map((c) => c.ontology))];
  const all = together(ontologies[0]!, ontologies.slice(1));
  const tokenize = await loadTokenizer(dictionaryOf(all));
  const own = recalls(cases, tokenize, (o) => o);
  const among = recalls(cases, tokenize, (o) =>
    together(
      o,
      ontologies.filter((other) => other !== o),
    ),
  );
  const sizes = await Promise.all([10, 1000, 10_000].map(sizeAt));
  const counts = { first, cases: cases.length };
  const shown = shownRecall(cases, tokenize, (o) =>
    together(
      o,
      ontologies.filter((other) => other !== o),
    ),
  );
  const per = cases.map(({ name }, i) => ({ name, own: own.each[i], among: among.each[i] }));
  const text = [
    ...per.map((c) => `${(c.own ?? 0).toFixed(2)}  ${(c.among ?? 0).toFixed(2)}  ${c.name}`),
    `recall@${first} in the own ontology: ${summaryText(own.summary)}`,
    `recall@${first} among all of them (${all.entities.size} entities): ${summaryText(among.summary)}`,
    `recall of a whole prompt among all of them: ${summaryText(shown)}`,
    ...sizes.map(
      (s) => `${s.entities} entities: ${s.characters} characters, about ${s.tokens} tokens`,
    ),
    '',
  ].join('\n');
  const found = { own: own.summary, among: among.summary, shown };
  const document = JSON.stringify({ ...counts, ...found, sizes, documents: per }, undefined, 1);
  return { text: json ? `${document}\n` : text, failed: false };
});

type Summary = Readonly<Record<string, number>>;

function recalls(
  cases: readonly ContextCase[],
  tokenize: Tokenize,
  within: (own: Ontology) => Ontology,
): { readonly each: readonly number[]; readonly summary: Summary } {
  const indexes = new Map<Ontology, KnowledgeIndex>();
  const each = cases.map(({ requirement, ontology, names }) => {
    const index = indexes.get(ontology) ?? indexOntology(within(ontology), tokenize);
    indexes.set(ontology, index);
    const selected = ranked(index, requirement)
      .filter(({ item }) => item.kind !== 'role' && item.kind !== 'term')
      .slice(0, first)
      .map(({ item }) => itemName(item));
    return names.filter((name) => selected.includes(name)).length / names.length;
  });
  return { each, summary: summaryOf(cases, each) };
}

/** Recall of all names that a prompt shows. */
function shownRecall(
  cases: readonly ContextCase[],
  tokenize: Tokenize,
  within: (own: Ontology) => Ontology,
): Summary {
  const known = new Map<Ontology, Ontology>();
  const each = cases.map(({ requirement, ontology, names }) => {
    const large = known.get(ontology) ?? within(ontology);
    known.set(ontology, large);
    const { entities, metrics } = selectContext(requirement, large, tokenize);
    const shown = new Set([
      ...entities.flatMap((e) => [
        e.name,
        ...[...e.attributes.keys()].map((a) => `${e.name}.${a}`),
      ]),
      ...metrics.map((m) => `metric ${m.name}`),
    ]);
    return names.filter((name) => shown.has(name)).length / names.length;
  });
  return summaryOf(cases, each);
}

function summaryOf(cases: readonly ContextCase[], each: readonly number[]): Summary {
  const benches = [...new Set(cases.map((c) => c.bench))];
  return Object.fromEntries([
    ['mean', mean(each)],
    ...benches.map((bench) => [bench, mean(each.filter((_, i) => cases[i]!.bench === bench))]),
  ]) as Summary;
}

function mean(numbers: readonly number[]): number {
  const sum = numbers.reduce((a, b) => a + b, 0);
  return Math.round((1000 * sum) / Math.max(1, numbers.length)) / 1000;
}

function summaryText(summary: Summary): string {
  return Object.entries(summary)
    .map(([bench, recall]) => `${bench} ${recall.toFixed(3)}`)
    .join(', ');
}

/** What is shown of a generated ontology for a requirement over its first domain. */
async function sizeAt(entities: number) {
  const [ontology] = loadOntology(generatedOntology(entities));
  if (ontology === undefined) throw new Error('the generated ontology does not load');
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  const requirement = '近30天各城市的事实0之0金额和买家数，只看已支付的，按维度0之1的等级分组';
  const text = contextText(selectContext(requirement, ontology, tokenize), ontology);
  return { entities, characters: text.length, tokens: estimateTokens(text) };
}
