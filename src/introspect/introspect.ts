import { Trouble } from '../base/trouble.js';
import type { CatalogTable, Engine, RunOptions } from '../engine/engine.js';
import { surveyDuckdb } from '../engine/duckdb-survey.js';
import type { Survey, TableProfile } from '../engine/survey.js';
import { codesOf } from './values/coded-values.js';
import { compositeLinks } from './relationships/composite-links.js';
import { entityOf } from './entity.js';
import { equalWays } from './relationships/equal-ways.js';
import { factsOf, type TableFacts } from './facts.js';
import type { Evidence, Found } from './found.js';
import { withInheritedClocks } from './clocks/inherited-clock.js';
import { compositeKey, keyOf } from './keys/keys.js';
import { metricsOf } from './metrics/metrics.js';
import { repeatedOf } from './metrics/repeated.js';
import { linksOf, type Link } from './relationships/relationships.js';
import { nearlyKey, type FoundKey } from './keys/single-key.js';

/** What is read, and how. */
export interface IntrospectOptions extends RunOptions {
  /** false: no value of any row is read, only counts; so only comments tell coded values. Default true. */
  readonly values?: boolean;
  /** Only tables of these schemas. */
  readonly schemas?: readonly string[];
}

/**
 * Reads a first ontology from the attached databases: what is declared, then what names, counts and
 * inclusions say together, each with its evidence. The same rows give the same ontology. A table that
 * cannot be read is left out, and the evidence says so.
 */
export async function introspect(engine: Engine, options: IntrospectOptions = {}): Promise<Found> {
  const survey = surveyDuckdb(engine, options);
  const evidence: Evidence[] = [];
  const note = (e: Evidence): void => void evidence.push(e);
  const tables = await readTables(engine, survey, options, note);
  const facts = factsOf(
    tables.map((t) => t.table),
    tables.map((t) => t.profile),
  );
  const keys = new Map<TableFacts, FoundKey>();
  for (const table of facts) {
    const key = await keyOf(table, facts, survey);
    if (key !== undefined) keys.set(table, key);
  }
  const single: Link[] = [];
  for (const table of facts) single.push(...(await linksOf(table, keys, facts, survey, note)));
  for (const table of facts.filter((t) => !keys.has(t))) {
    const own = single.filter((l) => l.from === table);
    const key = await compositeKey(table, own, survey);
    if (key !== undefined) keys.set(table, key);
  }
  const links = [...single];
  for (const table of facts) links.push(...(await compositeLinks(table, keys, single, survey)));
  const values = options.values === false ? undefined : survey.values;
  const codes = new Map(
    await Promise.all(facts.map(async (t) => [t, await codesOf(t, links, values)] as const)),
  );
  const equal = await equalWays(links, survey);
  const own = facts.map((table) =>
    entityOf(
      table,
      { key: keys.get(table), nearly: nearlyKey(table, facts) },
      { links, equal },
      codes.get(table) ?? new Map(),
      note,
    ),
  );
  const entities = withInheritedClocks(own, facts, note);
  const repeated = await Promise.all(facts.map((table) => repeatedOf(table, survey)));
  const shared = new Map(repeated.flatMap((columns) => [...columns]));
  return { entities, metrics: metricsOf(entities, facts, shared, note), evidence };
}

interface ReadTable {
  readonly table: CatalogTable;
  readonly profile: TableProfile;
}

async function readTables(
  engine: Engine,
  survey: Survey,
  options: IntrospectOptions,
  note: (evidence: Evidence) => void,
): Promise<readonly ReadTable[]> {
  const catalog = await engine.describe(options);
  const read: ReadTable[] = [];
  for (const found of catalog.tables) {
    if (options.schemas !== undefined && !options.schemas.includes(found.schema)) continue;
    const skip = (text: string): void =>
      note({ entity: `${found.schema}.${found.name}`, about: 'entity', text, taken: false });
    if (!isSayable(found.name) || !isSayable(found.schema)) {
      skip('left out: an ontology cannot say this name');
      continue;
    }
    const columns = found.columns.filter((c) => {
      if (!isSayable(c.name)) {
        skip(`column ${c.name} left out: an ontology cannot say this name`);
        return false;
      }
      const usable = isUsable(c.type.kind === 'array' ? c.type.of.kind : c.type.kind);
      if (!usable) skip(`column ${c.name} left out: nothing here has the type ${c.databaseType}`);
      return usable;
    });
    const table = { ...found, columns };
    if (columns.length === 0) skip('left out: it has no column that can be read');
    else
      try {
        read.push({ table, profile: await survey.profile(table) });
      } catch (error) {
        if (!(error instanceof Trouble) || error.code !== 'engine/unreadable') throw error;
        skip(`left out: ${error.message}`);
      }
  }
  return read;
}

/** Not blank, not endless, no control characters and no hole. */
function isSayable(name: string): boolean {
  const isOdd = /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name);
  return name.trim() !== '' && name.length <= 160 && name !== '?' && !isOdd;
}

function isUsable(kind: string): boolean {
  return kind !== 'unknown' && kind !== 'interval' && kind !== 'array';
}
