import { expect, it } from 'vitest';
import { demoTables } from '../../scripts/demo/data.js';
import type { Row, Table } from '../../scripts/demo/table.js';
import type { Type } from '../../src/expr/type.js';
import type { Entity, Relationship } from '../../src/ontology/model.js';
import { demoOntology, ontologyFindings } from './demo-ontology.js';

it('loads without a word', () => {
  expect(ontologyFindings).toEqual([]);
  expect(demoOntology).toBeDefined();
});

const ontology = demoOntology!;
const entities = [...ontology.entities.values()];
const metrics = [...ontology.metrics.values()];
const tables = new Map(demoTables().map((t) => [t.name, t]));
const tableOf = (entity: Entity): Table => tables.get(entity.table.name.join('.'))!;

it('covers live commerce', () => {
  expect(entities.length).toBeGreaterThanOrEqual(12);
  expect(metrics.length).toBeGreaterThanOrEqual(25);
  expect(new Set(metrics.map((m) => m.type))).toEqual(
    new Set(['aggregate', 'derived', 'composite', 'conversion']),
  );
  expect(metrics.filter((m) => m.type === 'aggregate' && m.snapshot !== undefined)).toHaveLength(1);
  expect(
    entities.flatMap((e) => [...e.attributes.values()]).filter((a) => a.sensitive),
  ).toHaveLength(3);
});

it('describes every metric and every entity in both languages', () => {
  const english = /^[\w .%'-]+$/;
  const poor = [...metrics, ...entities].filter(
    (d) =>
      d.label === undefined ||
      d.description === undefined ||
      !d.synonyms.some((s) => english.test(s)),
  );
  expect(poor.map((d) => d.name)).toEqual([]);
  expect(metrics.filter((m) => m.unit === undefined).map((m) => m.name)).toEqual([]);
});

it('labels every attribute', () => {
  const bare = entities.flatMap((e) =>
    [...e.attributes.values()]
      .filter((a) => a.label === undefined)
      .map((a) => `${e.name}.${a.name}`),
  );
  expect(bare).toEqual([]);
});

it('asks a question for every term that means several things', () => {
  const terms = [...ontology.terms.values()];
  expect(terms.filter((t) => t.means.length > 1 && t.ask === undefined)).toEqual([]);
  expect(terms.filter((t) => t.ask !== undefined).map((t) => t.name)).toEqual(
    expect.arrayContaining(['GMV', '客单价', '转化率']),
  );
});

/** Rows of the last snapshot of a full table, all rows of any other. */
const rowsOf = (entity: Entity): readonly Row[] => {
  const { rows } = tableOf(entity);
  return entity.table.mode === 'full' ? rows.filter((row) => row['ds'] === '20261107') : rows;
};
const columnType = (type: Type): string =>
  type.kind === 'decimal'
    ? `DECIMAL(${type.precision},${type.scale})`
    : (({ string: 'VARCHAR' } as Record<string, string>)[type.kind] ?? type.kind.toUpperCase());

it.each(entities)('$name has the columns of its table', (entity) => {
  const stored = [...entity.attributes.values()].filter((a) => a.column !== undefined);
  const said = stored.map((a) => `${a.column!} ${columnType(a.type)}`);
  const partitions = entity.table.partition.map((p) => `${p.column} VARCHAR`);
  const there = tableOf(entity).columns.map((c) => `${c.name} ${c.type}`);
  expect([...said, ...partitions].toSorted()).toEqual(there.toSorted());
});

it.each(entities.filter((e) => e.key.length > 0))(
  '$name has a key that identifies rows',
  (entity) => {
    const all = tableOf(entity).rows;
    const extra = entity.table.mode === 'full' ? ['ds'] : [];
    const keys = all.map((row) => JSON.stringify([...entity.key, ...extra].map((k) => row[k])));
    expect(new Set(keys).size).toBe(keys.length);
  },
);

it.each(entities)('$name has required values, and codes that are written down', (entity) => {
  const wrong = [...entity.attributes.values()].flatMap((a) => {
    if (a.column === undefined) return [];
    const values = new Set(tableOf(entity).rows.map((row) => row[a.column!]));
    const nulls = a.required && values.has(null) ? [`${a.name} is null`] : [];
    const codes = [...values].filter((v) => a.values && v !== null && !a.values.has(String(v)));
    return [...nulls, ...codes.map((v) => `${a.name} is ${String(v)}`)];
  });
  expect(wrong).toEqual([]);
});

const relationships = entities.flatMap((entity) =>
  [...entity.relationships.values()]
    .filter((r) => r.on.length > 0)
    .map((relationship) => ({ name: `${entity.name}.${relationship.name}`, entity, relationship })),
);
const indexes = new Map<string, ReadonlyMap<string, Row>>();
/** The row that a row's relationship leads to. */
const partner = (row: Row, { to, on }: Relationship): Row | undefined => {
  const target = ontology.entities.get(to)!;
  const keys = on.map((o) => o.to);
  const name = `${to} ${keys.join()}`;
  const index =
    indexes.get(name) ??
    new Map(rowsOf(target).map((r) => [JSON.stringify(keys.map((k) => r[k])), r]));
  indexes.set(name, index);
  return index.get(JSON.stringify(on.map((o) => row[o.from])));
};
const follow = (row: Row | undefined, entity: Entity, path: readonly string[]): Row | undefined => {
  const [first, ...rest] = path;
  if (row === undefined || first === undefined) return row;
  const relationship = entity.relationships.get(first)!;
  return follow(partner(row, relationship), ontology.entities.get(relationship.to)!, rest);
};

/** The raw log may name sessions that do not exist: that is why it is cleaned. */
const dirty = new Set(['ods_watch.live_session']);
it.each(relationships.filter(({ name }) => !dirty.has(name)))(
  '$name leads to a row wherever it is filled',
  ({ entity, relationship }) => {
    const lost = rowsOf(entity).filter((row) => {
      const empty = relationship.on.some((o) => row[o.from] === null);
      return empty ? relationship.required : partner(row, relationship) === undefined;
    });
    expect(lost.slice(0, 3)).toEqual([]);
  },
);

it.each(relationships.filter(({ relationship }) => relationship.sameAs.length > 0))(
  '$name leads where its other paths lead',
  ({ entity, relationship }) => {
    const different = relationship.sameAs.filter((path) =>
      rowsOf(entity).some((row) => partner(row, relationship) !== follow(row, entity, path)),
    );
    expect(different).toEqual([]);
  },
);
