import { check, compileTo } from '../../../src/compile.js';
import type { Engine, Value } from '../../../src/engine/engine.js';
import type { Found } from '../../../src/introspect/found.js';
import type { Attribute, Entity, Ontology } from '../../../src/ontology/model.js';
import { duckdb, engineNote } from '../run.js';

/** A database and what was read from it. */
export interface Read {
  readonly engine: Engine;
  readonly ontology: Ontology;
  readonly found: Found;
}

/** Something that must hold of every ontology that `init` reads, asked of the rows themselves. */
export interface Law {
  readonly name: string;
  /** Where it does not hold. */
  readonly broken: (read: Read) => Promise<readonly string[]>;
}

/** The promises of `init --from` (docs of the command). */
export const laws: readonly Law[] = [
  { name: 'keys identify rows', broken: keysIdentify },
  { name: 'keys are no amounts, and named in small tables', broken: keysAreNamed },
  { name: 'relationships lead to rows', broken: relationshipsLead },
  { name: 'typed texts are read', broken: typedTextsAreRead },
  { name: 'texts that are days or numbers are typed', broken: textsAreTyped },
  { name: 'coded values are codes', broken: valuesAreCodes },
  { name: 'clocks are filled', broken: clocksAreFilled },
  { name: 'metrics are computed', broken: metricsAreComputed },
];

async function keysIdentify({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(keyed(ontology), async (entity) => {
    const columns = entity.key.map((name) => columnOf(entity, name));
    const [rows, distinct, blank] = await one(
      engine,
      `select count(*), count(distinct row(${columns.join(', ')})),
         count(*) filter (where ${columns.map((c) => `${c} is null`).join(' or ')})
       from ${tableOf(entity)}`,
    );
    return rows === distinct && blank === 0 ? [] : [`${entity.name}: ${rows} rows`];
  });
}

/**
 * Whole numbers, texts and days only; below 100 rows the name of each column must say key, or be a name that
 * another entity refers to by the same name.
 */
async function keysAreNamed({ engine, ontology, found }: Read): Promise<readonly string[]> {
  return each(keyed(ontology), async (entity) => {
    const [rows] = await one(engine, `select count(*) from ${tableOf(entity)}`);
    const declared = found.entities
      .find((e) => e.name === entity.name)!
      .table.uniques.some((u) => u.columns.length === entity.key.length);
    return entity.key.flatMap((name) => {
      const { type } = entity.attributes.get(name)!;
      if (!['bigint', 'string', 'date'].includes(type.kind)) return [`${entity.name}.${name}`];
      if (declared || rows >= 100) return [];
      const says = /(?:id|key|no|num|number|code|identifier|uuid|date|day)$/i.test(name);
      const own = entity.name.endsWith(name);
      const shared = /name$/i.test(name) && isReferredTo(ontology, entity, name);
      return says || own || shared ? [] : [`${entity.name}.${name} is not named like a key`];
    });
  });
}

function isReferredTo(ontology: Ontology, entity: Entity, name: string): boolean {
  return [...ontology.entities.values()].some(
    (other) =>
      other !== entity &&
      [...other.relationships.values()].some(
        (r) => r.to === entity.name && r.on.some((p) => p.to === name && p.from === name),
      ),
  );
}

/** Declared as required: every row has a partner; else most rows that name one have one. */
async function relationshipsLead({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(ontology.entities.values(), (entity) =>
    each(entity.relationships.values(), async (r) => {
      const to = ontology.entities.get(r.to)!;
      const pairs = r.on.map(
        (p) => [`a.${columnOf(entity, p.from)}`, `b.${columnOf(to, p.to)}`] as const,
      );
      const [rows, named, partners] = await one(
        engine,
        `select count(*), count(*) filter (where ${pairs.map(([a]) => `${a} is not null`).join(' and ')}),
           count(*) filter (where exists (select 1 from ${tableOf(to)} b where ${pairs.map(([a, b]) => `${a} = ${b}`).join(' and ')}))
         from ${tableOf(entity)} a`,
      );
      const enough = r.required ? partners === rows : partners >= 0.9 * named;
      return enough ? [] : [`${entity.name}.${r.name}: ${partners} of ${rows}`];
    }),
  );
}

/** Through the compiler: of the texts that say something, 99 % have a value when read as their type. */
async function typedTextsAreRead({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(ontology.entities.values(), (entity) =>
    each(typed(entity), async ({ raw, computed }) => {
      const says = `lower(trim(${quoted(raw)})) not in (${sayNothing})`;
      const measures = [
        { as: 'texts', agg: 'count', where: [says] },
        { as: 'read', agg: 'count', where: [says, `${quoted(computed)} is not null`] },
      ];
      const stages = [{ name: 'result', from: quoted(entity.name), by: [], measures }];
      const [texts, read] = await answer({ engine, ontology }, stages);
      const enough = texts > 0 && read >= 0.99 * texts;
      return enough ? [] : [`${entity.name}.${computed}: ${read} of ${texts}`];
    }),
  );
}

const sayNothing = ['', 'null', 'n/a', 'na', 'nan', 'none', '-', '\\n']
  .map((t) => `'${t}'`)
  .join(', ');

/** By DuckDB's own casts: what reads as a day, or is named like an amount and reads as a number. */
async function textsAreTyped({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(ontology.entities.values(), (entity) =>
    each(entity.attributes.values(), async (a) => {
      if (a.column === undefined || a.type.kind !== 'string') return [];
      if (typed(entity).some((t) => t.raw === a.name)) return [];
      const column = columnOf(entity, a.name);
      const [texts, days, numbers] = await one(
        engine,
        `select count(*) filter (where trim(${column}) <> ''), count(try_cast(${column} as date)),
           count(try_cast(${column} as double)) from ${tableOf(entity)}`,
      );
      const isDay = texts > 0 && days >= 0.99 * texts;
      const isAmount =
        /(?:amount|amt|price|quantity|qty|sales|revenue|cost|balance|score)$/i.test(a.name) &&
        texts > 0 &&
        numbers >= 0.99 * texts;
      return isDay || isAmount ? [`${entity.name}.${a.name} is only text`] : [];
    }),
  );
}

/** At most 50, each in a thousandth of the rows, all of them, and nothing that is who somebody is. */
async function valuesAreCodes({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(ontology.entities.values(), (entity) =>
    each(entity.attributes.values(), async ({ name, values }) => {
      if (values === undefined) return [];
      const column = columnOf(entity, name);
      const [rows] = await one(engine, `select count(*) from ${tableOf(entity)}`);
      const got = await rowsOf(
        engine,
        `select cast(${column} as varchar), count(*) from ${tableOf(entity)}
         where trim(cast(${column} as varchar)) <> '' group by 1`,
      );
      const wrong = [
        ...(values.size > 50 ? ['more than 50'] : []),
        ...got.filter(([v]) => typeof v !== 'string' || !values.has(v)).map(() => 'not all values'),
        ...got.filter(([, n]) => Number(n) < 0.001 * rows).map(() => 'a rare value'),
        ...[...values.keys()].filter((v) => /@|https?:|^\+?[\d\s()-]{9,}$/.test(v)),
        ...(/phone|email|address|first_?name|last_?name/i.test(name) ? ['private'] : []),
      ];
      return wrong.length === 0 ? [] : [`${entity.name}.${name}: ${wrong.join(', ')}`];
    }),
  );
}

async function clocksAreFilled({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(ontology.entities.values(), async (entity) => {
    const { name, time } = entity;
    if (time === undefined) return [];
    const clock = quoted(time);
    const measures = [
      { as: 'n', agg: 'count' },
      { as: 'filled', agg: 'count', where: [`${clock} is not null`] },
    ];
    const stages = [{ name: 'result', from: quoted(name), by: [], measures }];
    const [rows, filled] = await answer({ engine, ontology }, stages);
    return filled >= 0.9 * rows ? [] : [`${name}.${time}`];
  });
}

async function metricsAreComputed({ engine, ontology }: Read): Promise<readonly string[]> {
  return each(ontology.metrics.values(), async ({ name }) => {
    const measures = [{ as: 'n', metric: quoted(name) }];
    const values = await answer({ engine, ontology }, [{ name: 'result', by: [], measures }]);
    return values.every((v) => Number.isFinite(v)) ? [] : [name];
  });
}

/** Raw texts with the computed attribute that reads them. */
function typed(entity: Entity): readonly { readonly raw: string; readonly computed: string }[] {
  const all = [...entity.attributes.values()];
  return all.flatMap((a, i) => {
    const raw: Attribute | undefined = all[i - 1];
    if (a.is === undefined || raw === undefined) return [];
    return a.name.startsWith(`${raw.name}_`) ? [{ raw: raw.name, computed: a.name }] : [];
  });
}

type Numbers = readonly [number, number, number];

/** The numbers of the only row of a question without a day. */
async function answer(
  { engine, ontology }: Pick<Read, 'engine' | 'ontology'>,
  stages: readonly object[],
): Promise<Numbers> {
  const text = JSON.stringify({ dsl: '1', title: 'x', stages });
  const [checked, found] = check(text, ontology);
  const [compiled] = checked === undefined ? [] : compileTo(checked, ontology, duckdb);
  if (compiled === undefined) throw new Error(found.map((d) => `${d.code} ${d.path}`).join(', '));
  return one(engine, compiled.select.text);
}

/** The numbers of the first row; 0 where there are fewer. */
async function one(engine: Engine, sql: string): Promise<Numbers> {
  const [row = []] = await rowsOf(engine, sql);
  const [a = 0, b = 0, c = 0] = row.map(Number);
  return [a, b, c];
}

async function rowsOf(engine: Engine, sql: string): Promise<readonly (readonly Value[])[]> {
  const got = await engine.query(sql);
  if ('error' in got) throw new Error(`${engineNote(got.error)}: ${sql}`);
  return got.value.rows;
}

function keyed(ontology: Ontology): readonly Entity[] {
  return [...ontology.entities.values()].filter((e) => e.key.length > 0);
}

async function each<T>(
  items: Iterable<T>,
  broken: (item: T) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const all: string[] = [];
  for (const item of items) all.push(...(await broken(item)));
  return all;
}

function columnOf(entity: Entity, name: string): string {
  return identifier(entity.attributes.get(name)?.column ?? name);
}

function tableOf(entity: Entity): string {
  return entity.table.name.map(identifier).join('.');
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
