import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { checkDefinitions } from '../../../src/compile.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { loadOntology } from '../../../src/ontology/load.js';
import { proveOntology } from '../../../src/stages/prove/prove-ontology.js';
import { ontologyOf } from '../../support/bind.js';
import { shopSql, shopYaml } from '../../support/shop.js';
import { buyers, buyerYaml } from '../../support/views.js';
import { duckdb } from '../run.js';
import { definitions, rows, views, type WrongView } from './definitions.js';

/** A broken ontology, or rows that break what one says, and what was found. */
export interface BrokenOntology {
  readonly name: string;
  readonly area: 'ontology' | 'data';
  readonly findings: readonly Diagnostic[];
  /** A finding stands in the definition that was broken, or in one that was added. */
  readonly located: boolean;
}

/** Breaks the shop's ontology and its rows in every listed way. */
export async function brokenOntologies(only: string): Promise<readonly BrokenOntology[]> {
  const wanted = <T extends readonly [string, ...unknown[]]>(all: readonly T[]): readonly T[] =>
    all.filter(([name]) => name.includes(only) || only === '');
  const known = new Set(foundIn(shopYaml).map(keyOf));
  const broken = wanted(definitions).map(([name, right, wrong]): BrokenOntology => {
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
  return broken;
}

/** How many documents of YAML end in a text. */
function documentsIn(text: string): number {
  return text.split(/^---$/m).length - 1;
}

function brokenView([name, definition, document]: WrongView): BrokenOntology {
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

async function denied(yaml: string, statements: readonly string[]): Promise<readonly Diagnostic[]> {
  const engine = await openDuckdb();
  try {
    const made = await engine.execute([...shopSql, ...statements]);
    if ('error' in made) throw new Error(made.error.message);
    return await proveOntology(engine, ontologyOf(yaml), duckdb);
  } finally {
    await engine.close();
  }
}

function keyOf({ code, document, path, params }: Diagnostic): string {
  return JSON.stringify([code, document, path, params]);
}
