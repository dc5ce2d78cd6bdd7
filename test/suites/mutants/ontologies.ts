import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { check, checkDefinitions } from '../../../src/compile.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { loadOntology } from '../../../src/ontology/load.js';
import { proveOntology } from '../../../src/stages/prove/prove-ontology.js';
import { runDocument } from '../../../src/stages/run-document.js';
import { ontologyOf, shop } from '../../support/bind.js';
import { shopSql, shopYaml } from '../../support/shop.js';
import { buyers, buyerYaml } from '../../support/views.js';
import { duckdb } from '../run.js';
import { definitions, rows, unloaded, views, type WrongView } from './definitions.js';

/** What is broken beside documents (an ontology, rows that break what one says, an SQL task), and what was found. */
export interface BrokenInput {
  readonly name: string;
  readonly area: 'ontology' | 'data' | 'task';
  readonly findings: readonly Diagnostic[];
  /** A finding stands in what was broken, or in what was added. */
  readonly located: boolean;
}

/** Breaks the shop's ontology and its rows in every listed way. */
export async function brokenOntologies(only: string): Promise<readonly BrokenInput[]> {
  const wanted = <T extends readonly [string, ...unknown[]]>(all: readonly T[]): readonly T[] =>
    all.filter(([name]) => name.includes(only));
  const known = new Set(foundIn(shopYaml).map(keyOf));
  const broken = wanted(definitions).map(([name, right, wrong]): BrokenInput => {
    if (!shopYaml.includes(right)) throw new Error(`the shop has no ${right}`);
    const text = shopYaml.replace(right, () => wrong);
    const findings = foundIn(text).filter((d) => !known.has(keyOf(d)));
    const start = documentsIn(shopYaml.slice(0, shopYaml.indexOf(right) + 1));
    const end = start + documentsIn(right);
    const more = documentsIn(wrong) - documentsIn(right);
    const located = findings.some((d) => {
      // What cannot be read has its place in the whole text.
      const document =
        d.path === '' && d.offset !== undefined ? documentsIn(text.slice(0, d.offset)) : d.document;
      return document !== undefined && document >= start && document <= end + more;
    });
    return { name, area: 'ontology', findings, located };
  });
  broken.push(...wanted(views).map(brokenView));
  const right = wanted(rows).length === 0 ? [] : await denied(shopYaml, []);
  const proven = new Set(right.map(keyOf));
  for (const [name, statement, claim] of wanted(rows)) {
    const yaml = claim === undefined ? shopYaml : shopYaml.replace(...claim);
    const findings = (await denied(yaml, [statement])).filter((d) => !proven.has(keyOf(d)));
    broken.push({ name, area: 'data', findings, located: findings.every((d) => d.path !== '') });
  }
  for (const [name, statement, question] of wanted(unloaded)) {
    if ((await outOfRange(question, [])).length > 0) throw new Error(`${name}: found before`);
    const findings = await outOfRange(question, [statement]);
    broken.push({ name, area: 'data', findings, located: findings.every((d) => d.path !== '') });
  }
  return broken;
}

/** How many documents of YAML end in a text. */
function documentsIn(text: string): number {
  return text.split(/^---$/m).length - 1;
}

function brokenView([name, definition, document]: WrongView): BrokenInput {
  const made = (text: string, change: WrongView[1]): string => {
    if (change === undefined) return text;
    if (!text.includes(change[0])) throw new Error(`there is no ${change[0]}`);
    return text.replace(change[0], () => change[1]);
  };
  const yaml = `${shopYaml}---\n${made(buyerYaml, definition)}`;
  const known = new Set(foundIn(`${shopYaml}---\n${buyerYaml}`, buyers).map(keyOf));
  const found = foundIn(yaml, made(buyers, document)).filter((d) => !known.has(keyOf(d)));
  // A definition is in the last document of the shop's file, or it is what reads the broken document.
  const start = documentsIn(shopYaml) + 1;
  const located = found.some((d) => d.file !== 'shop.yaml' || (d.document ?? 0) >= start);
  return { name, area: 'ontology', findings: found, located };
}

function foundIn(text: string, view?: string): readonly Diagnostic[] {
  const documents = view === undefined ? [] : [{ file: 'views/buyers.json', text: view }];
  const [ontology, read] = loadOntology([{ file: 'shop.yaml', text }, ...documents]);
  return ontology === undefined ? read : [...read, ...checkDefinitions(ontology)];
}

function denied(yaml: string, statements: readonly string[]): Promise<readonly Diagnostic[]> {
  return overRows(statements, (engine) => proveOntology(engine, ontologyOf(yaml), duckdb));
}

/** What is said of a question's rows, where days that it asks for are not there. */
function outOfRange(
  question: object,
  statements: readonly string[],
): Promise<readonly Diagnostic[]> {
  const [checked] = check(JSON.stringify({ dsl: '1', title: 'question', ...question }), shop);
  return overRows(statements, async (engine) => {
    const run = await runDocument(engine, checked!, shop, duckdb, { params: {}, maxRows: 10 });
    if ('error' in run) throw new Error(run.error.message);
    return run.value.outOfRange;
  });
}

/** Asks about the shop's rows after some statements. */
async function overRows<T>(
  statements: readonly string[],
  ask: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openDuckdb();
  try {
    const made = await engine.execute([...shopSql, ...statements]);
    if ('error' in made) throw new Error(made.error.message);
    return await ask(engine);
  } finally {
    await engine.close();
  }
}

function keyOf({ code, document, path, params }: Diagnostic): string {
  return JSON.stringify([code, document, path, params]);
}
